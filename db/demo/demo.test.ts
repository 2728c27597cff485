import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_GRAPH, DEMO_KPIS, DEMO_RULESET, generateDemoDatabase } from "./index.ts";

let folder: string;
let db: Database.Database;
let summary: { tables: number; rows: number };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-"));
  summary = generateDemoDatabase(join(folder, "demo.db"));
  db = new Database(join(folder, "demo.db"), { readonly: true });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function number(sql: string): number {
  return db.prepare(sql).pluck().get() as number;
}

function list(sql: string): unknown[] {
  return db.prepare(sql).pluck().all();
}

function tableNames(): string[] {
  return list("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") as string[];
}

function columnsOf(table: string): string[] {
  return db.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table) as string[];
}

describe("the sample landing database", () => {
  it("is the same every time, row for row", () => {
    const dump = createHash("sha256");
    for (const table of tableNames()) {
      for (const row of db.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).raw().iterate()) {
        dump.update(`${table}${JSON.stringify(row)}\n`);
      }
    }
    expect(dump.digest("hex")).toBe("4e66d0adc21ffb56891788b510bf375b2f189f5020d5bd1d19d5165865893598");
  });

  it("is written anew to the byte, over what was there, and leaves no unfinished file", () => {
    const again = join(folder, "again.db");
    writeFileSync(again, "not a database");
    expect(generateDemoDatabase(again)).toEqual(summary);
    expect(readFileSync(again).equals(readFileSync(join(folder, "demo.db")))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["again.db", "demo.db"]);
  });

  it("has nine tables of thousands of rows, and no declared key or index", () => {
    expect(summary.tables).toBe(9);
    const counts = tableNames().map((table) => number(`SELECT count(*) FROM "${table}"`));
    expect(counts.reduce((sum, count) => sum + count)).toBe(summary.rows);
    expect(Math.min(...counts)).toBeGreaterThan(2_000);
    expect(number("SELECT count(*) FROM sqlite_schema WHERE type <> 'table'")).toBe(0);
    for (const table of tableNames()) {
      expect(number(`SELECT count(*) FROM pragma_table_info('${table}') WHERE pk > 0`)).toBe(0);
      expect(number(`SELECT count(*) FROM pragma_foreign_key_list('${table}')`)).toBe(0);
    }
  });

  it("names its columns as the landing schema does", () => {
    expect(columnsOf("hana_material_master")).toEqual([
      "MATERIAL",
      "MATERIAL_GROUP",
      "MATERIAL_TYPE",
      "PLANT",
      "Product Type",
      "Business Unit",
      "Product Line",
      "OPS_MKTG_NM",
      "OPS_STATUS",
      "OPS_PLCCODE",
      "OPS_PLANNER",
      "MAKE_BUY",
    ]);
    expect(columnsOf("brz_lnd_OPS_EXCEL_GPU").slice(0, 9)).toEqual([
      "PLANNING_SKU",
      "Product_Line",
      "Business_Unit",
      "Marketing_Code",
      "Planner",
      "Customer",
      "Active_Inactive",
      "PLC_Code",
      "Top_Level",
    ]);
    expect(columnsOf("brz_lnd_OPS_EXCEL_GPU")).toHaveLength(50);
  });

  it("has products that one system knows and the other does not, in both directions", () => {
    const missing = number(`SELECT count(DISTINCT Material) FROM brz_lnd_RBP_GPU r
      WHERE NOT EXISTS (SELECT 1 FROM brz_lnd_OPS_EXCEL_GPU o WHERE o.PLANNING_SKU = r.Material)`);
    const forgiving = number(`SELECT count(DISTINCT Material) FROM brz_lnd_RBP_GPU r WHERE NOT EXISTS
      (SELECT 1 FROM brz_lnd_OPS_EXCEL_GPU o WHERE lower(trim(o.PLANNING_SKU)) = lower(trim(r.Material)))`);
    const unplanned = number(`SELECT count(DISTINCT PLANNING_SKU) FROM brz_lnd_OPS_EXCEL_GPU o
      WHERE NOT EXISTS (SELECT 1 FROM brz_lnd_RBP_GPU r WHERE r.Material = o.PLANNING_SKU)`);
    const both = number(`SELECT count(DISTINCT Material) FROM brz_lnd_RBP_GPU
      WHERE Material IN (SELECT PLANNING_SKU FROM brz_lnd_OPS_EXCEL_GPU)`);
    expect([missing, forgiving, unplanned, both].every((count) => count > 100)).toBe(true);
    // Keys that differ in case or spaces only: what a ruleset's match type is for.
    expect(missing - forgiving).toBeGreaterThan(10);
    expect(both).toBeGreaterThan(2_000);
  });

  it("has duplicates where there should be none", () => {
    for (const [table, column] of [
      ["brz_lnd_IBP_Product_Master", "ZBASEMATERIAL"],
      ["brz_lnd_OPS_EXCEL_GPU", "PLANNING_SKU"],
      ["hana_material_master", "MATERIAL"],
    ]) {
      const sql = `SELECT count(*) FROM (SELECT 1 FROM ${table} GROUP BY ${column} HAVING count(*) > 1)`;
      expect(number(sql)).toBeGreaterThan(20);
    }
  });

  it("has nulls, empty texts and blanks, also in keys", () => {
    for (const column of ["OPS_PLANNER", "OPS_STATUS"]) {
      for (const test of ["IS NULL", "= ''", "= ' '"]) {
        expect(number(`SELECT count(*) FROM hana_material_master WHERE ${column} ${test}`)).toBeGreaterThan(
          10,
        );
      }
    }
    expect(number("SELECT count(*) FROM brz_lnd_RBP_GPU WHERE Material IS NULL")).toBeGreaterThan(0);
    expect(number("SELECT count(*) FROM brz_lnd_OPS_EXCEL_GPU WHERE PLANNING_SKU IS NULL")).toBeGreaterThan(
      0,
    );
  });

  it("spells inactive in many ways", () => {
    const spellings = list(
      "SELECT DISTINCT Active_Inactive FROM brz_lnd_OPS_EXCEL_GPU WHERE Active_Inactive LIKE 'in%'",
    );
    expect(spellings.sort()).toEqual(["INACTIVE", "Inactive", "Inactive ", "inactive", "inactive "]);
  });

  it("has material numbers with leading zeros, and some that lost them", () => {
    expect(
      number("SELECT count(*) FROM hana_material_master WHERE MATERIAL GLOB '000[0-9]*'"),
    ).toBeGreaterThan(400);
    expect(
      number("SELECT count(*) FROM brz_lnd_SKU_LIFNR_Excel WHERE Material GLOB '4[12][0-9]*'"),
    ).toBeGreaterThan(0);
  });

  it("has product types that differ between the two masters", () => {
    const sql = `SELECT count(*) FROM hana_material_master h JOIN brz_lnd_IBP_Product_Master i
      ON i.ZBASEMATERIAL = h.MATERIAL WHERE upper(trim(h."Product Type")) <> upper(trim(i.PRODTYPE))`;
    expect(number(sql)).toBeGreaterThan(50);
  });
});

describe("the sample graph, ruleset and KPIs", () => {
  const ends = [...DEMO_GRAPH.relationships, ...DEMO_RULESET.rules].flatMap(({ source, target }) => [
    source,
    target,
  ]);

  it("speak only of tables and columns that exist", () => {
    for (const { table, columns } of ends)
      expect(columnsOf(table)).toEqual(expect.arrayContaining([...columns]));
    for (const { table, column } of DEMO_GRAPH.aliases) {
      expect(columnsOf(table).length).toBeGreaterThan(0);
      if (column !== null) expect(columnsOf(table)).toContain(column);
    }
  });

  it("join on the same number of columns at both ends, and relate no pair of tables twice", () => {
    const pairs = DEMO_GRAPH.relationships.map(({ source, target }) => {
      expect(source.columns.length).toBe(target.columns.length);
      return [source.table, target.table].sort().join(" ");
    });
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it("connect every table, and find rows in common along every relationship", () => {
    expect(new Set(ends.map((end) => end.table))).toEqual(new Set(tableNames()));
    for (const { source, target } of DEMO_GRAPH.relationships) {
      const sql = `SELECT count(*) FROM ${source.table} s WHERE s."${source.columns[0]}" IN
        (SELECT "${target.columns[0]}" FROM ${target.table})`;
      expect([source.table, target.table, number(sql) > 500]).toEqual([source.table, target.table, true]);
    }
  });

  it("give no alias to two tables, nor to two columns of one table", () => {
    const names = DEMO_GRAPH.aliases.map(({ table, column, alias }) =>
      [column === null ? "" : table, alias.toLowerCase()].join(" "),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("hold a dozen KPIs in three groups, the specification's three among them, each name once", () => {
    expect(DEMO_KPIS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(DEMO_KPIS.map((kpi) => kpi.group_name)).size).toBe(3);
    expect(new Set(DEMO_KPIS.flatMap((kpi) => [kpi.name, kpi.alias_name])).size).toBe(2 * DEMO_KPIS.length);
    expect(DEMO_KPIS.map((kpi) => kpi.name)).toEqual(
      expect.arrayContaining([
        "Product Mismatch - RBP vs OPS",
        "Duplicate Planning SKUs",
        "Inactive Products Count",
      ]),
    );
  });
});
