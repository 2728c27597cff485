import { Form } from "@remix-run/react";
import { Allowed } from "../../components/allowed.tsx";
import { formatCount, formatDuration, formatQuantity } from "../../lib/format.ts";

interface RunProgressProps {
  /** Which in line it is; null once it runs. */
  readonly place: number | null;
  readonly atOnce: { readonly in_all: number; readonly per_source: number };
  readonly elapsedMs: number;
  readonly rowsSoFar: number;
}

/** A run that is still going, or waits for its turn: how far it is, and the way to end it. */
export function RunProgress({ place, atOnce, elapsedMs, rowsSoFar }: RunProgressProps) {
  return (
    <section className="run-progress panel" aria-label="Progress">
      <progress aria-label={place === null ? "The query is running" : "The execution waits for its turn"} />
      <p>
        {place === null
          ? `Running for ${formatDuration(elapsedMs)}, ${formatQuantity(rowsSoFar, "record")} read so far.`
          : `Waiting for its turn for ${formatDuration(elapsedMs)}: number ${formatCount(place)} in line. A source runs at most ${formatQuantity(atOnce.per_source, "execution")} at a time, and the server ${formatCount(atOnce.in_all)}.`}{" "}
        You can leave this page; the execution goes on and stays in the KPI's history.
      </p>
      <Allowed right="execute">
        <Form method="post" preventScrollReset>
          <button type="submit" name="intent" value="cancel">
            Cancel the execution
          </button>
        </Form>
      </Allowed>
    </section>
  );
}
