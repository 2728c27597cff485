import { RecordGrid, type RecordGridProps } from "./record-grid.tsx";

/** What a run found: its records, or the sentence that there are none. */
export function RunRecords(props: RecordGridProps) {
  if (props.records.stored_records > 0) return <RecordGrid {...props} />;
  return (
    <section id="records" className="panel" aria-labelledby="records-title">
      <h2 id="records-title">Query Results</h2>
      <p>The query ran and found no records.</p>
    </section>
  );
}
