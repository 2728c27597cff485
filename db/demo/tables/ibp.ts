import { activeInactive, careless, orBlank, retyped } from "../dirt.ts";
import type { Product } from "../products.ts";
import { Random } from "../random.ts";
import { defineTable } from "../table.ts";
import { PLANNERS } from "../vocabulary.ts";

/**
 * The product master of SAP IBP. PRDID is its own number; ZBASEMATERIAL, the planning SKU, is the material of the
 * other systems. Some base materials are planned under two numbers, which they should not be.
 */
export const ibpProductMaster = defineTable(
  "brz_lnd_IBP_Product_Master",
  { PRDID: "TEXT", ZBASEMATERIAL: "TEXT", PRODTYPE: "TEXT", ZPLANNER: "TEXT", ZACTIVEINACTIVE: "TEXT" },
  function* (products) {
    const random = new Random("brz_lnd_IBP_Product_Master");
    let number = 700_000;
    for (const product of products) {
      if (!product.knownTo.has("ibp")) continue;
      const key = orBlank(random, 0.002, retyped(random, 0.008, product.material));
      const copies = random.weighted([
        [1, 96],
        [2, 3],
        [3, 1],
      ]);
      for (let copy = 0; copy < copies; copy += 1) {
        number += random.integer(1, 7);
        yield { PRDID: `P${number}`, ZBASEMATERIAL: key, ...planned(random, product) };
      }
    }
  },
);

function planned(random: Random, product: Product) {
  const wrongType = random.chance(0.015);
  return {
    PRODTYPE: orBlank(
      random,
      0.01,
      careless(random, 0.01, wrongType ? otherType(product) : product.productType),
    ),
    ZPLANNER: orBlank(random, 0.04, random.chance(0.03) ? random.pick(PLANNERS) : product.planner),
    ZACTIVEINACTIVE: activeInactive(random, random.chance(0.02) ? !product.active : product.active),
  };
}

function otherType(product: Product): string {
  return product.productType === "GPU" ? "MODULE" : "GPU";
}
