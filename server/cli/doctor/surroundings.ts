import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { productVersion } from "../installation.ts";
import { type Check, says } from "./check.ts";
import { port } from "./port.ts";

const product: Check = () =>
  says("version").ok(`Landing KPI ${productVersion()} on Node ${process.versions.node}.`);

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

/** Checks that need no store. */
export const SURROUNDINGS: readonly Check[] = [product, nativeModule, dataFolder, port];
