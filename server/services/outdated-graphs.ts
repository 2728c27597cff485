import { listCatalogs, listGraphsOfTables } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { LoadedFile } from "../files/file-plan.ts";
import { DECLARED } from "../files/staging.ts";

/**
 * The knowledge graphs that know a column of a table which is gone, or of another type, since this file was loaded into
 * it. What is compiled from them may compare numbers with texts, which SQLite does without a word.
 */
export async function outdatedGraphs(
  db: Db,
  sourceId: number,
  { table, columns }: Pick<LoadedFile, "table" | "columns">,
): Promise<string[]> {
  const now = new Map(columns.map(({ name, type }) => [name, DECLARED[type.kind]]));
  const known = (await listCatalogs(db, sourceId))
    .flatMap(({ catalog }) => (JSON.parse(catalog) as Catalog).tables)
    .find(({ name }) => name === table);
  if (known?.columns.every(({ name, declaredType }) => now.get(name) === declaredType) ?? true) return [];
  const held = (await listGraphsOfTables(db, sourceId)).filter((each) => each.table === table);
  return [...new Set(held.map(({ graph }) => graph))];
}
