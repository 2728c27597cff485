import { activeInactive, careless, orBlank } from "../dirt.ts";
import type { Product } from "../products.ts";
import { Random } from "../random.ts";
import { defineTable } from "../table.ts";
import { PLANTS } from "../vocabulary.ts";

/** The material master as extracted from SAP HANA: one row a material, a second one where a second plant has it. */
export const hanaMaterialMaster = defineTable(
  "hana_material_master",
  {
    MATERIAL: "TEXT",
    MATERIAL_GROUP: "TEXT",
    MATERIAL_TYPE: "TEXT",
    PLANT: "TEXT",
    "Product Type": "TEXT",
    "Business Unit": "TEXT",
    "Product Line": "TEXT",
    OPS_MKTG_NM: "TEXT",
    OPS_STATUS: "TEXT",
    OPS_PLCCODE: "TEXT",
    OPS_PLANNER: "TEXT",
    MAKE_BUY: "TEXT",
  },
  function* (products) {
    const random = new Random("hana_material_master");
    for (const product of products) {
      if (!product.knownTo.has("hana")) continue;
      const row = material(random, product);
      yield row;
      if (random.chance(0.02))
        yield { ...row, PLANT: random.pick(PLANTS.filter((plant) => plant !== row.PLANT)) };
    }
  },
);

function material(random: Random, product: Product) {
  return {
    MATERIAL: product.material,
    MATERIAL_GROUP: `${product.businessUnit}-${product.line.slice(0, 3).toUpperCase()}`,
    MATERIAL_TYPE: random.weighted([
      ["FERT", 80],
      ["HALB", 14],
      ["HAWA", 6],
    ]),
    PLANT: random.pick(PLANTS),
    "Product Type": orBlank(random, 0.01, careless(random, 0.01, product.productType)),
    "Business Unit": product.businessUnit,
    "Product Line": product.line,
    OPS_MKTG_NM: orBlank(random, 0.04, product.marketingName),
    OPS_STATUS: orBlank(random, 0.05, activeInactive(random, product.active)),
    OPS_PLCCODE: orBlank(random, 0.03, product.plcCode),
    OPS_PLANNER: orBlank(random, 0.06, product.planner),
    MAKE_BUY: random.pick(["MAKE", "BUY"]),
  };
}
