import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { GridQuery } from "../../lib/grid-query.ts";
import { RecordGrid } from "./record-grid.tsx";

/** What a run found: its records, or the sentence that there are none. */
export function RunRecords({ records, query }: { records: DrilldownResponse; query: GridQuery }) {
  if (records.stored_records > 0) return <RecordGrid records={records} query={query} />;
  return (
    <section id="records" className="panel" aria-labelledby="records-title">
      <h2 id="records-title">Query Results</h2>
      <p>The query ran and found no records.</p>
    </section>
  );
}
