import { describe, expect, it } from "vitest";
import { openLanding } from "./testing/landing.ts";

const landing = openLanding();
const NOT_IN_OPS = landing.rows("products in RBP GPU which are not in OPS Excel");

function answer(definition: string) {
  const result = landing.compile(definition);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
  return result;
}

describe("a misspelt word", () => {
  it.each([
    ["products in RPB GPU which are not in OPS Excel", "“RPB” read as “RBP”"],
    ["products in RBP GPU which are not in OPS Exel", "“Exel” read as “excel”"],
    ["prodcuts in RBP GPU which are not in OPS Excel", "“prodcuts” read as “product”"],
    ["products in RBP GPU wihch are nto in OPS Excel", "“wihch” read as “which”, “nto” read as “not”"],
    ["brz_lnd_RPB_GPU not in OPS Excel", "“brz_lnd_RPB_GPU” read as “brz_lnd_rbp_gpu”"],
  ])("is corrected, and the reading says so: %s", (definition, correction) => {
    expect(landing.rows(definition)).toEqual(NOT_IN_OPS);
    expect(answer(definition).explanation.reading).toContain(`(${correction})`);
  });

  it("costs confidence, each one more", () => {
    const right = answer("products in RBP GPU which are not in OPS Excel").confidence;
    const once = answer("products in RBP GPU wihch are not in OPS Excel").confidence;
    const twice = answer("products in RBP GPU wihch are nto in OPS Excel").confidence;
    expect(once).toBeLessThan(right - 0.03);
    expect(twice).toBeLessThan(once - 0.03);
  });

  it("is none when it is a word of its own, or when two corrections are as near", () => {
    expect(landing.compile("form OPS Excel").ok).toBe(false);
    expect(landing.compile("OPS Excel whose ploner is blank").ok).toBe(false);
  });

  it("leaves the reading of a definition without one as it is", () => {
    expect(answer("OPS Excel whose customer is Brix").explanation.reading).not.toContain("read as");
  });
});

describe("a definition in another language", () => {
  it.each([
    "Alle Produkte in RBP GPU, die nicht in OPS Excel sind",
    "produits dans RBP GPU qui ne sont pas dans OPS Excel",
    "productos en RBP GPU que no están en OPS Excel",
    "prodotti in RBP GPU che non sono in OPS Excel",
    "продукты в RBP GPU, которых нет в OPS Excel",
    "RBP GPUにあってOPS Excelにない製品",
    "quanti clienti sono senza indirizzo",
    "klanten zonder bestellingen",
    "los clientes que no tienen pedidos",
    "siparişi olmayan müşteriler",
    "klienci bez zamówień",
  ])("is told once that definitions are in English: %s", (definition) => {
    const result = landing.compile(definition);
    expect(result.ok ? [] : result.diagnostics.map(({ code }) => code)).toEqual(["not_english"]);
  });

  it.each([
    "products in RBP GPU without a parking permit",
    "OPS Excel whose frobnication is die or der",
    "zorblax of quux",
    "OPS Excel whose customer is Müller",
  ])("is not an English one with words that nothing knows: %s", (definition) => {
    const result = landing.compile(definition);
    const codes: string[] = result.ok ? [] : result.diagnostics.map(({ code }) => code);
    expect(codes).not.toContain("not_english");
  });
});
