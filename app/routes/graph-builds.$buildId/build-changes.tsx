import type { ReactNode } from "react";
import type { GraphChanges } from "../../../server/contracts/graph-builds.ts";
import { joinText } from "../../../server/contracts/join-text.ts";
import { Breakable } from "../../components/breakable.tsx";
import { formatQuantity } from "../../lib/format.ts";
import { differenceSentence } from "../../lib/join-words.ts";

type Join = GraphChanges["joins"][number];
type Unused = GraphChanges["unused"][number];

/** What a graph that was made again has that it had not, and what of it no longer fits. */
export function BuildChanges({ changes }: { changes: GraphChanges }) {
  const { tables, columns, joins, unused, left_out } = changes;
  const kpis = unused.filter(({ kind }) => kind === "kpi");
  const kept = unused.filter(({ kind }) => kind !== "kpi");
  const worse = joins.filter((join) => join.worse);
  const joinsThat = (change: Join["change"]) => joins.filter((join) => join.change === change && !join.worse);
  const nothing = [tables.new, tables.gone, columns, joins, unused].every(({ length }) => length === 0);
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">What changed</h2>
      {nothing && <p>Nothing that matters: tables, columns and joins are as they were.</p>}
      <Items title="Approved joins that fit much worse now" items={worse.map(joinItem)}>
        They are still used. Look at the data, or reject them.
      </Items>
      <Items title="Kept and not used, because what they are about is gone" items={kept.map(unusedItem)} />
      <Items title="KPIs whose last run has in its SQL what is gone" items={kpis.map(unusedItem)}>
        Execute them to see what they say now.
      </Items>
      <Items title="New tables" items={tables.new.map(tableItem)} />
      <Items title="Tables that are gone" items={tables.gone.map(tableItem)} />
      <Items title="Columns" items={columns.map(columnItem)} />
      <Items title="New joins" items={joinsThat("new").map(joinItem)} />
      <Items
        title="Proposed joins that nothing speaks for any more"
        items={joinsThat("gone").map(joinItem)}
      />
      <Items title="Joins with other evidence" items={joinsThat("other").map(joinItem)} />
      {left_out > 0 && <p>{formatQuantity(left_out, "further change")} not listed.</p>}
    </section>
  );
}

interface ItemsProps {
  readonly title: string;
  readonly items: readonly string[];
  readonly children?: ReactNode;
}

function Items({ title, items, children }: ItemsProps) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      <ul>
        {items.map((text) => (
          <li key={text}>
            <Breakable text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

function tableItem({ schema, table }: GraphChanges["tables"]["new"][number]): string {
  return `${table} (schema ${schema})`;
}

function columnItem({ table, column, change, before, after }: GraphChanges["columns"][number]): string {
  const name = `${table}.${column}`;
  if (change === "new") return `${name} is new (${after}).`;
  return change === "gone" ? `${name} is gone.` : `${name} is ${after} now; it was ${before}.`;
}

function joinItem(join: Join): string {
  const states = { proposed: "waits for a decision", approved: "approved", rejected: "rejected" };
  const state = join.change === "gone" ? "" : ` (${states[join.status]})`;
  return [`${joinText(join)}${state}.`, ...join.differences.map(differenceSentence)].join(" ");
}

const KINDS: Readonly<Record<Unused["kind"], string>> = {
  join: "Join",
  alias: "Name",
  rule: "Rule",
  kpi: "KPI",
};

function unusedItem({ kind, name, missing }: Unused): string {
  return `${KINDS[kind]} “${name}”: gone is ${missing}.`;
}
