import type { ProposedJoins } from "../../server/contracts/executions.ts";
import { joinText } from "../../server/contracts/join-text.ts";
import { proposedJoinPath } from "../lib/graph-paths.ts";
import { evidenceSentences } from "../lib/join-words.ts";
import { APPROVE_JOINS, JOINS_OF } from "../lib/kpi-form.ts";
import { Breakable } from "./breakable.tsx";

interface JoinOfferProps {
  readonly graph: string;
  readonly proposed: ProposedJoins;
  /** Whether they may be approved by the form around. */
  readonly mayApprove: boolean;
}

/** Proposed joins that are all a definition lacks: where they are looked at, and how they are approved at once. */
export function JoinOffer({ graph, proposed, mayApprove }: JoinOfferProps) {
  const { needed, joins } = proposed;
  const approve = (chosen: ProposedJoins["joins"]) => (
    <button type="submit" name={APPROVE_JOINS} value={chosen.map(({ id }) => id).join(",")}>
      Approve <span className="visually-hidden">{chosen.map(joinText).join(" and ")} </span>and preview again
    </button>
  );
  return (
    <>
      {mayApprove && <input type="hidden" name={JOINS_OF} value={graph} />}
      <ul>
        {joins.map((join) => (
          <li key={join.id}>
            <a href={proposedJoinPath(graph, join)} target="_blank" rel="noreferrer">
              <Breakable text={joinText(join)} /> <span className="muted">(opens a new tab)</span>
            </a>
            : {evidenceSentences(join)[0]} {mayApprove && needed === "one" && approve([join])}
          </li>
        ))}
      </ul>
      {mayApprove && needed === "all" && <p>{approve(joins)}</p>}
    </>
  );
}
