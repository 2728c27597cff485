import { findRunningBuild } from "../../db/queries/graph-builds.ts";
import { listCatalogs, listGraphsOfTables } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { Table } from "../engine/graph.ts";
import { describeTable } from "../files/describe.ts";
import type { LoadedFile } from "../files/file-plan.ts";
import { FileHeaders } from "./file-headers.ts";
import { type ChangedColumn, changesOfTables } from "./graph-differences.ts";
import { listTouchedKpis } from "./graph-unused.ts";
import { landingStoreOf } from "./landing-store-of.ts";
import type { LandingStores } from "./landing-stores.ts";
import { changeCatalogs } from "./source-catalogs.ts";
import { enumerate } from "./text.ts";

/**
 * Makes the knowledge graphs that hold a table go by the columns that a load gave it: definitions compiled for the
 * columns that it had would compare numbers with texts, which SQLite does without a word. Answers with what people
 * should know, in sentences; null when the graphs are as they were.
 */
export async function bringGraphsUpToDate(
  db: Db,
  stores: LandingStores,
  sourceId: number,
  file: Pick<LoadedFile, "table" | "columns">,
): Promise<string | null> {
  const told = [
    ...(await takeColumnsOver(db, stores, sourceId, file)),
    ...beingMade(await findRunningBuild(db, sourceId)),
  ];
  return told.length === 0 ? null : told.join(" ");
}

async function takeColumnsOver(
  db: Db,
  stores: LandingStores,
  sourceId: number,
  file: Pick<LoadedFile, "table" | "columns">,
): Promise<string[]> {
  const catalogs = (await listCatalogs(db, sourceId)).map(({ catalog }) => JSON.parse(catalog) as Catalog);
  const held = catalogs.find(({ tables }) => knownAs(tables, file.table) !== undefined);
  if (held === undefined) return [];
  const target = stores.pathOf(await landingStoreOf(db, sourceId));
  const read = await describeTable(target, held.schema, file.table);
  if (read === null) return [];
  const now = new FileHeaders([file]).describedTable(read);
  let before: Table | undefined;
  await db.transaction().execute((trx) =>
    changeCatalogs(trx, sourceId, (catalog) => {
      const known = knownAs(catalog.tables, file.table);
      if (known === undefined || haveSameColumns(known, now)) return null;
      before = known;
      return { ...catalog, tables: catalog.tables.map((each) => (each === known ? now : each)) };
    }),
  );
  if (before === undefined) return [];
  const { columns } = changesOfTables([{ ...before, name: now.name }], [{ ...held, tables: [now] }]);
  return [columnsSentence(columns), ...(await graphSentences(db, sourceId, now.name, columns))];
}

/** A load replaces the table whatever the case of its name. */
function knownAs(tables: readonly Table[], name: string): Table | undefined {
  return (
    tables.find((table) => table.name === name) ??
    tables.find((table) => table.name.toLowerCase() === name.toLowerCase())
  );
}

/** Other values are no other columns: what was accepted of a KPI for this version of the graph stays accepted. */
function haveSameColumns(known: Table, now: Table): boolean {
  const shape = ({ name, columns }: Table) =>
    JSON.stringify([name, columns.map((column) => [column.name, column.declaredType, column.kind])]);
  return shape(known) === shape(now);
}

/** Columns that are named in a sentence. */
const MOST_NAMED = 5;

function columnsSentence(columns: readonly ChangedColumn[]): string {
  const changes = columns.slice(0, MOST_NAMED).map(({ column, change, before, after }) => {
    if (change === "new") return `${column} is new`;
    return change === "gone" ? `${column} is gone` : `${column} is ${after} (it was ${before})`;
  });
  const more = columns.length - changes.length;
  const others = more > 0 ? [`${more.toLocaleString("en")} more`] : [];
  return changes.length === 0
    ? "Its columns have changed."
    : `Its columns have changed: ${enumerate([...changes, ...others])}.`;
}

async function graphSentences(
  db: Db,
  sourceId: number,
  table: string,
  columns: ChangedColumn[],
): Promise<string[]> {
  const held = await listGraphsOfTables(db, sourceId);
  const graphs = [...new Set(held.filter((each) => each.table === table).map(({ graph }) => graph))];
  if (graphs.length === 0) return [];
  const changes = { tables: { new: [], gone: [] }, columns };
  const kpis: string[] = [];
  for (const graph of graphs)
    kpis.push(...(await listTouchedKpis(db, graph, changes)).map(({ name }) => name));
  const touched = [...new Set(kpis)];
  const [which, go] = graphs.length === 1 ? ["graph", "goes"] : ["graphs", "go"];
  const others = touched.length > MOST_NAMED ? [`${touched.length - MOST_NAMED} more`] : [];
  return [
    `The knowledge ${which} ${enumerate(graphs)} ${go} by them now.`,
    ...(touched.length > 0
      ? [`KPIs that used what is gone: ${enumerate([...touched.slice(0, MOST_NAMED), ...others])}.`]
      : []),
  ];
}

/** A build that has read the table already will put back what it read. */
function beingMade(graph: string | undefined): string[] {
  if (graph === undefined) return [];
  return [
    `The knowledge graph ${graph} is being made just now and may have the table as it was: make it again when that is done.`,
  ];
}
