/**
 * The whole way from a definition to rows, on the sample landing database: every definition quoted in the
 * specification, other ways to say the same, and every sample KPI. What must come out is said by SQL written by
 * hand for each, never by the engine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store } from "../db/database.ts";
import { DEMO_GRAPH, DEMO_KPIS, DEMO_RULESET } from "../db/demo/index.ts";
import type { Cell, Connector } from "./connectors/connector.ts";
import { openSqliteSource } from "./connectors/sqlite/source.ts";
import type { Graph } from "./engine/graph.ts";
import { compile } from "./engine/index.ts";
import type { Compiled, Statement } from "./engine/result.ts";
import { createGraphService, type RunTarget } from "./services/graphs.ts";
import { ensureSampleData } from "./services/sample-data.ts";
import { askIn, storedGraph } from "./testing/graphs.ts";

const LIMIT = { timeLimitMs: 30_000 };

let folder: string;
let store: Store;
let db: Database.Database;
let source: Connector;
let target: RunTarget;
let graph: Graph;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-"));
  store = await openStore(join(folder, "store.db"));
  await ensureSampleData(store.db, folder);
  graph = await storedGraph(store.db, DEMO_GRAPH.name);
  target = await runTarget(null);
  const path = join(folder, `${DEMO_GRAPH.schema}.db`);
  db = new Database(path, { readonly: true });
  source = openSqliteSource({ path, schema: DEMO_GRAPH.schema });
});
afterAll(async () => {
  await source.close();
  db.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function runTarget(rulesetName: string | null): Promise<RunTarget> {
  const request = { kg_name: DEMO_GRAPH.name, select_schema: DEMO_GRAPH.schema, ruleset_name: rulesetName };
  return createGraphService(store.db, askIn(store.db, graph)).runTarget(request);
}

function compiled(definition: string, { dialect, ruleset }: RunTarget): Compiled {
  const result = compile({ definition, graph, dialect, ruleset, today: "2025-10-27", minConfidence: 0.7 });
  if (!result.ok) throw new Error(result.diagnostics.map((d) => `${d.code}: ${d.message}`).join("\n"));
  return result;
}

async function run(statement: Statement): Promise<{ columns: string[]; rows: (readonly Cell[])[] }> {
  const columns: string[] = [];
  const rows: (readonly Cell[])[] = [];
  for await (const event of source.stream(statement, LIMIT)) {
    if (event.kind === "columns") columns.push(...event.columns.map((column) => column.name.toLowerCase()));
    else rows.push(...event.rows);
  }
  return { columns, rows };
}

/** Rows as texts to compare; those whose first cell, the key, is blank are left out. */
function comparable(rows: readonly (readonly unknown[])[]): string[] {
  return rows.filter(([key]) => `${key ?? ""}`.trim() !== "").map((row) => JSON.stringify(row));
}

/** The rows that `all` has more often than `known`. */
function beyond(all: readonly string[], known: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of known) left.set(row, (left.get(row) ?? 0) + 1);
  return all.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/**
 * Checks one definition: the rows that `sql` gives, each as often, in the columns that `sql` names (`#1`: the second).
 */
async function check(definition: string, sql: string, on = target): Promise<void> {
  const { statement, countStatement } = compiled(definition, on);
  const { columns, rows } = await run(statement);
  expect(await source.count(countStatement, LIMIT)).toBe(rows.length);
  const oracle = db.prepare(sql);
  const wanted = oracle
    .columns()
    .map(({ name }) => (name[0] === "#" ? Number(name.slice(1)) : columns.indexOf(name.toLowerCase())));
  expect(wanted, `${statement.sql}\ngives ${columns}`).not.toContain(-1);
  const got = comparable(rows.map((row) => wanted.map((index) => row[index])));
  const expected = comparable(oracle.raw().all() as unknown[][]);
  expect(expected.length).toBeGreaterThan(0);
  const missing = beyond(expected, got);
  const extra = beyond(got, expected);
  const examples = `missing ${missing.slice(0, 3)}; extra ${extra.slice(0, 3)}\n${statement.sql}`;
  expect({ missing: missing.length, extra: extra.length }, examples).toEqual({ missing: 0, extra: 0 });
}

const MISSING_IN_OPS = `SELECT Material, Fiscal_Year_Period FROM brz_lnd_RBP_GPU WHERE Material NOT IN
  (SELECT PLANNING_SKU FROM brz_lnd_OPS_EXCEL_GPU WHERE PLANNING_SKU IS NOT NULL)`;
const INACTIVE_IN_OPS = `SELECT Material, Fiscal_Year_Period FROM brz_lnd_RBP_GPU WHERE Material IN
  (SELECT PLANNING_SKU FROM brz_lnd_OPS_EXCEL_GPU WHERE lower(trim(Active_Inactive)) = 'inactive')`;
const DUPLICATE_SKUS = `SELECT ZBASEMATERIAL FROM brz_lnd_IBP_Product_Master GROUP BY 1 HAVING count(*) > 1`;
const INACTIVE_COUNT = `SELECT count(*) AS "#0" FROM hana_material_master WHERE lower(trim(OPS_STATUS)) = 'inactive'`;
const WITHOUT_SUPPLIER = `SELECT MATERIAL, OPS_STATUS, OPS_PLANNER FROM hana_material_master WHERE MATERIAL NOT IN
  (SELECT Material FROM brz_lnd_SKU_LIFNR_Excel WHERE Material IS NOT NULL)`;
const IN_IBP = "MATERIAL IN (SELECT ZBASEMATERIAL FROM brz_lnd_IBP_Product_Master)";
const NO_PLANNER = `SELECT MATERIAL FROM hana_material_master WHERE lower(trim("Product Type")) = 'gpu'
  AND coalesce(trim(OPS_PLANNER), '') = '' AND ${IN_IBP}`;
const NO_STATUS = `SELECT MATERIAL FROM hana_material_master WHERE lower(trim("Product Type")) = 'gpu'
  AND coalesce(trim(OPS_STATUS), '') = '' AND ${IN_IBP}`;
const TYPE_MISMATCH = `SELECT MATERIAL FROM hana_material_master WHERE rowid IN
  (SELECT h.rowid FROM hana_material_master h JOIN brz_lnd_IBP_Product_Master i ON i.ZBASEMATERIAL = h.MATERIAL
   WHERE coalesce(h."Product Type", '') <> coalesce(i.PRODTYPE, ''))`;

describe("definitions quoted in the specification", () => {
  it.each([
    ["Show me all products in RBP GPU which are not in OPS Excel", MISSING_IN_OPS],
    ["Show me all products in RBP that are not in OPS", MISSING_IN_OPS],
    ["products in RBP GPU missing in OPS Excel", MISSING_IN_OPS],
    ["products in RBP GPU which are inactive in OPS Excel", INACTIVE_IN_OPS],
    ["products in RBP GPU which are inactive OPS Excel", INACTIVE_IN_OPS],
    ["Show me all duplicate planning SKUs in the product master", DUPLICATE_SKUS],
    ["Count all products where status is inactive", INACTIVE_COUNT],
    ["missing in SKULIFNR, also show ops status and ops planner from hana master", WITHOUT_SUPPLIER],
    ["hana material master and ibp product master with product type GPU and ops planner null", NO_PLANNER],
    ["hana material master and ibp product master that do not match on product type", TYPE_MISMATCH],
    ["missing ops status from product master and hana master of GPU product type", NO_STATUS],
  ])("%s", (definition, sql) => check(definition, sql));
});

describe("other ways to say products in RBP GPU that are missing in OPS Excel", () => {
  it.each([
    "products present in RBP GPU but missing in OPS Excel",
    "which RBP GPU products are missing from OPS Excel?",
    "list the products of RBP GPU that do not exist in brz_lnd_OPS_EXCEL",
    "RBP GPU materials without a match in OPS Excel",
    "RBP GPU products that have no record in OPS Excel GPU",
    "rows of brz_lnd_RBP_GPU that are absent from brz_lnd_OPS_EXCEL_GPU",
    "find products in RBP GPU not found in OPS_EXCEL",
    "products which are in rbp gpu but not in ops excel",
    "please give me the RBP GPU products that OPS Excel does not have",
    "RBP GPU minus OPS Excel",
    "products only in RBP GPU and not in OPS Excel",
    "Materials from RBP GPU that don't appear in OPS Excel",
  ])("%s", (definition) => check(definition, MISSING_IN_OPS));
});

describe("other ways to say products in RBP GPU that are inactive in OPS Excel", () => {
  it.each([
    "RBP GPU products that are inactive in OPS Excel",
    "show products from RBP GPU that are marked inactive in OPS Excel",
    "RBP GPU materials with Active_Inactive = 'Inactive' in OPS Excel",
    "products in RBP GPU whose Active_Inactive in OPS Excel is inactive",
    "list all RBP GPU products where OPS Excel is inactive",
  ])("%s", (definition) => check(definition, INACTIVE_IN_OPS));
});

describe("other ways to say duplicate planning SKUs in the product master", () => {
  it.each([
    "duplicate planning SKUs in the product master",
    "planning SKUs that occur more than once in IBP",
    "which planning SKU values are repeated in the product master?",
    "find duplicates of planning sku in IBP product master",
    "product master rows with a duplicate planning SKU",
    "planning SKUs that are not unique in product master",
    "IBP product master duplicates by ZBASEMATERIAL",
    "planning skus appearing several times in the product master",
    "duplicated base materials in IBP",
  ])("%s", (definition) => check(definition, DUPLICATE_SKUS));
});

describe("other ways to count inactive products", () => {
  it.each([
    "How many products have status inactive?",
    "count products with status inactive",
    "number of products whose status is inactive",
    "count of inactive materials in hana master",
    "how many materials in hana master are inactive?",
    "count hana master where ops status is inactive",
    "number of hana material master rows with OPS_STATUS = 'Inactive'",
    "total number of products where the status is INACTIVE",
  ])("%s", (definition) => check(definition, INACTIVE_COUNT));
});

describe("other ways to ask for materials without a supplier, with status and planner", () => {
  it.each([
    "hana master materials missing in SKULIFNR, also show ops status and ops planner",
    "materials in hana master that are not in SKU LIFNR, include ops status and ops planner",
    "hana material master not in SKULIFNR with ops status and ops planner",
    "show material, ops status and ops planner of hana master materials that are missing in SKULIFNR",
    "hana master missing in brz_lnd_SKU_LIFNR_Excel, also include OPS_STATUS, OPS_PLANNER",
  ])("%s", (definition) => check(definition, WITHOUT_SUPPLIER));
});

describe("other ways to ask for GPU materials of both masters without an ops planner", () => {
  it.each([
    "hana material master and ibp product master with product type GPU where ops planner is null",
    "materials in both hana master and product master with product type GPU and missing ops planner",
    "hana master of product type GPU with blank ops planner that are in the product master",
    "GPU product type materials in hana master and in IBP product master whose ops planner is missing",
    "hana master materials found in IBP where product type is GPU and ops planner is empty",
  ])("%s", (definition) => check(definition, NO_PLANNER));
});

describe("other ways to ask for product types that do not match", () => {
  it.each([
    "hana master and product master where product type differs",
    "materials whose product type in hana master is different from the product type in IBP",
    "hana material master where product type does not equal the IBP product type",
  ])("%s", (definition) => check(definition, TYPE_MISMATCH));
});

describe("other ways to ask for GPU materials of both masters without an ops status", () => {
  it.each([
    "hana master and product master with product type GPU where ops status is missing",
    "materials of GPU product type in hana master and product master whose ops status is null",
    "hana master materials also in IBP, product type GPU, ops status blank",
    "GPU product type materials of hana master with no ops status that exist in the product master",
    "materials in hana master and in product master with ops status null and product type GPU",
  ])("%s", (definition) => check(definition, NO_STATUS));
});

describe("every sample KPI", () => {
  const expected: Readonly<Record<string, string>> = {
    PMR_RBP_OPS: MISSING_IN_OPS,
    DUP_SKU: DUPLICATE_SKUS,
    NO_PLANNER: `SELECT MATERIAL FROM hana_material_master WHERE lower(trim("Product Type")) = 'gpu'
      AND coalesce(trim(OPS_PLANNER), '') = ''`,
    RBP_INACT: INACTIVE_IN_OPS,
    PIB_RBP_OPS: `SELECT Material, Fiscal_Year_Period FROM brz_lnd_RBP_GPU
      WHERE Material IN (SELECT PLANNING_SKU FROM brz_lnd_OPS_EXCEL_GPU)`,
    PMR_OPS_RBP: `SELECT PLANNING_SKU, Customer FROM brz_lnd_OPS_EXCEL_GPU WHERE PLANNING_SKU NOT IN
      (SELECT Material FROM brz_lnd_RBP_GPU WHERE Material IS NOT NULL)`,
    NO_LIFNR: `SELECT r.Material, OPS_STATUS, OPS_PLANNER FROM brz_lnd_RBP_GPU r
      LEFT JOIN (SELECT DISTINCT MATERIAL, OPS_STATUS, OPS_PLANNER FROM hana_material_master) h
      ON h.MATERIAL = r.Material WHERE r.Material NOT IN
      (SELECT Material FROM brz_lnd_SKU_LIFNR_Excel WHERE Material IS NOT NULL)`,
    PTM_HANA_IBP: TYPE_MISMATCH,
    PMR_NBU: `SELECT Material, Fiscal_Year_Period FROM brz_lnd_RBP_NBU WHERE Material NOT IN
      (SELECT MATERIAL_PN FROM brz_lnd_OPS_EXCEL_NBU WHERE MATERIAL_PN IS NOT NULL)`,
    INACT_PROD: INACTIVE_COUNT,
    MAT_PER_BU: `SELECT "Business Unit", count(*) AS "#1" FROM hana_material_master GROUP BY 1`,
    LEAD_TIME_90: `SELECT Material, Supplier, Lead_time FROM brz_lnd_SKU_LIFNR_Excel
      WHERE Lead_time > 90`,
    RESULT_FAMILY: `SELECT Product_Family, sum(Overall_Result) AS "#1" FROM brz_lnd_RBP_GPU GROUP BY 1`,
  };

  it("has its expected result here", () => {
    expect(DEMO_KPIS.map((kpi) => kpi.alias_name).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(DEMO_KPIS.map((kpi) => [kpi.nl_definition, kpi.alias_name]))("%s", (definition, alias) =>
    check(definition, expected[alias] ?? ""),
  );
});

describe("the sample ruleset", () => {
  it("makes the comparison of RBP GPU and OPS Excel forgive case and spaces", async () =>
    check(
      "Show me all products in RBP GPU which are not in OPS Excel",
      `SELECT Material, Fiscal_Year_Period FROM brz_lnd_RBP_GPU WHERE lower(trim(Material)) NOT IN
        (SELECT lower(trim(PLANNING_SKU)) FROM brz_lnd_OPS_EXCEL_GPU WHERE PLANNING_SKU IS NOT NULL)`,
      await runTarget(DEMO_RULESET.name),
    ));
});
