import { openStore } from "../../db/database.ts";
import type { Db } from "../../db/schema/store.ts";
import { composeServices, type Services } from "../services/compose.ts";

/** The product over a new store, without sources; `close` ends both. */
export interface OpenedProduct {
  readonly db: Db;
  readonly services: Services;
  close(): Promise<void>;
}

export async function openProduct(databaseFile: string): Promise<OpenedProduct> {
  const store = await openStore(databaseFile);
  const settings = {
    ...{
      databaseFile,
      sourceFolders: [],
      secretKey: null,
      maxUploadBytes: 1,
      maxRecords: 1_000_000,
      allowedSourceAddresses: [],
    },
    auditDays: 730,
    runLimits: { inAll: 1, perSource: 1 },
    openId: null,
    mail: null,
  };
  const { services, close } = composeServices(store.db, settings, null, () => "2026-01-31");
  return {
    db: store.db,
    services,
    async close() {
      await close();
      await store.close();
    },
  };
}
