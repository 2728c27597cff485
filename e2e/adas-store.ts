import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BrowserContext, expect, request } from "@playwright/test";
import { type StartedServer, startServer } from "../server/testing/started-server.ts";

export const LOGIN = "ada@example.org";
export const PASSWORD = "a long enough password";

/** A store in which Ada has made the first account. */
export interface AdasStore {
  /** Starts a server over a copy of it in a folder of this name. */
  serve(name: string, environment?: Readonly<Record<string, string>>): Promise<StartedServer>;
  /** Of the browser in which she is signed in, on whatever port a copy is served. */
  readonly cookies: Parameters<BrowserContext["addCookies"]>[0];
}

export async function makeAdasStore(dataFolder: string): Promise<AdasStore> {
  const file = join(dataFolder, "ada", "landing_kpi.db");
  const server = await startServer(file);
  const visitor = await request.newContext({ baseURL: server.url });
  const form = { login: LOGIN, name: "Ada", password: PASSWORD };
  expect((await visitor.post("/setup", { form, maxRedirects: 0 })).status()).toBe(303);
  const { cookies } = await visitor.storageState();
  await visitor.dispose();
  // Only the files of a server that has ended are whole.
  await server.stop();
  return {
    cookies,
    serve(name, environment) {
      cpSync(dirname(file), join(dataFolder, name), { recursive: true });
      // The copied store goes on to name the sample's files where they were made.
      const folders = { SOURCE_FOLDERS: join(dirname(file), "demo") };
      return startServer(join(dataFolder, name, "landing_kpi.db"), { ...folders, ...environment });
    },
  };
}
