import { insertAlias } from "../../db/queries/aliases.ts";
import { listLoaded } from "../../db/queries/file-uploads.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { Table } from "../engine/graph.ts";
import type { LoadedFile } from "../files/file-plan.ts";

/** What the columns of the tables of files are called in those files, where that is not their name. */
export class FileHeaders {
  private readonly byTable: ReadonlyMap<string, ReadonlyMap<string, string>>;

  constructor(files: readonly Pick<LoadedFile, "table" | "columns">[]) {
    this.byTable = new Map(
      files.map(({ table, columns }) => [
        table.toLowerCase(),
        new Map(
          columns
            .map(({ name, header }) => [name, header.replace(/\s+/gu, " ").trim()] as const)
            .filter(([name, header]) => header !== "" && header !== name),
        ),
      ]),
    );
  }

  private of(table: Table): ReadonlyMap<string, string> {
    return this.byTable.get(table.name.toLowerCase()) ?? new Map();
  }

  /** The catalog with the headers as descriptions of the columns. */
  described(catalog: Catalog): Catalog {
    return { ...catalog, tables: catalog.tables.map((table) => this.describedTable(table)) };
  }

  describedTable(table: Table): Table {
    const headers = this.of(table);
    const columns = table.columns.map((column) => {
      const header = headers.get(column.name);
      return header === undefined ? column : { ...column, comment: `“${header}” in the file` };
    });
    return { ...table, columns };
  }

  /** Lets definitions of a new graph say the headers, but for those that another column of the table goes by. */
  async addAliases(db: Db, graph_id: number, catalogs: readonly Catalog[]): Promise<void> {
    for (const table of catalogs.flatMap(({ tables }) => tables)) {
      const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()));
      for (const [column_name, alias] of this.of(table)) {
        if (taken.has(alias.toLowerCase())) continue;
        taken.add(alias.toLowerCase());
        const at = { schema_name: table.schema, table_name: table.name };
        await insertAlias(db, { graph_id, ...at, column_name, alias });
      }
    }
  }
}

/** Of each table the file that it was loaded from last; a source that is no files has none. */
export async function fileHeaders(db: Db, sourceId: number): Promise<FileHeaders> {
  const loaded = await listLoaded(db, sourceId);
  return new FileHeaders(
    loaded
      .toReversed()
      .map((text) => JSON.parse(text) as LoadedFile)
      .toSorted((a, b) => a.loadedAt.localeCompare(b.loadedAt)),
  );
}
