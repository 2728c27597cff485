import type { ReactNode } from "react";
import type { ColumnToSay, NameKind, NamesResponse, TableToSay } from "../../server/contracts/graph-names.ts";
import { formatCount, formatQuantity } from "../lib/format.ts";
import { NAME_KINDS } from "../lib/names-query.ts";
import { Breakable } from "./breakable.tsx";

/** What to write, as something that the page does with it. */
type Say = (text: string) => ReactNode;

interface NamesListProps {
  readonly names: Pick<NamesResponse, NameKind>;
  readonly kinds: readonly NameKind[];
  readonly heading: "h2" | "h3";
  readonly say: Say;
  /** Where all names of a kind are, of a graph or of a table. */
  readonly all: (kind: NameKind, table?: string) => string;
  /** For links that must not replace the page. */
  readonly target?: "_blank";
}

const TITLES: Readonly<Record<NameKind, string>> = { tables: "Tables", columns: "Columns", values: "Values" };

/** Names that a definition may have, by kind: what to write, and what it stands for. */
export function NamesList({ names, kinds, heading: Heading, say, all, target }: NamesListProps) {
  return kinds
    .filter((kind) => names[kind].total > 0)
    .map((kind) => {
      const { total, hits } = names[kind];
      return (
        <section key={kind} className="names" aria-labelledby={`names-${kind}`}>
          <Heading id={`names-${kind}`}>
            {TITLES[kind]} ({formatCount(total)})
          </Heading>
          <ul>
            {kind === "tables" &&
              names.tables.hits.map((table) => (
                <li key={table.name}>
                  <TableName
                    table={table}
                    say={say}
                    allColumns={all("columns", table.name)}
                    target={target}
                  />
                </li>
              ))}
            {kind === "columns" &&
              names.columns.hits.map((column) => (
                <li key={`${column.table}.${column.name}`}>
                  {say(column.say)} <Facts facts={columnFacts(column, `in ${column.table}`)} />
                </li>
              ))}
            {kind === "values" &&
              names.values.hits.map(({ say: text, value, column, table }) => (
                <li key={JSON.stringify([table, column, value])}>
                  {say(text)} <Facts facts={[`in ${column} of ${table}`]} />
                </li>
              ))}
          </ul>
          {hits.length < total && (
            <a href={all(kind)} target={target}>
              All {formatQuantity(total, kind.slice(0, -1))}
            </a>
          )}
        </section>
      );
    });
}

interface TableNameProps {
  readonly table: TableToSay;
  readonly say: Say;
  readonly allColumns: string;
  readonly target?: "_blank";
}

function TableName({ table, say, allColumns, target }: TableNameProps) {
  const { row_count, columns, columns_count } = table;
  const rows = row_count === null ? "" : formatQuantity(row_count, "row");
  return (
    <>
      {say(table.say)} <Facts facts={[differing(table), rows, others(table)]} />
      {columns.length > 0 && (
        <details>
          <summary>
            {formatQuantity(columns_count, "column")}
            <span className="visually-hidden"> of {table.say}</span>
          </summary>
          <ul>
            {columns.map((column) => (
              <li key={column.name}>
                {say(column.say)} <Facts facts={columnFacts(column, "")} />
              </li>
            ))}
          </ul>
          {columns.length < columns_count && (
            <a href={allColumns} target={target}>
              All columns of {table.say}
            </a>
          )}
        </details>
      )}
    </>
  );
}

type Named = Pick<ColumnToSay, "say" | "name" | "aliases">;

function columnFacts(column: ColumnToSay, where: string): string[] {
  return [[differing(column), where].filter(Boolean).join(" "), column.kind, others(column)];
}

/** The name itself, where something else is said. */
function differing({ say, name }: Named): string {
  return say === name ? "" : name;
}

function others({ say, aliases }: Named): string {
  const rest = aliases.filter((alias) => alias !== say);
  return rest.length > 0 ? `also ${rest.join(", ")}` : "";
}

function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <span className="muted">
      <Breakable text={facts.filter(Boolean).join("; ")} />
    </span>
  );
}

/** How many there are, of each kind or of the one that was asked for. */
export function foundSentence(names: Pick<NamesResponse, NameKind>, kind?: NameKind): string {
  const counts = (kind ? [kind] : NAME_KINDS).map((each) =>
    formatQuantity(names[each].total, each.slice(0, -1)),
  );
  return `${counts.join(", ")} found.`;
}
