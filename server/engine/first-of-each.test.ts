import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

// Legacy names: what a recipe's key is called is said once; a run has the dates it began, is due and was changed.
const bakery = openFixture(
  `CREATE TABLE M_RCP(RCP_CD TEXT, RCP_NM TEXT, OVEN TEXT);
   CREATE TABLE T_RUN(RUN_NO INTEGER, RCP_CD TEXT, PRD_DT DATE, DUE_DT DATE, CHG_DT DATE, KG REAL, QTY_IN REAL, QTY_OUT REAL, LINE TEXT, STAT TEXT);
   CREATE TABLE T_CMPL(CMPL_NO INTEGER, RUN_NO INTEGER, RCP_CD TEXT);
   INSERT INTO M_RCP VALUES ('R-1','Rye','A'),('R-2','Oat','A'),('X1','Bun','B');
   INSERT INTO T_RUN VALUES
     (1,'R-1','2025-01-05','2025-02-05','2025-03-01',10,5,5,'L1','Done'),(2,'R-1','2025-02-05','2025-03-05','2025-03-01',30,6,6,'L1','Done'),
     (3,'R-2','2025-02-07','2025-03-07','2025-03-01',30,7,1,'L1','Scrapped'),(4,'X1','2024-02-07','2025-02-20','2025-03-01',7,8,1,'L2','Done'),
     (5,'X1','2024-12-31','2025-01-31','2025-03-01',6,8,1,NULL,'Done');
   INSERT INTO T_CMPL VALUES (1,1,'R-1'),(2,3,'R-1'),(3,4,NULL);`,
  {
    matches: ["T_RUN.RCP_CD = M_RCP.RCP_CD", "T_CMPL.RUN_NO = T_RUN.RUN_NO", "T_CMPL.RCP_CD = M_RCP.RCP_CD"],
    aliases: { M_RCP: ["recipes"], T_RUN: ["runs"], T_CMPL: ["complaints"] },
    columnAliases: {
      "M_RCP.RCP_CD": ["recipe code"],
      "T_RUN.PRD_DT": ["production date"],
      "T_RUN.DUE_DT": ["due date"],
      "T_RUN.CHG_DT": ["change date"],
      "T_RUN.KG": ["weight"],
      "T_RUN.QTY_IN": ["ordered quantity"],
      "T_RUN.QTY_OUT": ["received quantity"],
    },
  },
);

describe("the first of each", () => {
  it.each([
    ["the heaviest run of each line", [2, 3, 4]],
    ["the run with the highest weight for each line", [2, 3, 4]],
    ["runs with the lowest weight of each line", [1, 4]],
    ["the heaviest done run of each line", [2, 4]],
  ])("%s", (definition, ids) => {
    expect(bakery.column(definition, "RUN_NO")).toEqual(ids);
  });

  it("is said in the reading", () => {
    const result = bakery.compile("the run with the highest weight for each line");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of T_RUN that have the highest KG of each LINE",
    );
  });

  it.each([
    ["the 2 heaviest runs of each line", [2, 3, 4]],
    ["the 3 heaviest runs of each line", [2, 3, 1, 4]],
    ["for each line the two lightest runs", [1, 2, 3, 4]],
    ["top 3 runs by weight per line", [2, 3, 1, 4]],
    ["the 2 done runs with the lowest weight of each line", [1, 2, 4]],
    ["the last two runs of each line by production date", [3, 2, 4]],
  ])("so many of each, with those that equal the last of them: %s", (definition, ids) => {
    const result = bakery.compile(definition);
    expect(result.ok && result.statement.sql, definition).toContain("order by");
    expect(bakery.column(definition, "RUN_NO")).toEqual([...ids].sort());
  });

  it("says how many in the reading", () => {
    const result = bakery.compile("the 2 heaviest runs of each line");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of T_RUN that have one of the 2 highest KG of each LINE, ordered by LINE ascending, then KG descending",
    );
  });

  it.each([
    "the 3 recipes with the most runs of each line",
    "the two most recent complaints of each line",
    "the two runs with the highest weight of each recipe",
    "the largest 2 runs of each recipe by weight",
  ])("is not the first of all, where it cannot be told: %s", (definition) => {
    expect(bakery.compile(definition).ok).toBe(false);
  });
});

describe("what a key is called", () => {
  it("holds wherever it is joined under the same name", () => {
    expect(bakery.column("complaints without a recipe code", "CMPL_NO")).toEqual([3]);
    expect(
      bakery.column("complaints whose recipe code is not the recipe code of the run", "CMPL_NO"),
    ).toEqual([2, 3]);
  });

  it("is first of all that of the table it was said of", () => {
    expect(bakery.column("recipe codes that start with R-", "RCP_CD")).toEqual(["R-1", "R-2"]);
  });
});

describe("the date that is meant", () => {
  it.each([
    ["runs in February 2025", [2, 3]],
    ["runs produced in 2024", [4, 5]],
    ["runs due in February 2025", [1, 4]],
  ])("%s", (definition, ids) => {
    expect(bakery.column(definition, "RUN_NO")).toEqual(ids);
  });
});

describe("a word that several columns have", () => {
  it("is asked about, not guessed", () => {
    const result = bakery.compile("runs with a quantity over 5");
    expect(!result.ok && result.diagnostics[0]?.code).toBe("ambiguous_column");
  });
});
