import { Link } from "@remix-run/react";
import type { RunSource } from "../../server/contracts/executions.ts";
import { TYPE_NAMES } from "../lib/source-type-names.ts";
import { Breakable } from "./breakable.tsx";

/** The source that something ran on, as it was called then; a link as long as there is one. */
export function RunSourceName({ source: { id, name, db_type } }: { source: RunSource }) {
  const shown = <Breakable text={name} />;
  return (
    <>
      {id === null ? shown : <Link to={`/sources/${id}`}>{shown}</Link>} ({TYPE_NAMES[db_type]}
      {id === null && ", deleted since"})
    </>
  );
}
