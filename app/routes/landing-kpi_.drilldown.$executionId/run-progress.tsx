import { Form } from "@remix-run/react";
import { formatDuration, formatQuantity } from "../../lib/format.ts";

/** A run that is still going: how far it is, and the way to end it. */
export function RunProgress({ elapsedMs, rowsSoFar }: { elapsedMs: number; rowsSoFar: number }) {
  return (
    <section className="run-progress panel" aria-label="Progress">
      <progress aria-label="The query is running" />
      <p>
        Running for {formatDuration(elapsedMs)}, {formatQuantity(rowsSoFar, "record")} read so far. You can
        leave this page; the execution goes on and stays in the KPI's history.
      </p>
      <Form method="post" preventScrollReset>
        <button type="submit" name="intent" value="cancel">
          Cancel the execution
        </button>
      </Form>
    </section>
  );
}
