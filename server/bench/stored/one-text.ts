import { join } from "node:path";
import SQLite from "better-sqlite3";
import { csvLine } from "../../services/csv.ts";
import { type Design, PAGE_SIZE } from "./operations.ts";
import { batchesOf, FILTERED, NAMES, SEARCHED, SORTED } from "./rows.ts";

type Row = Record<string, string | number | boolean | null>;

/** The specification's storage: all rows of a run as one JSON text, which whoever wants a page reads whole. */
export function oneTextDesign(folder: string): Design {
  const db = new SQLite(join(folder, "one-text.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec("CREATE TABLE results (id INTEGER PRIMARY KEY, result_data TEXT)");
  const select = db.prepare("SELECT result_data FROM results WHERE id = 1").pluck();
  const all = () => JSON.parse(select.get() as string) as Row[];
  const page = (rows: readonly Row[], from = 0) =>
    rows.slice(from, from + PAGE_SIZE).map((row) => row[NAMES[0] as string]);
  const contains = (value: Row[string]) => value !== null && String(value).toLowerCase().includes(SEARCHED);
  return {
    async store(count) {
      const rows: Row[] = [];
      for (const batch of batchesOf(count, 1_000))
        for (const cells of batch)
          rows.push(Object.fromEntries(NAMES.map((name, i) => [name, cells[i] ?? null])));
      db.prepare("INSERT INTO results VALUES (1, ?)").run(JSON.stringify(rows));
    },
    first: async () => page(all()),
    sorted: async () => page(all().sort((a, b) => Number(a[SORTED.name]) - Number(b[SORTED.name]))),
    async last() {
      const rows = all();
      return page(rows, (Math.ceil(rows.length / PAGE_SIZE) - 1) * PAGE_SIZE);
    },
    filtered: async () => page(all().filter((row) => row[FILTERED.name] === FILTERED.value)),
    searched: async () => page(all().filter((row) => Object.values(row).some(contains))),
    async csv() {
      let bytes = csvLine(NAMES).length;
      for (const row of all()) bytes += csvLine(NAMES.map((name) => row[name] ?? null)).length;
      return bytes;
    },
    async close() {
      db.close();
    },
  };
}
