import { Link } from "@remix-run/react";
import type { Destination } from "../lib/destinations.server.ts";
import { Breakable } from "./breakable.tsx";

interface DestinationListProps {
  readonly found: readonly Destination[];
  readonly q: string;
  /** Called when one is followed. */
  readonly onFollow?: () => void;
}

export function DestinationList({ found, q, onFollow }: DestinationListProps) {
  if (found.length === 0) return <p>Nothing is called “{q}”. Try fewer letters, or the number of a run.</p>;
  return (
    <ul className="destinations">
      {found.map(({ kind, name, to }) => (
        <li key={to}>
          <Link to={to} onClick={onFollow} reloadDocument={to === "/docs"}>
            <span className="muted">{kind}</span>{" "}
            <span>
              <Breakable text={name} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
