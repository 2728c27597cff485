import { orBlank, orNull } from "../dirt.ts";
import type { BusinessUnit } from "../products.ts";
import { Random } from "../random.ts";
import { type DemoTable, defineTable } from "../table.ts";

const PERIODS = ["2025-P04", "2025-P05", "2025-P06", "2025-P07", "2025-P08", "2025-P09"];

/** The revenue and business plan: a row per material and fiscal period in which it is planned. */
function rbp(businessUnit: BusinessUnit): DemoTable {
  const name = `brz_lnd_RBP_${businessUnit}`;
  return defineTable(
    name,
    {
      Product_Line: "TEXT",
      Product_Family: "TEXT",
      Business_Unit: "TEXT",
      Material: "TEXT",
      Fiscal_Year_Period: "TEXT",
      Overall_Result: "REAL",
    },
    function* (products) {
      const random = new Random(name);
      for (const product of products) {
        if (product.businessUnit !== businessUnit || !product.knownTo.has("rbp")) continue;
        const first = random.integer(0, PERIODS.length - 1);
        const last = Math.min(PERIODS.length - 1, first + random.integer(0, 2));
        for (const period of PERIODS.slice(first, last + 1)) {
          yield {
            Product_Line: product.line,
            Product_Family: product.family,
            Business_Unit: businessUnit,
            Material: orBlank(random, 0.001, product.material),
            Fiscal_Year_Period: period,
            Overall_Result: orNull(random, 0.01, random.integer(-200, 90_000) / 4),
          };
        }
      }
    },
  );
}

export const rbpGpu = rbp("GPU");
export const rbpNbu = rbp("NBU");
