import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { DEMO_GRAPH } from "../../db/demo/index.ts";
import { NamesQuery } from "../contracts/graph-names.ts";
import type { Graph } from "../engine/graph.ts";
import { compile } from "../engine/index.ts";
import { bigGraph } from "../engine/testing/big-graph.ts";
import { storedGraph } from "../testing/graphs.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { namesOf } from "./graph-names.ts";
import { ensureSampleData } from "./sample-data.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let graph: Graph;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  await ensureSampleData(store.db, folder.path);
  graph = await storedGraph(store.db, DEMO_GRAPH.name);
});

afterAll(async () => {
  await store.close();
  folder.remove();
});

function names(query: object, over: Graph = graph) {
  const { kg_name: _, ...asked } = NamesQuery.parse({ kg_name: "KG", ...query });
  return namesOf(over, asked);
}

/** All hits of a kind, page by page. */
async function every(kind: "tables" | "columns" | "values") {
  const hits = [];
  for (let page = 1; ; page++) {
    const found = await names({ kind, page, page_size: 50 });
    hits.push(...found[kind].hits);
    if (found[kind].hits.length < 50) {
      expect(hits).toHaveLength(found[kind].total);
      return hits;
    }
  }
}

/** The SQL of a definition; fails with the diagnostics when it is not understood. */
function sqlOf(definition: string): string {
  const result = compile({ definition, graph, dialect: "sqlite", today: "2026-11-23" });
  if (!result.ok)
    throw new Error(`${definition}: ${result.diagnostics.map(({ message }) => message).join(" ")}`);
  return result.readableSql;
}

describe("what is said of the sample graph is understood", () => {
  it("for every table", async () => {
    const hits = await every("tables");
    expect(hits).toHaveLength(graph.tables.length);
    for (const { say, name } of hits as { say: string; name: string }[])
      expect(sqlOf(`show ${say}`)).toContain(`from "${name}"`);
  });

  it("for every column of every table", async () => {
    const { tables } = await names({ columns_per_table: 50, page_size: 50 });
    for (const table of tables.hits) {
      expect(table.columns).toHaveLength(table.columns_count);
      for (const { say, name } of table.columns)
        expect(sqlOf(`${table.say} where ${say} is missing`)).toContain(`"${name}"`);
    }
  });

  it("for values of every column that has some", async () => {
    const { tables } = await names({ page_size: 50 });
    const hits = (await every("values")) as { say: string; value: string; column: string; table: string }[];
    const byColumn = Map.groupBy(hits, ({ table, column }) => `${table}.${column}`);
    expect(byColumn.size).toBeGreaterThan(30);
    const some = [...byColumn.values()].flatMap((those) => those.slice(0, 8));
    for (const { say, value, column, table } of some) {
      const sql = sqlOf(`${tables.hits.find(({ name }) => name === table)?.say} with ${say}`);
      expect(sql).toContain(`"${column}"`);
      expect(sql.toLowerCase()).toContain(value.toLowerCase().replaceAll("'", "''"));
    }
  });
});

describe("the search", () => {
  const said = async (q: string) => {
    const { tables, columns, values } = await names({ q });
    return [...tables.hits, ...columns.hits, ...values.hits].map(({ say }) => say);
  };

  it("is the same in any case, and with spaces, underscores or nothing between the words", async () => {
    const found = await said("planning sku");
    expect(found).toContain("PLANNING_SKU");
    for (const q of ["PLANNING SKU", "Planning_SKU", "planningsku", "  planning   sku "])
      expect(await said(q)).toEqual(found);
  });

  it("finds by aliases, and says how many there are", async () => {
    expect((await names({ q: "hana master" })).tables).toMatchObject({
      total: 1,
      hits: [{ say: "hana master", name: "hana_material_master", row_count: expect.any(Number) }],
    });
    expect((await names({ q: "vendor" })).columns.hits).toMatchObject([{ say: "vendor", name: "Supplier" }]);
  });

  it("has exact hits first, then prefixes, then starts of words, then what contains the text", async () => {
    const column = (name: string) => ({
      name,
      kind: "text" as const,
      declaredType: "TEXT",
      nullable: true,
      aliases: [],
    });
    const table = {
      schema: "main",
      name: "things",
      aliases: [],
      columns: ["Unstated", "order_state", "StateCode", "state"].map(column),
      primaryKey: [],
      uniqueKeys: [],
    };
    const found = await names({ q: "STATE" }, { name: "KG", version: 1, tables: [table], relationships: [] });
    expect(found.columns.hits.map(({ name }) => name)).toEqual([
      "state",
      "StateCode",
      "order_state",
      "Unstated",
    ]);
  });

  it("says a value of several columns with its column", async () => {
    const { values } = await names({ q: "inactive", kind: "values" });
    expect(values.total).toBeGreaterThan(1);
    for (const { say, value } of values.hits) expect(say).toMatch(new RegExp(`.+ is ${value}$`));
  });

  it("finds nothing for what nothing is called, and for signs alone", async () => {
    for (const q of ["zebra", "%", "_"]) expect(await said(q)).toEqual([]);
  });

  it("stays in a table, and refuses one that is not there", async () => {
    const { tables, columns, values } = await names({ table: "brz_lnd_RBP_GPU" });
    expect(tables.hits.map(({ name }) => name)).toEqual(["brz_lnd_RBP_GPU"]);
    expect(columns.total).toBe(tables.hits[0]?.columns_count);
    expect(new Set(values.hits.map(({ table }) => table))).toEqual(new Set(["brz_lnd_RBP_GPU"]));
    await expect(names({ table: "RBP" })).rejects.toThrow('no table "RBP"');
  });

  it("has pages that follow one another without gaps", async () => {
    const first = await names({ kind: "columns", page_size: 7 });
    const second = await names({ kind: "columns", page_size: 7, page: 2 });
    const both = await names({ kind: "columns", page_size: 14 });
    expect([...first.columns.hits, ...second.columns.hits]).toEqual(both.columns.hits);
    expect(first).toMatchObject({ tables: { total: 0, hits: [] }, values: { total: 0, hits: [] } });
    expect((await names({ page: 1000 })).columns).toEqual({ total: both.columns.total, hits: [] });
  });
});

describe("a graph of 1,000 tables with 20 columns", () => {
  const big = bigGraph(1000);

  it("lets others work while it is looked at", async () => {
    let turns = 0;
    let done = false;
    const found = names({ q: "status" }, big).finally(() => {
      done = true;
    });
    while (!done) {
      await nextTurn();
      turns++;
    }
    expect((await found).columns.total).toBe(1000);
    expect(turns).toBeGreaterThan(10);
  });

  it("answers in bounded pages with the totals", async () => {
    const { tables, columns, values } = await names({ page_size: 50 }, big);
    expect([tables.total, columns.total, values.total]).toEqual([1000, 20_000, 7000]);
    for (const { hits } of [tables, columns, values]) expect(hits).toHaveLength(50);
    expect((await names({ q: "nursery permit" }, big)).tables.hits[0]).toMatchObject({
      say: "nursery_permit",
    });
  });
});
