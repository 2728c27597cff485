import { describe, expect, it } from "vitest";
import { compileRead, type NamedCondition, type NamedIntent, type NamedShape } from "./from-names.ts";
import type { CompileRequest } from "./result.ts";
import { TODAY } from "./testing/fixture.ts";
import { openLanding } from "./testing/landing.ts";

const landing = openLanding();
const OPS = "brz_lnd_OPS_EXCEL_GPU";
const RBP = "brz_lnd_RBP_GPU";
const HANA = "hana_material_master";

const ROWS: NamedShape = { kind: "rows", columns: null, distinct: false, also: [] };
const intent = (changes: Partial<NamedIntent>): NamedIntent => ({
  table: OPS,
  where: null,
  shape: ROWS,
  order: [],
  limit: null,
  ...changes,
});

function compiled(named: NamedIntent, changes: Partial<CompileRequest> = {}) {
  const definition = "inactive rows of Acme, customers like bri, 'no such', M";
  return compileRead(
    { definition, graph: landing.graph, dialect: "sqlite", today: TODAY, ...changes },
    named,
  );
}

/** The rows of an intent that must compile, as lists of cells. */
function rows(named: NamedIntent, changes: Partial<CompileRequest> = {}): unknown[][] {
  const result = compiled(named, changes);
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  const { sql, parameters } = result.statement;
  return landing.db
    .prepare(sql)
    .raw()
    .all(...parameters) as unknown[][];
}

const keys = (where: NamedCondition, table = OPS, key = "PLANNING_SKU") =>
  rows(intent({ table, where, shape: { kind: "rows", columns: [key], distinct: true, also: [] } }))
    .map(([cell]) => cell)
    .sort();

const refusal = (named: NamedIntent, changes: Partial<CompileRequest> = {}) => {
  const result = compiled(named, changes);
  return result.ok ? "answered" : result.diagnostics[0].message;
};

describe("an intent by names", () => {
  it("is joined by the graph's relationships, with the conditions of an absence inside it", () => {
    const inactive: NamedCondition = { kind: "is", column: "Active_Inactive", values: ["inactive"] };
    const partner = (where: NamedCondition | null): NamedCondition => ({
      kind: "related",
      table: OPS,
      where,
    });
    expect(keys({ kind: "not", item: partner(null) }, RBP, "Material")).toEqual(["M5", null]);
    expect(keys({ kind: "not", item: partner(inactive) }, RBP, "Material")).toEqual(["M1", "M5", null]);
    const result = compiled(intent({ table: RBP, where: { kind: "not", item: partner(null) } }));
    expect(result).toMatchObject({
      queryType: "COMPARISON_QUERY",
      operation: "NOT_IN",
      joinedColumns: [["Material", "PLANNING_SKU"]],
      sourceTable: RBP,
      targetTable: OPS,
      // The cap, lowered by a join that is not certain.
      confidence: 0.744,
    });
  });

  it.each<[string, NamedCondition, string[]]>([
    [
      "values however they are stored",
      { kind: "is", column: "Active_Inactive", values: ["inactive"] },
      ["M2", "M3"],
    ],
    ["parts of texts", { kind: "text", column: "Customer", how: "starts", text: "bri" }, ["M2", "M3", "M7"]],
    ["numbers", { kind: "number", column: "Unit_Cost", op: "<=", value: 0 }, ["M3", "M7"]],
    ["lengths", { kind: "length", column: "Planner", op: ">=", value: 3 }, ["M1", "M3"]],
    ["periods", { kind: "period", column: "Changed_On", from: "2024-01-01", to: "2024-05-31" }, ["M1"]],
    ["all rows", { kind: "overall", column: "Unit_Cost", op: ">", function: "avg" }, ["M1", "M2"]],
    [
      "columns of matching rows",
      { kind: "differs", table: HANA, mine: "Planner", op: "!=", theirs: "OPS_PLANNER" },
      [],
    ],
    [
      "amounts of matching rows",
      {
        kind: "amount",
        amount: { table: RBP, function: "count", column: null, where: null },
        op: ">",
        value: 1,
      },
      ["M1"],
    ],
    [
      "alternatives",
      {
        kind: "any",
        items: [
          { kind: "columns", left: "Country", op: "=", right: "Planner" },
          { kind: "blank", column: "Changed_On" },
        ],
      },
      ["M7"],
    ],
  ])("has conditions on %s", (_, where, expected) => {
    expect(keys(where)).toEqual(expected);
  });

  it("shows columns of other tables, ordered and limited", () => {
    const shape: NamedShape = {
      kind: "rows",
      columns: ["PLANNING_SKU"],
      distinct: false,
      also: [{ table: HANA, columns: ["OPS_MKTG_NM"] }],
    };
    const order = [{ by: { kind: "column", column: "Unit_Cost" }, descending: true }] as const;
    expect(rows(intent({ shape, order, limit: 2 }))).toEqual([
      ["M2", "two"],
      ["M2", "two"],
    ]);
  });

  it("measures groups, shares and duplicates", () => {
    const total = { function: "sum", column: "Overall_Result" } as const;
    const groups = [{ table: RBP, columns: ["Product_Line"] }];
    const measures: NamedShape = { kind: "measures", measures: [total], groups, having: null };
    const order = [{ by: { kind: "measure", index: 0 }, descending: false }] as const;
    expect(rows(intent({ table: RBP, shape: measures, order }))).toEqual([
      ["L2", 3],
      ["L1", 60],
    ]);
    const part: NamedCondition = { kind: "blank", column: "Planner" };
    expect(rows(intent({ shape: { kind: "share", part, groups: [] } }))).toEqual([[40]]);
    const columns = ["PLANNING_SKU"];
    expect(rows(intent({ shape: { kind: "duplicates", columns, more_than: 1, counted: false } }))).toEqual([
      ["M2", 2],
    ]);
  });
});

describe("an intent by names is refused", () => {
  const blank = (column: string): NamedCondition => ({ kind: "blank", column });
  it.each<[string, NamedIntent, string]>([
    ["a table in another case", intent({ table: OPS.toLowerCase() }), "has no table"],
    ["an alias", intent({ table: "OPS Excel" }), 'the graph has no table "OPS Excel"'],
    ["a name with SQL in it", intent({ table: `${OPS}"; DROP TABLE x; --` }), "the graph has no table"],
    ["a column of another table", intent({ where: blank("Material") }), 'has no column "Material"'],
    [
      "a text that the definition does not say",
      intent({ where: { kind: "is", column: "Customer", values: ["Brix"] } }),
      'the definition does not say "Brix"',
    ],
    [
      "a text that is only a part of a word of the definition",
      intent({ where: { kind: "text", column: "Customer", how: "contains", text: "cust" } }),
      'the definition does not say "cust"',
    ],
    [
      "a text that no row has",
      intent({ where: { kind: "is", column: "Customer", values: ["no such"] } }),
      'the column Customer has no value "no such"',
    ],
    [
      "a date that is none",
      intent({ where: { kind: "period", column: "Changed_On", from: "2024-02-31", to: null } }),
      "no valid date",
    ],
    [
      "a sum of texts",
      intent({
        shape: {
          kind: "measures",
          measures: [{ function: "sum", column: "Planner" }],
          groups: [],
          having: null,
        },
      }),
      "sum needs numbers",
    ],
    [
      "tables without a join",
      intent({ where: { kind: "related", table: OPS, where: null } }),
      "no join between",
    ],
    [
      "groups that would count rows twice",
      intent({
        shape: {
          kind: "measures",
          measures: [{ function: "count", column: null }],
          groups: [{ table: HANA, columns: ["PLANT"] }],
          having: null,
        },
      }),
      "would count rows",
    ],
    ["half a row", intent({ limit: 0.5 }), "must be a whole number from 1"],
    [
      "an order by what is not measured",
      intent({ order: [{ by: { kind: "measure", index: 3 }, descending: true }] }),
      "no measure 3",
    ],
  ])("for %s", (_, named, reason) => {
    expect(refusal(named)).toContain(reason);
  });

  it("for more conditions than anybody writes, however they are nested", () => {
    let where: NamedCondition = blank("Planner");
    for (let depth = 0; depth < 5000; depth++) where = { kind: "not", item: where };
    expect(refusal(intent({ where }))).toContain("too many conditions");
  });

  it("for an excluded join, and below the confidence asked for", () => {
    const where: NamedCondition = { kind: "related", table: OPS, where: null };
    const named = intent({ table: "brz_lnd_OPS_EXCEL_NBU", where: { ...where, table: "brz_lnd_RBP_NBU" } });
    expect(refusal(named)).toBe("answered");
    expect(refusal(named, { excludedFields: ["MATERIAL_PN"] })).toContain("no join between");
    expect(refusal(named, { minConfidence: 0.76 })).toContain("below 0.76");
  });

  it("never for a table whose name needs its schema, when that is given", () => {
    const [first] = landing.graph.tables;
    if (!first) throw new Error("the fixture has no table");
    const graph = { ...landing.graph, tables: [...landing.graph.tables, { ...first, schema: "other" }] };
    expect(refusal(intent({ table: first.name }), { graph })).toContain("has no table");
    expect(refusal(intent({ table: `other.${first.name}` }), { graph })).toBe("answered");
  });
});
