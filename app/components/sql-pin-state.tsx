import type { SqlPinState as State } from "../../server/contracts/kpis.ts";
import { formatTimestamp } from "../lib/format.ts";
import { Breakable } from "./breakable.tsx";
import { Notice } from "./notice.tsx";

/** By whom, when and for what the SQL of a KPI was accepted, and what has changed since. */
export function SqlPinState({ pin }: { pin: State }) {
  return (
    <>
      <p>
        Accepted on <time dateTime={pin.accepted_at}>{formatTimestamp(pin.accepted_at)}</time> (UTC)
        <Breakable text={pin.accepted_by === null ? "" : ` by ${pin.accepted_by}`} />, for version{" "}
        {pin.kpi_version} of the KPI and version {pin.kg_version} of the graph{" "}
        <Breakable text={pin.kg_name} />.
      </p>
      {pin.stale.length > 0 ? (
        <Notice kind="info">
          <Breakable
            text={`The accepted SQL is stale. ${pin.stale.join(" ")} Executions ask which SQL to run.`}
          />
        </Notice>
      ) : (
        <p>Executions with the same parameters send exactly this SQL.</p>
      )}
    </>
  );
}
