import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { ListenError, listen } from "../../http/listen.ts";
import { ROOT } from "../installation.ts";
import { type Check, says } from "./check.ts";

const product: Check = () => {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  return says("version").ok(`Landing KPI ${version} on Node ${process.versions.node}.`);
};

const nativeModule: Check = () => {
  const { ok, problem } = says("database module");
  try {
    const sqlite = new SQLite(":memory:");
    const version = sqlite.prepare("SELECT sqlite_version()").pluck().get();
    sqlite.close();
    return ok(`SQLite ${version} loads.`);
  } catch (error) {
    return problem(
      `It does not load (${(error as Error).message}). Delete node_modules and run npm start, which installs it anew.`,
    );
  }
};

const dataFolder: Check = ({ settings }) => {
  const folder = path.dirname(settings.databaseFile);
  const { ok, warning, problem } = says("data folder");
  if (!fs.existsSync(folder))
    return warning(
      `${folder} is not there. The first start makes it; or say with LANDING_KPI_DB where it is.`,
    );
  try {
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    return ok(`${folder} can be written.`);
  } catch {
    return problem(`${folder} cannot be written. Give the server's user write access to it.`);
  }
};

const port: Check = async ({ settings, holder }) => {
  const { ok, problem } = says("port");
  const place = `${settings.host}:${settings.port}`;
  try {
    const listening = await listen(() => new Response(), settings, undefined);
    listening.stopListening();
    await listening.close();
    return ok(`${place} is free.`);
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    if (holder !== null) return ok(`${place} is taken; a server runs (${holder}).`);
    return problem(`No server has the database, but ${error.message}`);
  }
};

/** Checks that need no store. */
export const SURROUNDINGS: readonly Check[] = [product, nativeModule, dataFolder, port];
