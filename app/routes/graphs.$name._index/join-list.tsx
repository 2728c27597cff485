import { Form } from "@remix-run/react";
import type { z } from "zod";
import { joinText } from "../../../server/contracts/join-text.ts";
import type { RelationshipEntry, RelationshipListResponse } from "../../../server/contracts/relationships.ts";
import { Breakable } from "../../components/breakable.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { formatShare } from "../../lib/format.ts";
import { joinAnchor } from "../../lib/graph-paths.ts";
import { evidenceSentences, kindOfJoin } from "../../lib/join-words.ts";
import { useFormTarget } from "../../lib/use-form-target.ts";
import { JoinChanges } from "./join-changes.tsx";

/** The form that decides on all that are ticked, wherever their boxes are. */
const DECISION = "decide-joins";

interface JoinListProps {
  readonly joins: z.infer<typeof RelationshipListResponse>;
  readonly status: RelationshipEntry["status"];
  readonly mayChange: boolean;
  readonly href: (page: number) => string;
}

const ACTS = [
  ["approved", "Approve the ticked ones"],
  ["rejected", "Reject the ticked ones"],
  ["proposed", "Decide later"],
] as const;

/** Joins in one state with what speaks for each; whoever may ticks some and decides on them at once. */
export function JoinList({ joins, status, mayChange, href }: JoinListProps) {
  const { relationships, page, total_pages } = joins;
  const target = useFormTarget("index");
  if (relationships.length === 0)
    return (
      <div className="empty">
        <p>{status === "proposed" ? "No join waits for a decision." : "There is none here."}</p>
      </div>
    );
  return (
    <div className="form">
      <ul className="join-list">
        {relationships.map((join) => (
          <li key={join.id} id={joinAnchor(join.id)} className="panel">
            <JoinEntry join={join} ticks={mayChange} />
          </li>
        ))}
      </ul>
      {mayChange && (
        <Form method="post" action={target} id={DECISION} className="actions" preventScrollReset>
          {ACTS.filter(([act]) => act !== status).map(([act, label], index) => (
            <button
              key={act}
              type="submit"
              name="intent"
              value={act}
              data-kind={index === 0 ? "primary" : undefined}
            >
              {label}
            </button>
          ))}
        </Form>
      )}
      <Pagination label="Pages of joins" page={page} pages={total_pages} href={href} />
    </div>
  );
}

function JoinEntry({ join, ticks }: { join: RelationshipEntry; ticks: boolean }) {
  const name = (
    <strong>
      <Breakable text={joinText(join)} />
    </strong>
  );
  const sentences = evidenceSentences(join);
  // Tables are joined by values as they are stored: where those differ, it is said at once.
  const first = isInexact(join) ? 2 : 1;
  return (
    <>
      {ticks ? (
        <label className="check">
          <input
            type="checkbox"
            form={DECISION}
            name="relationship_id"
            value={join.id}
            defaultChecked={join.likely}
          />
          {name}
        </label>
      ) : (
        name
      )}
      <p>
        {kindOfJoin(join)}. {SAYS[join.origin]}
        {join.status === "proposed" && ` Confidence ${formatShare(join.confidence)}.`}
        {join.priority !== 0 && ` Priority ${join.priority}.`}
        {join.excluded && " Excluded: never used."} {sentences.slice(0, first).join(" ")}
      </p>
      {sentences.length > first && (
        <details className="folded">
          <summary>All of the evidence</summary>
          <ul>
            {sentences.slice(first).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
      {ticks && <JoinChanges join={join} />}
    </>
  );
}

function isInexact({ evidence }: RelationshipEntry): boolean {
  const { containment = null, exact_containment: exact = null } = evidence ?? {};
  return containment !== null && exact !== null && exact < containment;
}

const SAYS: Readonly<Record<RelationshipEntry["origin"], string>> = {
  declared: "Declared as a key in the database.",
  person: "Added by hand.",
  evidence: "Found by names and values.",
};
