import { Link } from "@remix-run/react";
import { formatCount } from "../../lib/format.ts";
import { graphPath } from "../../lib/graph-paths.ts";

const STATES = [
  ["proposed", "Waiting"],
  ["approved", "Approved"],
  ["rejected", "Rejected"],
] as const;

interface JoinStatesProps {
  readonly graph: string;
  readonly counts: Readonly<Record<(typeof STATES)[number][0], number>>;
  readonly status: string;
  readonly search: string;
}

/** Which joins are shown, by what was decided on them. */
export function JoinStates({ graph, counts, status, search }: JoinStatesProps) {
  return (
    <nav aria-label="Joins by state">
      <ul className="choices">
        {STATES.map(([state, label]) => (
          <li key={state}>
            <Link
              className="button"
              to={graphPath(graph, { status: state, search })}
              aria-current={state === status ? "page" : undefined}
              preventScrollReset
            >
              {label} ({formatCount(counts[state])})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
