import { describe, expect, it } from "vitest";
import { openLanding } from "./testing/landing.ts";

/** What the engine before this one got wrong, one test (or a few) for each. */
const landing = openLanding();

describe("words are matched whole", () => {
  it("does not find IN in 'inactive'", () => {
    const result = landing.compile("OPS Excel products which are inactive");
    expect(result).toMatchObject({ ok: true, queryType: "FILTER_QUERY" });
    expect(landing.column("OPS Excel products which are inactive", "PLANNING_SKU")).toEqual(["M2", "M3"]);
  });

  it("does not find COUNT in 'country'", () => {
    expect(landing.compile("OPS Excel rows with country US")).toMatchObject({
      ok: true,
      queryType: "FILTER_QUERY",
    });
    expect(landing.column("OPS Excel rows with country US", "PLANNING_SKU")).toEqual(["M3", "M7"]);
  });

  it("takes 'do not match' for a comparison of values, not for a relationship", () => {
    const definition = "hana master and product master that do not match on product type";
    expect(landing.compile(definition)).toMatchObject({
      ok: true,
      queryType: "MISMATCH_QUERY",
      operation: "NOT_EQUALS",
    });
    expect(landing.column(definition, "MATERIAL")).toEqual(["M2"]);
  });

  it("takes 'whose planner is missing' for a blank column, not for a missing row", () => {
    const definition = "OPS Excel products whose planner is missing";
    expect(landing.compile(definition)).toMatchObject({
      ok: true,
      queryType: "COMPLETENESS_QUERY",
      operation: "IS_NULL",
      targetTable: null,
    });
    expect(landing.rows(definition)).toHaveLength(2);
  });

  it("finds duplicates", () => {
    expect(landing.rows("Show me all duplicate planning SKUs in the product master")).toEqual([
      { ZBASEMATERIAL: "M1", row_count: 2 },
    ]);
  });
});

describe("tables", () => {
  it("tells RBP GPU from RBP NBU", () => {
    expect(landing.compile("products in RBP GPU not in OPS Excel")).toMatchObject({
      sourceTable: "brz_lnd_RBP_GPU",
    });
    expect(landing.compile("products in RBP NBU not in OPS Excel NBU")).toMatchObject({
      sourceTable: "brz_lnd_RBP_NBU",
    });
  });

  it("reports what two tables match equally", () => {
    const result = landing.compile("all rows of RBP");
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    expect(result.diagnostics[0]).toMatchObject({ code: "ambiguous_table" });
    expect(result.diagnostics[0].message).toContain("brz_lnd_RBP_GPU; brz_lnd_RBP_NBU");
  });

  it.each([
    "products in RBP GPU which are inactive in OPS Excel",
    "products in RBP GPU which are inactive OPS Excel",
  ])("does not compare a table with itself: %s", (definition) => {
    expect(landing.compile(definition)).toMatchObject({
      ok: true,
      sourceTable: "brz_lnd_RBP_GPU",
      targetTable: "brz_lnd_OPS_EXCEL_GPU",
    });
    expect(landing.column(definition, "Material")).toEqual(["M2", "M3"]);
  });
});

describe("joins", () => {
  it("joins on the graph's relationship, whatever other columns the tables share", () => {
    expect(landing.compile("products in RBP GPU missing in OPS Excel")).toMatchObject({
      joinedColumns: [["Material", "PLANNING_SKU"]],
    });
  });

  it("keeps a composite key whole", () => {
    const rule = {
      name: "by line",
      comparisons: [{ how: "exact" }] as const,
      confidence: 1,
      source: { schema: "main", table: "brz_lnd_RBP_GPU", columns: ["Material", "Product_Line"] },
      target: { schema: "main", table: "brz_lnd_OPS_EXCEL_GPU", columns: ["PLANNING_SKU", "Product_Line"] },
    };
    const ruleset = { name: "RECON_1", version: 1, rules: [rule] };
    const result = landing.compile("products in RBP GPU missing in OPS Excel", { ruleset });
    expect(result).toMatchObject({
      ok: true,
      joinedColumns: [
        ["Material", "PLANNING_SKU"],
        ["Product_Line", "Product_Line"],
      ],
    });
    expect(landing.column("products in RBP GPU missing in OPS Excel", "Material", { ruleset })).toEqual([
      "M5",
      null,
    ]);
  });

  it("filters the target inside the anti-join, so that rows are found", () => {
    const definition = "products in RBP GPU not in OPS Excel with customer Acme";
    expect(landing.column(definition, "Material")).toEqual(["M3", "M5", null]);
  });

  it("is not sure when only part of a name was said", () => {
    const sure = landing.compile("hana master rows whose ops planner is null");
    const unsure = landing.compile("hana master rows whose planner is null");
    expect(sure.confidence ?? 0).toBeGreaterThan(unsure.confidence ?? 1);
  });
});

describe("filters are never dropped", () => {
  it("keeps every filter of a long definition", () => {
    const definition =
      "hana material master and ibp product master with product type GPU and ops planner null";
    expect(landing.column(definition, "MATERIAL")).toEqual(["M2", "M4"]);
  });

  it("refuses a filter that it cannot read instead of leaving it out", () => {
    const result = landing.compile("products in RBP GPU not in OPS Excel without a parking permit");
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "unknown_phrase" }] });
    if (result.ok) return;
    const span = result.diagnostics[0].span;
    expect(
      span && "products in RBP GPU not in OPS Excel without a parking permit".slice(span.start, span.end),
    ).toBe("parking permit");
  });
});

describe("SQL", () => {
  it("writes IS NULL, never = NULL", () => {
    const result = landing.compile("hana master rows where ops planner = null");
    expect(result.ok && result.statement.sql).toContain("is null");
    expect(result.ok && result.statement.sql).not.toMatch(/= null/i);
  });

  it("accepts the column Created_By", () => {
    expect(landing.rows("SKULIFNR rows where Created_By is null")).toHaveLength(1);
  });

  it("carries values as parameters", () => {
    const result = landing.compile("OPS Excel rows where customer is 'O''Brien; DROP TABLE x'");
    expect(result.ok && result.statement.sql).not.toContain("DROP");
  });
});

describe("what is asked for with a run is used", () => {
  it("enforces the minimum confidence and says what is weak", () => {
    const result = landing.compile("hana master rows whose planner is null", { minConfidence: 0.95 });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "low_confidence" }] });
    expect(result.ok ? "" : result.diagnostics[0].message).toContain("planner");
  });

  it("reads the ruleset", () => {
    const end = (table: string, column: string) => ({ schema: "main", table, columns: [column] });
    const rule = {
      name: "r",
      comparisons: [{ how: "case_insensitive" }] as const,
      confidence: 1,
      source: end("brz_lnd_RBP_GPU", "Material"),
      target: end("brz_lnd_OPS_EXCEL_GPU", "PLANNING_SKU"),
    };
    const result = landing.compile("products in RBP GPU missing in OPS Excel", {
      ruleset: { name: "RECON_2", version: 1, rules: [rule] },
    });
    expect(result.ok && result.statement.sql).toContain("upper(trim(");
    expect(result.ok && result.explanation.joins[0]).toContain("RECON_2");
  });

  it("takes a graph without tables for an error", () => {
    expect(
      landing.compile("products", { graph: { name: "EMPTY", version: 1, tables: [], relationships: [] } }),
    ).toMatchObject({
      ok: false,
      diagnostics: [{ code: "empty_graph" }],
    });
  });

  it("leaves excluded fields out of joins, and says what to do when nothing is left", () => {
    const excludedFields = ["Material", "Nonsense"];
    const result = landing.compile("products in RBP GPU missing in OPS Excel", { excludedFields });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: "no_join" }] });
    expect(result.ok ? "" : result.diagnostics[0].message).toContain(
      "brz_lnd_RBP_GPU.Material = brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU",
    );
    const other = landing.compile("products in RBP GPU missing in OPS Excel", {
      excludedFields: ["Nonsense"],
    });
    expect(other.ok && other.explanation.warnings.join()).toContain("Nonsense");
  });

  it("counts all rows, however few are returned", () => {
    const result = landing.compile("products in RBP GPU", { limit: 2 });
    if (!result.ok) throw new Error("refused");
    expect(landing.db.prepare(result.statement.sql).all(...result.statement.parameters)).toHaveLength(2);
    expect(landing.db.prepare(result.countStatement.sql).get(...result.countStatement.parameters)).toEqual({
      row_count: 6,
    });
  });
});
