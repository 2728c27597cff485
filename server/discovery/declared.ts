import type { Catalog, ForeignKey } from "../connectors/connector.ts";
import type { Candidate } from "./candidates.ts";
import type { KeyColumn } from "./columns.ts";
import { nameScore } from "./names.ts";

/** A declared key whose tables and columns are all in the catalogs. */
export interface Declared {
  readonly schema: string;
  readonly key: ForeignKey;
  /** The pairs of columns, where both are such that values can be compared. */
  readonly pairs: readonly Candidate[];
}

export function declaredKeys(catalogs: readonly Catalog[], columns: readonly KeyColumn[]): Declared[] {
  const known = new Map(
    columns.map((column) => [nameOf(column.of.schema, column.of.name, column.column.name), column]),
  );
  const find = (schema: string, table: string, column: string) => known.get(nameOf(schema, table, column));
  return catalogs.flatMap(({ schema, foreignKeys }) =>
    foreignKeys.map((key) => ({
      schema,
      key,
      pairs: key.columns.flatMap((name, at) => {
        const source = find(schema, key.table, name);
        const target = find(key.targetSchema, key.targetTable, key.targetColumns[at] ?? "");
        return source && target
          ? [{ source, target, nameScore: nameScore(source, target, source.of === target.of) }]
          : [];
      }),
    })),
  );
}

function nameOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
