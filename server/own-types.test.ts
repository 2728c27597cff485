/** Columns of types that only PostgreSQL has, through the whole product: they are text wherever a definition speaks of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Catalog, Connector } from "./connectors/connector.ts";
import { openPostgresSource } from "./connectors/postgresql/source.ts";
import { rowsOf } from "./connectors/testing/asking.ts";
import type { Graph } from "./engine/graph.ts";
import { compile } from "./engine/index.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";

let lab: Awaited<ReturnType<typeof startPostgresLab>>;
let connector: Connector;
let graph: Graph;

beforeAll(async () => {
  lab = await startPostgresLab();
  const id = (i: number) => `'00000000-0000-0000-0000-00000000000${i}'`;
  await lab.run(
    `CREATE TYPE ${lab.schema}.rating AS ENUM ('low', 'high', 'top')`,
    `CREATE TABLE ${lab.table("films")} (code uuid PRIMARY KEY, title text, rating ${lab.schema}.rating, extra json, tags text[])`,
    `CREATE TABLE ${lab.table("rentals")} (rental integer PRIMARY KEY, code uuid, code_text text, rating ${lab.schema}.rating)`,
    `INSERT INTO ${lab.table("films")} VALUES (${id(1)}, 'A', 'low', '{}', '{x}'), (${id(2)}, 'B', 'high', NULL, NULL),
       (${id(3)}, 'C', NULL, '[1]', '{}'), (${id(4)}, 'D', 'high', NULL, NULL)`,
    `INSERT INTO ${lab.table("rentals")} VALUES (1, ${id(1)}, ${id(1)}, 'low'), (2, ${id(2)}, ${id(2)}, 'top'), (3, NULL, NULL, NULL)`,
  );
  connector = openPostgresSource(lab.source);
  const catalog: Catalog = await connector.introspect(lab.schema, { timeLimitMs: 30_000 });
  const end = (table: string, column: string) => ({ schema: lab.schema, table, columns: [column] });
  graph = {
    name: "FILMS",
    version: 1,
    tables: catalog.tables,
    relationships: [
      {
        id: "1",
        source: end("rentals", "code"),
        target: end("films", "code"),
        type: "MATCHES",
        confidence: 1,
        priority: 0,
        excluded: false,
        origin: "person",
      },
    ],
  };
});

afterAll(async () => {
  await connector?.close();
  await lab?.stop();
});

const inTexts = { how: "case_insensitive" } as const;
const byText = {
  name: "BY_TEXT",
  version: 1,
  rules: [
    {
      name: "r",
      source: { schema: "lab", table: "films", columns: ["code"] },
      target: { schema: "lab", table: "rentals", columns: ["code_text"] },
      comparisons: [inTexts],
      confidence: 1,
    },
  ],
};

test.each([
  ["films with rating high", ["B", "D"]],
  ["films whose rating is not high", ["A", "C"]],
  ["films whose rating contains 'o'", ["A"]],
  ["films whose rating is blank", ["C"]],
  ["films whose extra is not blank", ["A", "C"]],
  ["films whose tags is blank", ["B", "D"]],
  ["films which are in rentals", ["A", "B"]],
  ["films which are not in rentals", ["C", "D"]],
  ["films whose rating differs from rentals", ["B"]],
  ["films which are in rentals, ignoring case", ["A", "B"]],
  ["films whose code is 00000000-0000-0000-0000-000000000003", ["C"]],
])("%s", async (definition, titles) => {
  expect(await titlesOf(definition)).toEqual(titles);
});

test("a uuid is compared with a text by a rule that says how", async () => {
  expect(await titlesOf("films which are in rentals", byText)).toEqual(["A", "B"]);
});

test("repeated values of an enumeration are counted", async () => {
  const result = compiled("duplicate rating in films");
  const { rows } = await rowsOf(connector, result.statement.sql, result.statement.parameters);
  expect(rows).toEqual([["high", 2]]);
});

function compiled(definition: string, ruleset?: typeof byText) {
  const result = compile({
    definition,
    graph,
    dialect: "postgresql",
    today: "2026-01-31",
    ...(ruleset && { ruleset }),
  });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
  return result;
}

async function titlesOf(definition: string, ruleset?: typeof byText): Promise<unknown[]> {
  const { statement } = compiled(definition, ruleset);
  const { rows } = await rowsOf(connector, statement.sql, statement.parameters);
  return rows.map((row) => row[1]).sort();
}
