import { Form, Link } from "@remix-run/react";
import type { RuleKpiKind, RuleKpis } from "../../../server/contracts/rulesets.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { FormKey } from "../../components/form-key.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { formatCount, formatNumberOf } from "../../lib/format.ts";

interface ResultsProps {
  readonly rules: readonly RuleKpis[];
  /** The ruleset's version, which a run may be older than. */
  readonly version: number;
  /** Whether any run goes on. */
  readonly running: boolean;
  /** Where the form is sent. */
  readonly action: string;
  readonly formKey: string;
}

/** What the KPIs of the rules found last, a line for each rule; the button makes those that are missing. */
export function Results({ rules, version, running, action, formKey }: ResultsProps) {
  const withKpis = rules.filter(({ kpis }) => kpis.length > 0);
  return (
    <>
      <h2>Results</h2>
      {withKpis.length > 0 ? (
        <DataTable
          label="Results"
          columns={columnsFor(version)}
          rows={withKpis}
          rowId={({ rule }) => rule}
          stacks
        />
      ) : (
        <p>
          No KPIs are made yet. Of each rule there can be four: the rows that match, those of the source and
          those of the target that do not, and what percentage of the source does. They are executed at once.
        </p>
      )}
      {running && <p role="status">Some are still running.</p>}
      <Allowed right="define">
        <Form method="post" action={action} className="actions" preventScrollReset>
          <FormKey value={formKey} />
          <button
            type="submit"
            name="intent"
            value="make_kpis"
            data-kind={withKpis.length > 0 ? undefined : "primary"}
          >
            {makeLabel(rules)}
          </button>
          {running && (
            <Link className="button" to={withoutIndex(action)} preventScrollReset>
              Look again
            </Link>
          )}
        </Form>
      </Allowed>
    </>
  );
}

/** What the button does to the KPIs of these rules. */
export function makeLabel(rules: readonly RuleKpis[]): string {
  const allThere = rules.every(({ kpis }) => kpis.length === KINDS.length);
  const all = rules.length === 1 ? "" : " of all rules";
  return allThere ? `Execute the KPIs${all} again` : `Make the KPIs${all}`;
}

function withoutIndex(action: string): string {
  return action.replace(/\?index$/, "");
}

const KINDS: readonly (readonly [RuleKpiKind, string])[] = [
  ["matched", "Matched"],
  ["unmatched_source", "Not matched in source"],
  ["unmatched_target", "Not matched in target"],
  ["percentage", "Percentage"],
];

function columnsFor(version: number): DataColumn<RuleKpis>[] {
  return [
    {
      id: "rule",
      header: "Rule",
      accessorKey: "rule",
      meta: { rowHeader: true },
      cell: ({ row: { original: rule } }) => <Breakable text={rule.rule} />,
    },
    ...KINDS.map(
      ([kind, header]): DataColumn<RuleKpis> => ({
        id: kind,
        header,
        meta: { numeric: true },
        cell: ({ row: { original: rule } }) => (
          <Value kpi={rule.kpis.find((kpi) => kpi.kind === kind)} version={version} />
        ),
      }),
    ),
  ];
}

interface ValueProps {
  readonly kpi: RuleKpis["kpis"][number] | undefined;
  readonly version: number;
}

/** The newest value of a KPI as a link to its run, which says everything else. */
function Value({ kpi, version }: ValueProps) {
  const run = kpi?.last_run;
  if (!kpi || !run) return <span className="muted">{kpi ? "Not executed" : "–"}</span>;
  const old = run.ruleset_version !== null && run.ruleset_version !== version ? run.ruleset_version : null;
  return (
    <span>
      <Link to={`/landing-kpi/drilldown/${run.id}`}>
        <span className="visually-hidden">{kpi.name}: </span>
        {run.execution_status === "success" ? (
          formatNumberOf(run)
        ) : (
          <StatusBadge status={run.execution_status} />
        )}
      </Link>
      {old !== null && <span className="muted"> by version {formatCount(old)}</span>}
    </span>
  );
}
