import { listGraphsOfSchemas, raiseVersions } from "../../db/queries/graphs.ts";
import { listCatalogs, saveSchema } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import { catalogText } from "./catalog-text.ts";

/**
 * Changes what is known of a source, as if its graphs had been made again: what people decided is kept, and not used
 * where it is about what is gone. `change` answers null for a catalog that stays as it is.
 */
export async function changeCatalogs(
  db: Db,
  source_id: number,
  change: (catalog: Catalog) => Catalog | null,
): Promise<void> {
  for (const { id, name, catalog } of await listCatalogs(db, source_id)) {
    const changed = change(JSON.parse(catalog) as Catalog);
    if (changed === null) continue;
    await saveSchema(db, { source_id, name, catalog: await catalogText(changed) });
    const graphs = await listGraphsOfSchemas(db, [id]);
    if (graphs.length > 0) await raiseVersions(db, graphs);
  }
}
