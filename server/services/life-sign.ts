import { createHash } from "node:crypto";
import { describeHolder } from "../../db/store-lock.ts";

/** What the server answers where it is asked whether it lives: that it is this product, and which start of it. */
export interface LifeSign {
  readonly success: true;
  readonly product: "Landing KPI";
  /** The same for whoever knows which process has the store, and nothing to anybody else. */
  readonly instance: string;
}

/** The sign of the process that has the store, by what `describeHolder` and `holderOf` say of it. */
export function lifeSign(holder: string): LifeSign {
  const instance = createHash("sha256").update(holder).digest("hex").slice(0, 16);
  return { success: true, product: "Landing KPI", instance };
}

/** The sign of this process, which has the store. */
export function ownLifeSign(databaseFile: string): LifeSign {
  return lifeSign(describeHolder(databaseFile));
}
