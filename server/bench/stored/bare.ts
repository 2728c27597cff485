import { join } from "node:path";
import SQLite from "better-sqlite3";
import { type Design, PAGE_SIZE } from "./operations.ts";
import { batchesOf, FILTERED, SEARCHED, SORTED } from "./rows.ts";

/**
 * better-sqlite3 alone, with a statement made for each question over rows that are JSON arrays as in the product: no
 * steps, no thread, no checks, and CSV only as far as passing all rows.
 */
export function bareDesign(folder: string): Design {
  const db = new SQLite(join(folder, "bare.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec("CREATE TABLE rows (n INTEGER PRIMARY KEY, data TEXT NOT NULL)");
  const pageOf = (where: string, order: string) => {
    const count = db.prepare(`SELECT count(*) FROM rows WHERE ${where}`).pluck();
    const page = db
      .prepare(
        `SELECT json_extract(data, '$[0]') FROM rows WHERE ${where} ORDER BY ${order} LIMIT ${PAGE_SIZE} OFFSET ?`,
      )
      .pluck();
    return async (pageNumber: (rows: number) => number = () => 0) =>
      page.all(pageNumber(count.get() as number) * PAGE_SIZE);
  };
  const inOrder = pageOf("true", "n");
  const sorted = pageOf("true", `json_extract(data, '$[${SORTED.index}]'), n`);
  const filtered = pageOf(`json_extract(data, '$[${FILTERED.index}]') = '${FILTERED.value}'`, "n");
  const searched = pageOf(
    `EXISTS (SELECT 1 FROM json_each(data) AS cell WHERE instr(lower(cell.value), '${SEARCHED}') > 0)`,
    "n",
  );
  return {
    async store(count) {
      const insert = db.prepare("INSERT INTO rows (data) VALUES (?)");
      db.transaction(() => {
        for (const batch of batchesOf(count, 1_000)) for (const row of batch) insert.run(JSON.stringify(row));
      })();
    },
    first: () => inOrder(),
    sorted: () => sorted(),
    last: () => inOrder((rows) => Math.ceil(rows / PAGE_SIZE) - 1),
    filtered: () => filtered(),
    searched: () => searched(),
    async csv() {
      let bytes = 0;
      for (const data of db.prepare("SELECT data FROM rows ORDER BY n").pluck().iterate())
        bytes += (data as string).length;
      return bytes;
    },
    async close() {
      db.close();
    },
  };
}
