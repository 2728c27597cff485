import { careless, orBlank, orNull, retyped } from "../dirt.ts";
import { Random } from "../random.ts";
import { defineTable } from "../table.ts";
import { LOADERS, SUPPLIERS } from "../vocabulary.ts";

/** Who supplies a material, and how many days it takes: a row per material and supplier (LIFNR in SAP). */
export const skuLifnr = defineTable(
  "brz_lnd_SKU_LIFNR_Excel",
  { Material: "TEXT", Supplier: "TEXT", Lead_time: "INTEGER", Product_Type: "TEXT", Created_By: "TEXT" },
  function* (products) {
    const random = new Random("brz_lnd_SKU_LIFNR_Excel");
    for (const product of products) {
      if (!product.knownTo.has("sku")) continue;
      const key = retyped(random, 0.01, product.material);
      const first = random.integer(0, SUPPLIERS.length - 1);
      const howMany = random.weighted([
        [1, 60],
        [2, 30],
        [3, 10],
      ]);
      for (let index = 0; index < howMany; index += 1) {
        yield {
          Material: orBlank(random, 0.001, key),
          Supplier: SUPPLIERS[(first + index * 5) % SUPPLIERS.length]?.name ?? null,
          Lead_time: orNull(random, 0.03, random.integer(2, 26) * 7),
          Product_Type: careless(random, 0.01, product.productType),
          Created_By: random.pick(LOADERS),
        };
      }
    }
  },
);
