import { describe, expect, it } from "vitest";
import { openLanding } from "./testing/landing.ts";

const landing = openLanding();

function suggestionsFor(definition: string): string[] {
  const result = landing.compile(definition);
  if (result.ok) throw new Error(`${definition} is answered: ${result.explanation.reading}`);
  return result.diagnostics.flatMap(({ suggestions }) => suggestions);
}

const REFUSED = [
  "products in RBP GPU missing in the SWIFT archive",
  "OPS Excel products with a low citation count",
  "discontinued OPS Excel products",
  "obsolete hana master",
  "RBP GPU vs OPS Excel",
  "OPS Excel products whose loyalty tier is gold",
  "products of RBP NBU that are not in OPS Excel GPU",
  "all rows of RBP",
  "active RBP GPU with a parking permit and a licence",
  "SKULIFNR far from OPS Excel",
  "top 5 top 7 RBP GPU products",
  "show me the unicorns",
  "zorblax of quux",
  "Alle Produkte in RBP GPU, die nicht in OPS Excel sind",
  "OPS Excel with supplier S1 or a licence",
  "hana master whose planer or bilding is red",
  "? ! ,",
  "1234",
];

describe("a refusal", () => {
  it.each(REFUSED)("suggests definitions that are answered, and are no mere names: %s", (definition) => {
    const suggestions = suggestionsFor(definition);
    expect(suggestions.length).toBeGreaterThan(0);
    for (const suggestion of suggestions) {
      const result = landing.compile(suggestion);
      expect(result.ok ? result.operation : result.diagnostics[0].message).not.toBe("LIST");
      expect(result.ok, suggestion).toBe(true);
    }
  });

  it.each([
    ["number of rows of RBP", "number of rows of brz_lnd_RBP_GPU"],
    ["RBP GPU vs OPS Excel", "rows of brz_lnd_RBP_GPU not in brz_lnd_OPS_EXCEL_GPU"],
    ["products in RBP GPU not in OPS Excel without a parking permit", "products in RBP GPU not in OPS Excel"],
    ["OPS Excel whose customer tier is Brix", "OPS Excel whose Customer is Brix"],
  ])("first suggests the definition with the phrase put right: %s", (definition, suggestion) => {
    expect(suggestionsFor(definition)[0]).toBe(suggestion);
  });

  it("never leaves a word out that turns the meaning of the rest", () => {
    for (const suggestion of suggestionsFor("RBP GPU that neither OPS Excel nor frobnications mention"))
      expect(suggestion).not.toMatch(/that OPS Excel/);
  });

  it("never says that the nearest name to a name is that name, nor to add an alias where none can be added", () => {
    for (const definition of REFUSED) {
      const result = landing.compile(definition);
      for (const { message } of result.ok ? [] : result.diagnostics) expect(message).not.toContain("alias");
    }
    const result = landing.compile("OPS Excel Customer times Unit_Cost");
    expect(result.ok ? "" : result.diagnostics.map(({ message }) => message).join(" ")).not.toMatch(
      /"(\w+)" is not .* nearest names are \1[,.]/,
    );
  });
});
