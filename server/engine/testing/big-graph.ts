import type { Column, ColumnKind, Graph, Relationship, Table } from "../graph.ts";

/** Forty areas times twenty-five things name a thousand tables; the same ones on every run. */
const AREAS =
  "airport bakery bridge canal castle clinic cinema dairy depot farm ferry forest foundry garage gallery harbour hotel kitchen laundry library market mill mine museum nursery orchard palace quarry railway refinery river school shipyard stable station studio theatre vineyard warehouse workshop".split(
    " ",
  );
const THINGS =
  "booking budget carrier claim contract coupon delivery device employee inspection invoice lease licence meter parcel payment permit pump refund repair reservation shift ticket vehicle visitor".split(
    " ",
  );
const ATTRIBUTES =
  "altitude badge barcode brand colour comment courier depth fabric flavour floor grade height humidity label language latitude longitude margin model nickname owner pressure rating rebate salary serial speed supplier temperature texture volume weight width".split(
    " ",
  );
const STATUSES = ["OPEN", "CLOSED", "REJECTED", "closed "];
const REGIONS = ["North", "South", "East", "West"];
const SCHEMA = "main";
const COLUMNS = 20;

function column(name: string, kind: ColumnKind, values?: readonly string[]): Column {
  const declaredType = { text: "TEXT", decimal: "REAL", date: "DATE" }[kind as string] ?? "INTEGER";
  return { name, declaredType, kind, nullable: true, aliases: [], ...(values ? { values } : {}) };
}

function tableName(index: number): string {
  const area = AREAS[Math.floor(index / THINGS.length) % AREAS.length];
  return `${area}_${THINGS[index % THINGS.length]}`;
}

/** The tables that a table refers to: one nearer to the first table, and one anywhere. */
function parentsOf(index: number, tables: number): number[] {
  const near = Math.floor((index - 1) / 2);
  const far = (index * 7 + 3) % tables;
  return [...new Set([near, far])].filter((parent) => parent >= 0 && parent !== index);
}

function table(index: number, tables: number): Table {
  const name = tableName(index);
  const columns = [
    column("id", "integer"),
    ...parentsOf(index, tables).map((parent) => column(`${tableName(parent)}_id`, "integer")),
    column("status", "text", STATUSES),
    column("region", "text", REGIONS),
    column("amount", "decimal"),
    column("created_date", "date"),
  ];
  for (let i = 0; columns.length < COLUMNS; i++) {
    const attribute = ATTRIBUTES[(index * 5 + i) % ATTRIBUTES.length] ?? "";
    columns.push(column(attribute, i % 3 === 0 ? "decimal" : "text"));
  }
  return { schema: SCHEMA, name, aliases: [], columns, primaryKey: ["id"], uniqueKeys: [] };
}

function reference(child: number, parent: number): Relationship {
  const target = tableName(parent);
  return {
    id: `${tableName(child)}-${target}`,
    source: { schema: SCHEMA, table: tableName(child), columns: [`${target}_id`] },
    target: { schema: SCHEMA, table: target, columns: ["id"] },
    type: "FOREIGN_KEY",
    confidence: 1,
    priority: 0,
    excluded: false,
    origin: "declared",
  };
}

/** A graph of up to 1,000 tables with 20 columns each and about two keys a table. */
export function bigGraph(tables: number): Graph {
  const indexes = Array.from({ length: tables }, (_, index) => index);
  return {
    name: `KG_${tables}`,
    version: 1,
    tables: indexes.map((index) => table(index, tables)),
    relationships: indexes.flatMap((child) =>
      parentsOf(child, tables).map((parent) => reference(child, parent)),
    ),
  };
}

/** The statements that make the tables of a graph, in SQLite. */
export function createTables(graph: Graph): string {
  return graph.tables
    .map(({ name, columns }) => {
      const definitions = columns.map((each) => `"${each.name}" ${each.declaredType}`);
      return `CREATE TABLE "${name}" (${definitions.join(", ")});`;
    })
    .join("\n");
}

/** Definitions of the main families over tables near the start, the middle and the end of the graph. */
export function bigDefinitions(graph: Graph): string[] {
  const { tables, relationships } = graph;
  return [0.1, 0.5, 0.9].flatMap((share) => {
    const key = relationships[Math.floor(relationships.length * share)];
    const other = tables[Math.floor(tables.length * share)];
    if (!key || !other) return [];
    const [child, parent, third] = [key.source.table, key.target.table, other.name].map((name) =>
      name.replaceAll("_", " "),
    );
    return [
      `${child} not in ${parent}`,
      `${child} which are also in ${parent} with status closed`,
      `${third} with amount greater than 100 and region North`,
      `number of ${third} per region`,
      `average amount of ${third} per status`,
      `${third} whose region is missing`,
      `duplicate amount in ${third}`,
      `${third} created in May 2024`,
    ];
  });
}
