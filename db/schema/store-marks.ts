import type { Generated } from "kysely";

/** Something that happened to this store, and is remembered once. */
export interface StoreMarksTable {
  /** `sample_offered`: the sample was there, and does not come back by itself. */
  name: string;
  set_at: Generated<string>;
}
