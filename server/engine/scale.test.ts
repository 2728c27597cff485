import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import type { Graph } from "./graph.ts";
import { compile } from "./index.ts";
import { bigDefinitions, bigGraph, createTables } from "./testing/big-graph.ts";
import { fuzzStrings } from "./testing/fuzz.ts";
import { openLanding } from "./testing/landing.ts";

/** docs/ENGINE_FIGURES.md says how long larger graphs take: `npm run bench -- --tables N`. */
const TABLES = 100;
const graph = bigGraph(TABLES);
const definitions = bigDefinitions(graph);
const db = new Database(":memory:");
db.exec(createTables(graph));
afterAll(() => db.close());

const answer = (definition: string, over: Graph) =>
  compile({ definition, graph: over, dialect: "sqlite", today: "2024-12-31", limit: 100 });

describe(`a graph of ${TABLES} tables with 20 columns`, { timeout: 120_000 }, () => {
  it("has that many tables and columns, each table of a name of its own", () => {
    expect(new Set(graph.tables.map((table) => table.name)).size).toBe(TABLES);
    expect(graph.tables.every((table) => table.columns.length === 20)).toBe(true);
    expect(graph.relationships.length).toBeGreaterThan(TABLES);
  });

  it("joins the two tables that are named by the key between them", () => {
    const key = graph.relationships[TABLES];
    if (!key) throw new Error("the graph has too few keys");
    const [child, parent] = [key.source.table, key.target.table];
    const result = answer(`${child.replace("_", " ")} not in ${parent.replace("_", " ")}`, graph);
    expect(result.ok && result.readableSql).toContain(
      `from "${child}" as "s" left join (select distinct "t1"."id" as "k1" from "${parent}" as "t1") as "r2" on "r2"."k1" = "s"."${parent}_id" where "r2"."k1" is null`,
    );
  });

  it.each(definitions)("has SQL that SQLite prepares: %s", (definition) => {
    const result = answer(definition, graph);
    if (!result.ok) throw new Error(result.diagnostics[0].message);
    expect(db.prepare(result.statement.sql).reader).toBe(true);
  });

  it("gives the same answers for the same graph read back from JSON", () => {
    const copy: Graph = JSON.parse(JSON.stringify(graph));
    const json = (over: Graph) => JSON.stringify(definitions.map((definition) => answer(definition, over)));
    expect(json(copy)).toBe(json(graph));
  });
});

describe("1,000 strings", { timeout: 600_000 }, () => {
  it("give SQL that SQLite prepares, or a sentence; never an exception", () => {
    const landing = openLanding();
    const words = landing.graph.tables.flatMap(({ name, columns }) => [name, ...columns.map((c) => c.name)]);
    let answered = 0;
    for (const text of fuzzStrings(1000, 1, words, ["RBP GPU not in OPS Excel with lead time over 60"])) {
      const result = landing.compile(text, { minConfidence: 0 });
      if (result.ok) {
        answered++;
        for (const sql of [result.statement.sql, result.countStatement.sql, result.readableSql])
          landing.db.prepare(sql);
      } else expect(result.diagnostics[0].message).not.toBe("");
    }
    expect(answered).toBeGreaterThan(100);
  });
});
