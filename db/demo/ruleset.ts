import type { DemoEnd } from "./graph.ts";

interface DemoRule {
  readonly name: string;
  readonly source: DemoEnd;
  readonly target: DemoEnd;
  /** How the keys are compared. */
  readonly how: "exact" | "trimmed" | "case_insensitive";
  /** 0..1. */
  readonly confidence: number;
}

interface DemoRuleset {
  readonly name: string;
  readonly rules: readonly DemoRule[];
}

/** How the three reconciliations compare material numbers: spreadsheets are typed by hand, extracts are not. */
export const DEMO_RULESET: DemoRuleset = {
  name: "RECON_20251027_001",
  rules: [
    {
      name: "RBP GPU to OPS Excel",
      source: { table: "brz_lnd_RBP_GPU", columns: ["Material"] },
      target: { table: "brz_lnd_OPS_EXCEL_GPU", columns: ["PLANNING_SKU"] },
      how: "case_insensitive",
      confidence: 0.98,
    },
    {
      name: "SKULIFNR to OPS Excel",
      source: { table: "brz_lnd_SKU_LIFNR_Excel", columns: ["Material"] },
      target: { table: "brz_lnd_OPS_EXCEL_GPU", columns: ["PLANNING_SKU"] },
      how: "trimmed",
      confidence: 0.95,
    },
    {
      name: "RBP NBU to OPS Excel NBU",
      source: { table: "brz_lnd_RBP_NBU", columns: ["Material"] },
      target: { table: "brz_lnd_OPS_EXCEL_NBU", columns: ["MATERIAL_PN"] },
      how: "exact",
      confidence: 0.95,
    },
  ],
};
