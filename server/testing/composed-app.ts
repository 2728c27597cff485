import path from "node:path";
import { openStore, type Store } from "../../db/database.ts";
import { httpApp } from "../http/app.ts";
import { composeServices } from "../services/compose.ts";
import { ownLifeSign } from "../services/life-sign.ts";

/** The whole server in this process, without a port and without pages, and the store that it works with. */
export interface ComposedApp {
  readonly app: ReturnType<typeof httpApp>;
  readonly store: Store;
  close(): Promise<void>;
}

export async function composeApp(databaseFile: string): Promise<ComposedApp> {
  const store = await openStore(databaseFile);
  const settings = {
    databaseFile,
    sourceFolders: [path.join(path.dirname(databaseFile), "sources")],
    secretKey: null,
    allowedSourceAddresses: [],
    auditDays: 730,
    runLimits: { inAll: 8, perSource: 2 },
    openId: null,
    mail: null,
    maxUploadBytes: 1_000_000,
    maxRecords: 10_000,
  };
  const composed = composeServices(store.db, settings, null, () => "2026-01-31");
  const web = {
    host: "127.0.0.1",
    allowedHosts: [],
    adminToken: null,
    setupCode: "not used here",
    lifeSign: ownLifeSign(databaseFile),
    trustProxy: false,
    production: true,
    requestLog: false,
    clientFolder: undefined,
  };
  return {
    app: httpApp(web, composed.services, async () => new Response("a page")),
    store,
    async close() {
      await composed.services.executions.shutdown(0);
      await composed.close();
      await store.close();
    },
  };
}
