import type Database from "better-sqlite3";

export type Row = Record<string, string | number | null>;

/** Rows 1 to `count`, each made from its number. */
export function rowsOf(count: number, make: (number: number) => Row): Row[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

/** Makes a table with columns as SQL declares them, and fills it in the order of the rows. */
export function writeTable(db: Database.Database, table: string, columns: string, rows: Row[]): void {
  db.exec(`CREATE TABLE ${table} (${columns})`);
  const names = Object.keys(rows[0] ?? {});
  const insert = db.prepare(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`,
  );
  db.transaction(() => {
    for (const row of rows) insert.run(row);
  })();
}
