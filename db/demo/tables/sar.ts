import { orBlank, orNull, retyped } from "../dirt.ts";
import type { BusinessUnit } from "../products.ts";
import { Random } from "../random.ts";
import { type DemoTable, defineTable } from "../table.ts";
import { PLANNERS, REGIONS } from "../vocabulary.ts";

/** Supply allocation requests: who asked for how many of a material, and how many were granted. */
function sar(businessUnit: BusinessUnit): DemoTable {
  const name = `brz_lnd_SAR_Excel_${businessUnit}`;
  return defineTable(
    name,
    {
      Material: "TEXT",
      Region: "TEXT",
      Requested_Qty: "INTEGER",
      Approved_Qty: "INTEGER",
      Approver: "TEXT",
      Request_Date: "TEXT",
    },
    function* (products) {
      const random = new Random(name);
      for (const product of products) {
        if (product.businessUnit !== businessUnit || !product.knownTo.has("sar")) continue;
        for (let request = random.integer(1, 2); request > 0; request -= 1) {
          const requested = random.integer(1, 80) * 25;
          yield {
            Material: orBlank(random, 0.002, retyped(random, 0.01, product.material)),
            Region: random.pick(REGIONS),
            Requested_Qty: requested,
            Approved_Qty: orNull(random, 0.08, Math.round(requested * random.pick([0, 0.5, 0.75, 1]))),
            Approver: orBlank(random, 0.05, random.pick(PLANNERS)),
            Request_Date: random.date(2025, 2025),
          };
        }
      }
      // Requests for materials that no other system has heard of.
      for (let index = 0; index < 25; index += 1) {
        yield {
          Material: `${businessUnit}-REQ-${String(index).padStart(3, "0")}`,
          Region: random.pick(REGIONS),
          Requested_Qty: random.integer(1, 80) * 25,
          Approved_Qty: null,
          Approver: null,
          Request_Date: random.date(2025, 2025),
        };
      }
    },
  );
}

export const sarGpu = sar("GPU");
export const sarNbu = sar("NBU");
