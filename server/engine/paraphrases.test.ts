import { describe, expect, it } from "vitest";
import { openLanding } from "./testing/landing.ts";

/** One question, as different analysts write it: every phrasing finds the same rows. */
const landing = openLanding();

describe("products in RBP GPU that OPS Excel does not have", () => {
  it.each([
    "Show me all products in RBP GPU which are not in OPS Excel",
    "products in RBP GPU missing in OPS Excel",
    "which products are in RBP GPU but not in OPS Excel?",
    "RBP GPU products absent from OPS Excel",
    "products that exist in RBP GPU but do not exist in OPS Excel",
    "RBP GPU minus OPS Excel",
    "products only in RBP GPU and not in OPS Excel",
    "RBP GPU vs OPS Excel: missing products",
    "products missing in OPS Excel compared to RBP GPU",
    "compare RBP GPU with OPS Excel and list what is missing in OPS Excel",
    "materials of RBP GPU that cannot be found in OPS Excel",
    "RBP GPU materials OPS Excel does not have",
    "RBP GPU products w/o a match in OPS Excel",
    "PRODUCTS IN RBP GPU NOT IN OPS EXCEL",
    "prodcts in rbp gpu which are mising in ops excel",
    "I need all the products from RBP GPU that OPS Excel lacks",
    "Which RBP GPU products does OPS Excel not have?",
    "not in OPS Excel but in RBP GPU",
    "Give me every RBP GPU product that isn't in OPS Excel",
    "products RBP GPU has and OPS Excel doesn't",
    "brz_lnd_RBP_GPU not in brz_lnd_OPS_EXCEL",
    "RBP GPU rows lacking a corresponding row in OPS Excel",
  ])("%s", (definition) => {
    expect(landing.column(definition, "Material")).toEqual(["M5", null]);
    expect(landing.compile(definition)).toMatchObject({
      queryType: "COMPARISON_QUERY",
      operation: "NOT_IN",
      sourceTable: "brz_lnd_RBP_GPU",
    });
  });
});

describe("products in both", () => {
  it.each([
    "products in RBP GPU which are also in OPS Excel",
    "RBP GPU products found in OPS Excel",
    "products present in RBP GPU as well as in OPS Excel",
    "RBP GPU products that OPS Excel has too",
    "RBP GPU products with a matching record in OPS Excel",
  ])("%s", (definition) => {
    expect(landing.column(definition, "Material")).toEqual(["M1", "M1", "M2", "M3"]);
  });
});

describe("inactive products", () => {
  it.each([
    "Count all products where status is inactive",
    "how many products are inactive",
    "number of inactive products",
    "count of products with status inactive",
    "Count the products whose status equals 'Inactive'",
    "products with status = inactive, count",
  ])("%s", (definition) => {
    expect(landing.rows(definition)).toEqual([{ row_count: 2 }]);
  });

  it.each([
    "products in RBP GPU which are inactive in OPS Excel",
    "RBP GPU products marked as inactive in OPS Excel",
    "products in RBP GPU whose status in OPS Excel is inactive",
    "products in RBP GPU flagged inactive by OPS Excel",
    "RBP GPU products having an inactive entry in OPS Excel",
    "products in RBP GPU and inactive in OPS Excel",
    "products in RBP GPU which are in OPS Excel but inactive there",
    "which products of RBP GPU are flagged as inactive in OPS Excel?",
  ])("%s", (definition) => {
    expect(landing.column(definition, "Material")).toEqual(["M2", "M3"]);
  });
});

describe("duplicates", () => {
  it.each([
    "Show me all duplicate planning SKUs in the product master",
    "planning SKUs that occur more than once in the product master",
    "which planning SKUs are duplicated in product master?",
    "product master: duplicates by planning sku",
    "non unique planning SKUs in product master",
    "product master rows sharing the same planning SKU",
  ])("%s", (definition) => {
    expect(landing.rows(definition)).toEqual([{ ZBASEMATERIAL: "M1", row_count: 2 }]);
  });

  it("counts them", () => {
    expect(landing.rows("how many planning SKUs are duplicated in the product master?")).toEqual([
      { duplicate_count: 1 },
    ]);
  });
});

describe("values that differ", () => {
  it.each([
    "hana material master and ibp product master that do not match on product type",
    "hana master and product master disagree on product type",
    "hana master vs product master product type mismatch",
    "products whose product type differs between hana master and product master",
    "hana master rows whose product type does not match the product type in product master",
    "compare product type between hana master and product master: show mismatches",
  ])("%s", (definition) => {
    const rows = landing.rows(definition);
    expect(rows.map((row) => row.MATERIAL ?? row.ZBASEMATERIAL)).toEqual(["M2"]);
  });
});

describe("missing values", () => {
  it.each([
    "missing ops status from product master and hana master of GPU product type",
    "hana master and product master with product type GPU and ops status null",
    "GPU products in both hana master and product master whose ops status is blank",
  ])("%s", (definition) => {
    expect(landing.column(definition, "MATERIAL")).toEqual(["M4"]);
  });
});

describe("a negation denies what it stands before, and a list that it begins", () => {
  it.each([
    ["hana master with no ops planner, product type GPU", ["M2", "M4", "M9"]],
    ["hana master with product type GPU and no ops planner", ["M2", "M4", "M9"]],
    ["hana master without ops planner, with product type GPU, that are in the product master", ["M2", "M4"]],
    ["hana master materials that are also in IBP, with product type GPU and no ops planner", ["M2", "M4"]],
    ["hana master with no ops status and ops planner", ["M4"]],
  ])("%s", (definition, expected) => {
    expect(landing.column(definition, "MATERIAL")).toEqual(expected);
  });
});

describe("the most frequent values of a column", () => {
  it.each([
    "top 1 customers by number of products in OPS Excel",
    "the customer with the most products in OPS Excel",
  ])("%s", (definition) => {
    expect(landing.rows(definition)).toEqual([{ Customer: "Brix", row_count: 3 }]);
  });

  it("are ordered by the figure that is named", () => {
    expect(landing.rows("top 1 product lines in RBP GPU by total overall result")).toEqual([
      { Product_Line: "L1", sum_Overall_Result: 60 },
    ]);
  });

  it("are those of the table that is named, whatever else a general noun may be part of", () => {
    expect(landing.rows("count of products per customer in OPS Excel")).toEqual(
      expect.arrayContaining([
        { Customer: "Acme", row_count: 2 },
        { Customer: "Brix", row_count: 3 },
      ]),
    );
  });
});

describe("two tables named as equals: rows of the first that has the column", () => {
  it.each([
    ["mismatch of product type between hana master and product master", "hana_material_master"],
    ["mismatch of product type between product master and hana master", "brz_lnd_IBP_Product_Master"],
    ["product type differs between product master and hana master", "brz_lnd_IBP_Product_Master"],
    ["product type differs between hana master and product master", "hana_material_master"],
    ["compare product type of product master and hana master", "brz_lnd_IBP_Product_Master"],
    ["compare product type of hana master and product master", "hana_material_master"],
    ["product master and hana master that do not match on product type", "brz_lnd_IBP_Product_Master"],
    ["hana master and product master that do not match on product type", "hana_material_master"],
    ["missing ops status in hana master and product master with product type GPU", "hana_material_master"],
    ["missing product type in product master and hana master", "brz_lnd_IBP_Product_Master"],
  ])("%s", (definition, table) => {
    expect(landing.compile(definition)).toMatchObject({ ok: true, sourceTable: table });
  });
});

describe("columns of another table", () => {
  it.each([
    "products in RBP GPU missing in SKULIFNR, also show ops status and ops planner from hana master",
    "RBP GPU products not in SKULIFNR together with ops status and ops planner of hana master",
    "products in RBP GPU that are missing from SKULIFNR; include ops status, ops planner from hana master",
  ])("%s", (definition) => {
    const rows = landing.rows(definition);
    expect(rows.map((row) => [row.Material, row.OPS_STATUS, row.OPS_PLANNER])).toEqual(
      expect.arrayContaining([
        ["M2", "INACTIVE", null],
        ["M5", null, null],
        [null, null, null],
      ]),
    );
    expect(rows).toHaveLength(3);
  });

  it("takes the looked-up table for the source when no other is named", () => {
    const rows = landing.rows("missing in SKULIFNR, also show ops status and ops planner from hana master");
    expect(rows.map((row) => row.MATERIAL).sort()).toEqual(["M2", "M4", "M9"]);
  });
});

describe("dates and numbers", () => {
  it.each([
    ["OPS Excel products changed on or after 2024-05-01", ["M1", "M2"]],
    ["OPS Excel products with changed on in May 2024", ["M1", "M2"]],
    ["OPS Excel rows where changed on is between 2024-05-01 and 2024-05-31", ["M1", "M2"]],
    ["OPS Excel products whose changed on date is older than 2 years", ["M3"]],
    ["OPS Excel products with a negative unit cost", ["M7"]],
    ["OPS Excel rows where unit cost is zero", ["M3"]],
    ["OPS Excel rows with unit cost between 1 and 2", ["M1"]],
    ["OPS Excel products whose customer is not Acme", ["M2", "M3", "M7"]],
    ["OPS Excel products of customer Acme or country US", ["M1", "M2", "M3", "M7"]],
    ["OPS Excel rows whose planner starts with 'A'", ["M1"]],
    ["OPS Excel rows whose customer contains rix", ["M2", "M3", "M7"]],
  ])("%s", (definition, expected) => {
    expect(landing.column(definition, "PLANNING_SKU")).toEqual(expected);
  });
});

describe("aggregates", () => {
  it.each([
    ["average lead time in SKULIFNR", { avg_Lead_time: (30 + 120 + 95) / 3 }],
    ["highest lead time in SKULIFNR", { max_Lead_time: 120 }],
    ["total overall result in RBP GPU", { sum_Overall_Result: 63 }],
    ["number of distinct materials in RBP GPU", { distinct_Material: 4 }],
    ["percentage of RBP GPU products that are in OPS Excel", { percentage: 400 / 6 }],
  ])("%s", (definition, expected) => {
    expect(landing.rows(definition)).toEqual([expected]);
  });

  it("groups and orders", () => {
    expect(landing.rows("count of OPS Excel rows by customer, highest first")).toEqual([
      { Customer: "Brix", row_count: 3 },
      { Customer: "Acme", row_count: 2 },
    ]);
    expect(landing.rows("top 2 SKULIFNR rows by lead time").map((row) => row.Lead_time)).toEqual([120, 95]);
  });
});

describe("what cannot be answered is refused", () => {
  it.each([
    ["products in RBP GPU missing in the SWIFT archive", "unknown_phrase"],
    ["OPS Excel products with a low citation count", "unknown_phrase"],
    ["discontinued OPS Excel products", "unknown_phrase"],
    ["obsolete hana master", "unknown_phrase"],
    ["RBP GPU vs OPS Excel", "ambiguous_reading"],
    ["OPS Excel products whose loyalty tier is gold", "unknown_phrase"],
    ["products of RBP NBU that are not in OPS Excel GPU", "no_join"],
    ["", "empty_definition"],
    ["show me the unicorns", "no_table"],
    ["x ".repeat(3000), "definition_too_long"],
  ])("%s", (definition, code) => {
    const result = landing.compile(definition);
    expect(result.ok ? result.explanation.reading : result.diagnostics[0].code).toBe(code);
  });
});
