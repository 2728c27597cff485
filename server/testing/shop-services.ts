import path from "node:path";
import SQLite from "better-sqlite3";
import { openStore, type Store } from "../../db/database.ts";
import { insertSource } from "../../db/queries/sources.ts";
import type { GraphBuild } from "../contracts/graph-builds.ts";
import { composeServices, type Services } from "../services/compose.ts";
import { temporaryFolder } from "./started-server.ts";

/** Rows 1 to 200 as `n(i)`, to fill tables with. */
export const NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)";

/** A product's services over stores of their own, and a source that is one SQLite file, called SHOP. */
export interface ShopServices {
  readonly services: Services;
  readonly store: Store;
  readonly source_id: number;
  /** Makes the graph SHOP of it, or makes it again; the build as it ended. */
  make(): Promise<GraphBuild>;
  change(script: string): void;
  close(): Promise<void>;
}

export async function openShop(script: string, maxRecords = 10_000): Promise<ShopServices> {
  const folder = temporaryFolder();
  const file = path.join(folder.path, "shop.db");
  const change = (sql: string) => {
    const db = new SQLite(file);
    db.exec(sql);
    db.close();
  };
  change(script);
  const databaseFile = path.join(folder.path, "store", "landing_kpi.db");
  const store = await openStore(databaseFile);
  const settings = {
    ...{ databaseFile, sourceFolders: [folder.path], secretKey: null },
    ...{ maxUploadBytes: 1_000_000, maxRecords, allowedSourceAddresses: [] },
    auditDays: 730,
    runLimits: { inAll: 8, perSource: 2 },
    openId: null,
    mail: null,
  };
  const { services, close } = composeServices(store.db, settings, null, () => "2024-12-31");
  const source = await insertSource(store.db, {
    ...{ name: "SHOP", db_type: "sqlite", secret: null },
    settings: JSON.stringify({ file }),
  });
  return {
    services,
    store,
    source_id: source.id,
    change,
    async make() {
      let build = await services.graphBuilds.start({ kg_name: "SHOP", source_id: source.id });
      while (build.status === "running") {
        await new Promise((resolve) => setTimeout(resolve, 20));
        build = await services.graphBuilds.get(build.id);
      }
      return build;
    },
    async close() {
      await services.graphBuilds.shutdown();
      await services.executions.shutdown(0);
      await close();
      await store.close();
      folder.remove();
    },
  };
}
