import Database from "better-sqlite3";
import { compile } from "../engine/index.ts";
import { createTables } from "../engine/testing/big-graph.ts";
import { fuzzStrings } from "../engine/testing/fuzz.ts";
import type { Subject } from "./subjects.ts";

export interface FuzzFigures {
  readonly strings: number;
  readonly answered: number;
  readonly refused: number;
  /** What must not be: an exception, or SQL that SQLite does not prepare; at most twenty are kept. */
  readonly failures: readonly { readonly text: string; readonly error: string }[];
  readonly failed: number;
}

const SEED = 20261123;
const KEPT = 20;

export function fuzz({ graph, definitions }: Subject, strings: number): FuzzFigures {
  const db = new Database(":memory:");
  db.exec(createTables(graph));
  const words = graph.tables.flatMap((table) => [table.name, ...table.columns.map(({ name }) => name)]);
  const failures: { text: string; error: string }[] = [];
  let answered = 0;
  let failed = 0;
  for (const definition of fuzzStrings(strings, SEED, words, definitions)) {
    try {
      const result = compile({ definition, graph, dialect: "sqlite", today: "2024-12-31", minConfidence: 0 });
      if (!result.ok) continue;
      answered++;
      for (const sql of [result.statement.sql, result.countStatement.sql, result.readableSql])
        db.prepare(sql);
    } catch (error) {
      failed++;
      if (failures.length < KEPT) failures.push({ text: definition, error: String(error) });
    }
  }
  db.close();
  return { strings, answered, refused: strings - answered, failures, failed };
}
