import { Form, Link } from "@remix-run/react";
import type { ComparisonResponse } from "../../../server/contracts/comparisons.ts";
import { UrlSelect } from "../../components/url-field.tsx";
import { comparePath } from "../../lib/compare-query.ts";
import { formatQuantity, formatTimestamp } from "../../lib/format.ts";

type Run = Pick<ComparisonResponse["left"], "id" | "execution_timestamp">;

interface RunChoiceProps {
  readonly left: ComparisonResponse["left"];
  readonly right: ComparisonResponse["right"];
  /** Executions of the KPI that may be compared, newest first. */
  readonly offered: readonly Run[];
}

/** Which two executions are compared, and the choice of others. */
export function RunChoice({ left, right, offered }: RunChoiceProps) {
  return (
    <>
      <dl className="facts inline">
        <RunFact name="From" run={left} />
        <RunFact name="To" run={right} />
      </dl>
      <Form action="/landing-kpi/compare" className="toolbar" aria-label="Executions to compare">
        <RunSelect name="left" label="From" chosen={left} offered={offered} />
        <RunSelect name="right" label="To" chosen={right} offered={offered} />
        <button type="submit">Compare these</button>
        <Link to={comparePath(right.id, left.id)}>The other way round</Link>
      </Form>
    </>
  );
}

function RunFact({ name, run }: { name: string; run: ComparisonResponse["left"] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Link to={`/landing-kpi/drilldown/${run.id}`}>Execution {run.id}</Link>,{" "}
        <time dateTime={run.execution_timestamp}>{formatTimestamp(run.execution_timestamp)}</time>,{" "}
        {formatQuantity(run.stored_records, "record")}
      </dd>
    </div>
  );
}

interface RunSelectProps {
  readonly name: string;
  readonly label: string;
  readonly chosen: Run;
  readonly offered: readonly Run[];
}

function RunSelect({ name, label, chosen, offered }: RunSelectProps) {
  const runs = offered.some(({ id }) => id === chosen.id) ? offered : [...offered, chosen];
  return (
    <label htmlFor={`compare-${name}`}>
      {label}
      <UrlSelect id={`compare-${name}`} name={name} value={String(chosen.id)}>
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {run.id}: {formatTimestamp(run.execution_timestamp)}
          </option>
        ))}
      </UrlSelect>
    </label>
  );
}
