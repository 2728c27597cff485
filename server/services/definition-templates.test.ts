import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { DEMO_GRAPH } from "../../db/demo/index.ts";
import {
  TEMPLATE_FAMILIES,
  type TemplateChoice,
  type TemplateFamily,
  templateText,
  unusedParts,
} from "../contracts/definition-templates.ts";
import { DEFAULT_MIN_CONFIDENCE } from "../contracts/executions.ts";
import { type ColumnToSay, NamesQuery, type TableToSay } from "../contracts/graph-names.ts";
import type { Graph } from "../engine/graph.ts";
import { compile } from "../engine/index.ts";
import { storedGraph } from "../testing/graphs.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { namesOf } from "./graph-names.ts";
import { ensureSampleData } from "./sample-data.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let graph: Graph;
let tables: TableToSay[];

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  await ensureSampleData(store.db, folder.path);
  graph = await storedGraph(store.db, DEMO_GRAPH.name);
  const { kg_name: _, ...all } = NamesQuery.parse({ kg_name: "KG", columns_per_table: 50, page_size: 50 });
  tables = (await namesOf(graph, all)).tables.hits;
});

afterAll(async () => {
  await store.close();
  folder.remove();
});

function textOf(choice: Partial<TemplateChoice> & { family: TemplateFamily }): string {
  const made = templateText({ table: "", other: "", column: "", ...choice });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.text;
}

/** Every choice is understood, and its SQL names what was chosen; answers how many there were. */
function expectUnderstood(choices: { text: string; names: string[]; sql: RegExp }[]): number {
  for (const { text, names, sql } of choices) {
    const result = compile({ definition: text, graph, dialect: "sqlite", today: "2026-11-27" });
    if (!result.ok) throw new Error(`${text}: ${result.diagnostics.map(({ message }) => message).join(" ")}`);
    expect(result.confidence, text).toBeGreaterThanOrEqual(DEFAULT_MIN_CONFIDENCE);
    for (const name of names) expect(result.readableSql, text).toContain(`"${name}"`);
    expect(result.readableSql, text).toMatch(sql);
  }
  return choices.length;
}

function everyColumn(family: TemplateFamily, sql: RegExp) {
  return tables.flatMap((table) =>
    table.columns.map((column) => ({
      text: textOf({ family, table: table.say, column: column.say }),
      names: [table.name, column.name],
      sql,
    })),
  );
}

/** Pairs of tables that the graph knows a join for, both ways round. */
function pairs(): [TableToSay, TableToSay][] {
  const called = (name: string) => tables.find((table) => table.name === name) as TableToSay;
  return graph.relationships.flatMap(({ source, target }): [TableToSay, TableToSay][] => {
    const [a, b] = [called(source.table), called(target.table)];
    return [
      [a, b],
      [b, a],
    ];
  });
}

function spokenNames({ say, name, aliases }: ColumnToSay): string[] {
  return [say, name, ...aliases].map((text) => text.toLowerCase().replaceAll("_", " "));
}

/** What the columns of a table are called that the other table has, too. */
function shared(a: TableToSay, b: TableToSay): ColumnToSay[] {
  const theirs = new Set(b.columns.flatMap(spokenNames));
  return a.columns.filter((column) => spokenNames(column).some((name) => theirs.has(name)));
}

describe("each template is understood on the sample graph", () => {
  it("for rows missing in another table, of every pair with a join", () => {
    const choices = pairs().map(([a, b]) => ({
      text: textOf({ family: "missing", table: a.say, other: b.say }),
      names: [a.name, b.name],
      sql: /not exists|is null|except/i,
    }));
    expect(expectUnderstood(choices)).toBeGreaterThan(30);
  });

  it("for duplicates by every column", () => {
    expect(expectUnderstood(everyColumn("duplicates", /having count\(\*\) > 1|> 1/i))).toBeGreaterThan(90);
  });

  it("for blanks in every column", () => {
    expect(expectUnderstood(everyColumn("blanks", /is null|= ''/i))).toBeGreaterThan(90);
  });

  it("for values that differ, in every column that both tables of a pair have", () => {
    const choices = pairs().flatMap(([a, b]) =>
      shared(a, b).map((column) => ({
        text: textOf({ family: "mismatch", table: a.say, other: b.say, column: column.say }),
        names: [a.name, b.name, column.name],
        sql: /<>|is distinct from/i,
      })),
    );
    expect(expectUnderstood(choices)).toBeGreaterThan(40);
  });

  it("for counts, of every table and per every column", () => {
    const whole = tables.map((table) => ({
      text: textOf({ family: "count", table: table.say }),
      names: [table.name],
      sql: /count\(\*\)/i,
    }));
    expect(expectUnderstood([...whole, ...everyColumn("count", /count\(\*\).*group by/is)])).toBeGreaterThan(
      99,
    );
  });
});

describe("what is chosen badly", () => {
  it("is said for each part that is blank, and for none that the family has no place for", () => {
    const nothing = { table: " ", other: "", column: "\n" };
    const faults = TEMPLATE_FAMILIES.map((family) => {
      const made = templateText({ ...nothing, family });
      return [family, made.ok ? [] : Object.keys(made.errors)];
    });
    expect(Object.fromEntries(faults)).toEqual({
      missing: ["table", "other"],
      duplicates: ["table", "column"],
      blanks: ["table", "column"],
      mismatch: ["table", "other", "column"],
      count: ["table"],
    });
    expect(TEMPLATE_FAMILIES.map(unusedParts)).toEqual([["column"], ["other"], ["other"], [], ["other"]]);
  });

  it("is a table that is compared with itself", () => {
    expect(templateText({ family: "missing", table: "Orders", other: "orders ", column: "" })).toMatchObject({
      ok: false,
      errors: { other: expect.stringContaining("another one than Orders") },
    });
  });
});

it("a part that was chosen for another family stays out of the sentence", () => {
  expect(textOf({ family: "missing", table: "A", other: "B", column: "c" })).toBe(
    "rows of A which are not in B",
  );
  expect(textOf({ family: "blanks", table: "A", other: "B", column: "c" })).toBe(
    "rows of A where c is blank",
  );
});
