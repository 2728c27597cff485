import { activeInactive, orBlank, retyped } from "../dirt.ts";
import { Random } from "../random.ts";
import { defineTable } from "../table.ts";

/** The operations workbook of the networking business: a much smaller sheet, with names of its own. */
export const opsExcelNbu = defineTable(
  "brz_lnd_OPS_EXCEL_NBU",
  { MATERIAL_PN: "TEXT", PLANNER: "TEXT", ACTIVE_INACTIVE: "TEXT", ITEM_GROUP: "TEXT" },
  function* (products) {
    const random = new Random("brz_lnd_OPS_EXCEL_NBU");
    for (const product of products) {
      if (product.businessUnit !== "NBU" || !product.knownTo.has("ops")) continue;
      const row = {
        MATERIAL_PN: orBlank(random, 0.003, retyped(random, 0.015, product.material)),
        PLANNER: orBlank(random, 0.05, product.planner),
        ACTIVE_INACTIVE: orBlank(random, 0.02, activeInactive(random, product.active)),
        ITEM_GROUP: product.family,
      };
      yield row;
      if (random.chance(0.01)) yield row;
    }
  },
);
