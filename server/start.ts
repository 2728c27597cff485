import fs from "node:fs";
import { openStore, StoreError } from "../db/database.ts";
import { readSettings, type Settings, SettingsError } from "./env.ts";
import { httpApp } from "./http/app.ts";
import { ListenError, listen } from "./http/listen.ts";
import { pageHandler } from "./http/pages.ts";
import { createModelReader } from "./model-reader/reader.ts";
import { composeServices, sampleFolder } from "./services/compose.ts";
import { ownLifeSign } from "./services/life-sign.ts";
import { isLoopback } from "./services/network-address.ts";
import { ensureSampleData } from "./services/sample-data.ts";
import { newToken } from "./services/secret-tokens.ts";
import { storeTrouble } from "./services/store-trouble.ts";

/** How long running executions may go on after SIGTERM before they are ended, in milliseconds. */
const SHUTDOWN_GRACE_MS = 10_000;

/** The composition root: opens the store, builds the services, listens; ends the process on SIGTERM and SIGINT. */
export async function startServer(): Promise<void> {
  try {
    await run(readSettings(process.env));
  } catch (error) {
    const known =
      error instanceof StoreError || error instanceof SettingsError || error instanceof ListenError;
    const reason = known ? error : storeTrouble(error);
    if (!reason) throw error;
    console.error(`Landing KPI cannot start: ${reason.message}`);
    process.exit(1);
  }
}

async function run(settings: Settings): Promise<void> {
  const store = await openStore(settings.databaseFile);
  const { db } = store;
  const { model: modelSettings, ...web } = settings;
  const model = modelSettings && createModelReader(modelSettings);
  const { services, close } = composeServices(db, settings, model, localToday);
  const interrupted = await services.executions.recover();
  if (interrupted > 0) console.log(`${interrupted} interrupted execution(s) were marked as failed.`);
  await services.graphBuilds.recover();
  await services.fileUploads.recover();
  await services.audit.begin();
  await ensureSampleData(db, sampleFolder(settings.databaseFile));

  services.retention.begin();

  const pages = await pageHandler(settings.production);
  const setupCode = settings.setupCode ?? newToken().slice(0, 20);
  const lifeSign = ownLifeSign(settings.databaseFile);
  const own = { setupCode, lifeSign, clientFolder: pages.clientFolder };
  const app = httpApp({ ...web, ...own }, services, pages.handle);
  const server = await listen(app.fetch, settings, pages.developmentFiles);

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    // A second Ctrl+C is a person who will not wait; a second SIGTERM is a supervisor that signals every process.
    if (stopping && signal === "SIGINT") process.exit(1);
    if (stopping) return;
    stopping = true;
    console.log("Stopping: running executions get a moment to end.");
    server.stopListening();
    await services.graphBuilds.shutdown();
    await services.fileUploads.shutdown();
    await services.executions.shutdown(SHUTDOWN_GRACE_MS);
    await server.close();
    await pages.close();
    await close();
    await store.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Where nobody is an administrator by being there, the first account needs the code.
  const wantsCode = !isLoopback(settings.host) || settings.adminToken !== null;
  if (wantsCode && !(await services.signIn.isOn()))
    console.log(
      `There are no accounts yet. Make the first one at ${server.url}/setup with ${settings.setupCode ? "the SETUP_CODE" : `the code ${setupCode}`}.`,
    );
  console.log(`Landing KPI is ready: ${server.url}`);
  console.log(`Its data is in ${fs.realpathSync(settings.databaseFile)}. Stop it with Ctrl+C.`);
}

/** Today's date where the server stands, which is what "today" means in a definition. */
function localToday(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
