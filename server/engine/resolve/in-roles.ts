import type { Table } from "../graph.ts";
import type { Intent } from "../intent.ts";
import { allOf, groupsOf } from "../intent-parts.ts";
import { DETERMINERS } from "../link/function-words.ts";
import { type WithRoles, withoutRoles } from "../link/roles.ts";
import { findPath } from "../plan/paths.ts";
import { type Draft, type Use, unknown } from "./draft.ts";
import type { Candidate } from "./resolve.ts";

/**
 * A reading over a graph with roles, as one over the graph itself: "managers in Spain" are those of the people who
 * manage somebody. What says that somebody is in a role, "people who are managers", is reported: it would be read as
 * having one.
 */
export function sayWithoutRoles(candidate: Candidate, { meant }: WithRoles): Candidate {
  const { draft } = candidate;
  for (const use of usesInRole(candidate, meant)) if (isPredicate(draft, use)) unknown(draft, use);
  const intent = ofThoseInRole(candidate, meant);
  return {
    ...candidate,
    intent: withoutRoles(intent, meant),
    draft: {
      ...draft,
      source: withoutRoles(draft.source, meant),
      uses: withoutRoles(draft.uses, meant),
      troubles: withoutRoles(draft.troubles, meant),
    },
  };
}

/** Whether a reading speaks of a role as people do. */
export function speaksOfRoles(candidate: Candidate, { meant }: WithRoles): boolean {
  const { intent, draft } = candidate;
  const { shape, source } = intent;
  const used = usesInRole(candidate, meant);
  // "Stations" are no parent stations.
  const called = used.every(({ meaning }) => meaning.kind === "table" && meaning.how !== "parts");
  // "Managers whose manager is Ada" speaks of two roles, one above the other.
  const twice = meant.has(source) && used.length > 1;
  const named =
    !meant.has(source) || used.some(({ meaning }) => meaning.kind === "table" && meaning.table === source);
  // "Average salary per manager" is that of the people, each of whom has one, and not of the managers.
  const ofItself = meant.has(source) && groupsOf(shape).some(({ path }) => path === null);
  // "Orders by managers" are not those of people who have one.
  const reached = used.every(({ meaning }) => {
    const table = meaning.kind === "table" && meant.get(meaning.table);
    return (
      source === table ||
      meant.has(source) ||
      draft.uses.some((use) => use.meaning.kind === "table" && use.meaning.table === table)
    );
  });
  return called && named && !twice && !ofItself && reached;
}

function usesInRole({ draft }: Candidate, meant: WithRoles["meant"]): Use[] {
  return draft.uses.filter(({ meaning }) => meaning.kind === "table" && meant.has(meaning.table));
}

/** "Are managers", "is also a manager" */
function isPredicate({ settings }: Draft, { start }: Use): boolean {
  let at = start - 1;
  while (
    at >= 0 &&
    (DETERMINERS.has(settings.wordAt({ end: at + 1 })) || ALSO.has(settings.wordAt({ end: at + 1 })))
  )
    at--;
  return BE.has(settings.wordAt({ end: at + 1 }));
}

const ALSO = new Set(["also", "not", "no", "themselves", "currently"]);
const BE = new Set(["is", "are", "was", "were", "be", "been", "being", "become", "became"]);

function ofThoseInRole({ intent, draft }: Candidate, meant: ReadonlyMap<object, object>): Intent {
  const table = meant.get(intent.source) as Table | undefined;
  const found = table && findPath(draft.settings, intent.source, table);
  if (found?.kind !== "path") return intent;
  const somebody = { kind: "related" as const, path: found.path, where: null };
  return { ...intent, where: allOf([...(intent.where ? [intent.where] : []), somebody]) };
}
