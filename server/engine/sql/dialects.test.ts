import { describe, expect, it } from "vitest";
import { DIALECTS, type Dialect } from "../graph.ts";
import { openLanding } from "../testing/landing.ts";

/** Golden SQL of the main families in each dialect. */
const landing = openLanding();

function sqlOf(definition: string, dialect: Dialect, limit?: number) {
  const result = landing.compile(definition, { dialect, ...(limit === undefined ? {} : { limit }) });
  if (!result.ok) throw new Error(`${definition}: ${result.diagnostics[0].message}`);
  return { ...result.statement, count: result.countStatement };
}

const ABSENT = "RBP NBU products not in OPS Excel NBU";

describe("rows of A not in B", () => {
  it.each([
    [
      "sqlite",
      `select "s"."Product_Line" as "Product_Line", "s"."Business_Unit" as "Business_Unit", "s"."Material" as "Material", "s"."Fiscal_Year_Period" as "Fiscal_Year_Period", "s"."Overall_Result" as "Overall_Result" from "brz_lnd_RBP_NBU" as "s" left join (select distinct "t1"."MATERIAL_PN" as "k1" from "brz_lnd_OPS_EXCEL_NBU" as "t1" where trim("t1"."MATERIAL_PN") <> '') as "r2" on "r2"."k1" = "s"."Material" where "r2"."k1" is null limit ?`,
    ],
    [
      "postgresql",
      `select "s"."Product_Line" as "Product_Line", "s"."Business_Unit" as "Business_Unit", "s"."Material" as "Material", "s"."Fiscal_Year_Period" as "Fiscal_Year_Period", "s"."Overall_Result" as "Overall_Result" from "main"."brz_lnd_RBP_NBU" as "s" left join (select distinct "t1"."MATERIAL_PN" as "k1" from "main"."brz_lnd_OPS_EXCEL_NBU" as "t1" where trim("t1"."MATERIAL_PN") <> '') as "r2" on "r2"."k1" = "s"."Material" where "r2"."k1" is null limit $1`,
    ],
    [
      "mysql",
      "select `s`.`Product_Line` as `Product_Line`, `s`.`Business_Unit` as `Business_Unit`, `s`.`Material` as `Material`, `s`.`Fiscal_Year_Period` as `Fiscal_Year_Period`, `s`.`Overall_Result` as `Overall_Result` from `main`.`brz_lnd_RBP_NBU` as `s` where not exists (select 1 as `one` from `main`.`brz_lnd_OPS_EXCEL_NBU` as `t1` where trim(`t1`.`MATERIAL_PN`) <> '' and `t1`.`MATERIAL_PN` = `s`.`Material`) limit ?",
    ],
    [
      "sqlserver",
      `select top(100) "s"."Product_Line" as "Product_Line", "s"."Business_Unit" as "Business_Unit", "s"."Material" as "Material", "s"."Fiscal_Year_Period" as "Fiscal_Year_Period", "s"."Overall_Result" as "Overall_Result" from "main"."brz_lnd_RBP_NBU" as "s" left join (select distinct "t1"."MATERIAL_PN" as "k1" from "main"."brz_lnd_OPS_EXCEL_NBU" as "t1" where trim("t1"."MATERIAL_PN") <> '') as "r2" on "r2"."k1" = "s"."Material" where "r2"."k1" is null`,
    ],
    [
      "oracle",
      'select "s"."Product_Line" "Product_Line", "s"."Business_Unit" "Business_Unit", "s"."Material" "Material", "s"."Fiscal_Year_Period" "Fiscal_Year_Period", "s"."Overall_Result" "Overall_Result" from "main"."brz_lnd_RBP_NBU" "s" left join (select distinct "t1"."MATERIAL_PN" "k1" from "main"."brz_lnd_OPS_EXCEL_NBU" "t1" where trim("t1"."MATERIAL_PN") is not null) "r2" on "r2"."k1" = "s"."Material" where "r2"."k1" is null fetch next :1 rows only',
    ],
  ] as const)("in %s", (dialect, sql) => {
    expect(sqlOf(ABSENT, dialect, 100).sql).toBe(sql);
  });

  it("is written for MariaDB as for MySQL", () => {
    expect(sqlOf(ABSENT, "mariadb", 100)).toEqual(sqlOf(ABSENT, "mysql", 100));
  });

  it.each(DIALECTS)("counts the same rows without the limit in %s", (dialect) => {
    const { sql, parameters } = sqlOf(ABSENT, dialect, 100).count;
    expect(sql).toMatch(/^select count\(\*\) (as )?.row_count. from \(select 1 /);
    expect(sql).not.toMatch(/limit|top\(|fetch/);
    expect(parameters).toEqual([]);
  });
});

describe("a folded value", () => {
  it.each([
    ["sqlite", 'upper(trim("s"."Active_Inactive")) = upper(?)'],
    ["postgresql", 'upper(trim("s"."Active_Inactive")) = upper($1)'],
    ["mysql", "upper(trim(`s`.`Active_Inactive`)) = upper(?)"],
    ["sqlserver", 'upper(trim("s"."Active_Inactive")) = upper(@1)'],
    ["oracle", 'upper(trim("s"."Active_Inactive")) = upper(:1)'],
  ] as const)("in %s", (dialect, condition) => {
    const { sql, parameters } = sqlOf("OPS Excel products which are inactive", dialect);
    expect(sql).toContain(`where ${condition}`);
    expect(parameters).toEqual(["INACTIVE"]);
  });
});

describe("a blank value", () => {
  it.each([
    ["sqlite", '("s"."Planner" is null or trim("s"."Planner") = \'\')'],
    ["postgresql", '("s"."Planner" is null or trim("s"."Planner") = \'\')'],
    ["mysql", "(`s`.`Planner` is null or trim(`s`.`Planner`) = '')"],
    ["sqlserver", '("s"."Planner" is null or trim("s"."Planner") = \'\')'],
    ["oracle", 'trim("s"."Planner") is null'],
  ] as const)("in %s", (dialect, condition) => {
    expect(sqlOf("OPS Excel products whose planner is missing", dialect).sql).toContain(`where ${condition}`);
  });
});

describe("a date", () => {
  it.each([
    ["sqlite", '("s"."Changed_On" >= ? and "s"."Changed_On" < ?)'],
    ["postgresql", '("s"."Changed_On" >= cast($1 as date) and "s"."Changed_On" < cast($2 as date))'],
    ["mysql", "(`s`.`Changed_On` >= cast(? as date) and `s`.`Changed_On` < cast(? as date))"],
    ["sqlserver", '("s"."Changed_On" >= cast(@1 as date) and "s"."Changed_On" < cast(@2 as date))'],
    [
      "oracle",
      '("s"."Changed_On" >= to_date(:1, \'YYYY-MM-DD\') and "s"."Changed_On" < to_date(:2, \'YYYY-MM-DD\'))',
    ],
  ] as const)("in %s", (dialect, condition) => {
    const { sql, parameters } = sqlOf("OPS Excel rows with changed on in May 2024", dialect);
    expect(sql).toContain(`where ${condition}`);
    expect(parameters).toEqual(["2024-05-01", "2024-06-01"]);
  });
});

describe("duplicates, shares and groups", () => {
  it.each(DIALECTS)("are one statement in %s", (dialect) => {
    expect(sqlOf("duplicate planning SKUs in product master", dialect).sql).toMatch(
      /group by .* having count\(\*\) > .* order by count\(\*\) desc/,
    );
    expect(sqlOf("percentage of RBP GPU products that are in OPS Excel", dialect).sql).toMatch(
      /100\.0 \* sum\(case when (.* is not null|exists \(.*\)) then 1 else 0 end\) \/ nullif\(count\(\*\), 0\)/,
    );
    expect(sqlOf("number of OPS Excel rows per customer", dialect).sql).toMatch(/group by .s.\..Customer./);
  });
});

describe("a value that differs", () => {
  it("compares with the smallest and the largest partner, so that no row is multiplied", () => {
    expect(
      sqlOf("hana master and product master that do not match on product type", "postgresql").sql,
    ).toContain(
      `left join (select "t1"."ZBASEMATERIAL" as "k1", min(coalesce("t1"."PRODTYPE", '')) as "lo", max(coalesce("t1"."PRODTYPE", '')) as "hi" from "main"."brz_lnd_IBP_Product_Master" as "t1" where trim("t1"."ZBASEMATERIAL") <> '' group by "t1"."ZBASEMATERIAL") as "r2" on "r2"."k1" = "s"."MATERIAL" where (coalesce("s"."Product Type", '') <> "r2"."lo" or coalesce("s"."Product Type", '') <> "r2"."hi")`,
    );
  });
});
