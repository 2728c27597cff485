import { findSource } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import { AppError } from "../errors.ts";
import type { LandingStore } from "./landing-stores.ts";

/** Where the tables of a source of files are kept; an AppError when the source is gone, or is a database. */
export async function landingStoreOf(db: Db, sourceId: number): Promise<LandingStore> {
  const source = await findSource(db, sourceId);
  if (!source) throw new AppError("not_found", `There is no source with id ${sourceId}.`);
  if (source.db_type !== "files")
    throw new AppError(
      "conflict",
      `Files cannot be loaded into ${source.name}: it is a database that is only read. Connect a source of files.`,
    );
  return JSON.parse(source.settings) as LandingStore;
}
