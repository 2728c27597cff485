import type { RelationshipEnd } from "../engine/graph.ts";
import { compareText, type Evidence, type Proposal, pairKey } from "./proposal.ts";

/** What people decided about a proposal. A rebuild never changes it. */
export interface Decision {
  readonly status: "undecided" | "approved" | "rejected";
  readonly excluded: boolean;
  readonly priority: number;
}

export interface DecidedProposal {
  readonly proposal: Proposal;
  readonly decision: Decision;
}

/** A figure that is another one now; `direction` says that source and target changed places. */
export interface Difference {
  readonly what: "direction" | "type" | "origin" | "confidence" | keyof Evidence;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a rebuild found of one pair of columns; `proposal` is the new one, or the last one known of what is gone. */
export interface RebuiltProposal extends DecidedProposal {
  readonly change: "new" | "same" | "changed" | "gone";
  readonly differences: readonly Difference[];
}

const NOT_DECIDED: Decision = { status: "undecided", excluded: false, priority: 0 };

/** Shares, averages and confidences that differ by less are the same: samples are never quite equal. */
const NOTABLE = 0.01;

/**
 * Compares what was proposed, and decided, before with what is proposed now: the new ones in their order, then those
 * that are gone. Pairs are the same when they join the same columns. People's decisions stay with their pair, also
 * when it is gone, and when what is proposed now differs: whoever stores it shows the differences and asks.
 */
export function compareProposals(
  before: readonly DecidedProposal[],
  after: readonly Proposal[],
): RebuiltProposal[] {
  const old = new Map(before.map((entry) => [pairKey(entry.proposal), entry]));
  const found = after.map((proposal): RebuiltProposal => {
    const key = pairKey(proposal);
    const known = old.get(key);
    old.delete(key);
    if (!known) return { proposal, decision: NOT_DECIDED, change: "new", differences: [] };
    const differences = differencesOf(known.proposal, proposal);
    return {
      proposal,
      decision: known.decision,
      change: differences.length > 0 ? "changed" : "same",
      differences,
    };
  });
  const gone = [...old.values()].map(
    (entry): RebuiltProposal => ({ ...entry, change: "gone", differences: [] }),
  );
  return [...found, ...gone];
}

function differencesOf(before: Proposal, after: Proposal): Difference[] {
  // One pair of columns: where the source's ends are others, they are those of the target.
  const direction: Difference[] =
    endKey(before.source) === endKey(after.source)
      ? []
      : [{ what: "direction", before: before.source, after: after.source }];
  const fields = (["type", "origin", "confidence"] as const).flatMap((what) =>
    difference(what, before[what], after[what]),
  );
  const figures = (Object.keys(after.evidence) as (keyof Evidence)[]).flatMap((what) =>
    difference(what, before.evidence[what], after.evidence[what]),
  );
  return [...direction, ...fields, ...figures];
}

function endKey({ schema, table, columns }: RelationshipEnd): string {
  return JSON.stringify([schema, table, ...columns.toSorted(compareText)]);
}

function difference(what: Difference["what"], before: unknown, after: unknown): Difference[] {
  return isSame(before, after) ? [] : [{ what, before, after }];
}

function isSame(before: unknown, after: unknown): boolean {
  if (typeof before === "number" && typeof after === "number") {
    return before === after || (!isCount(before, after) && Math.abs(before - after) < NOTABLE);
  }
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null)
    return before === after;
  const [a, b] = [before, after] as Record<string, unknown>[];
  return Object.keys({ ...a, ...b }).every((key) => isSame(a?.[key], b?.[key]));
}

function isCount(before: number, after: number): boolean {
  return Number.isInteger(before) && Number.isInteger(after);
}
