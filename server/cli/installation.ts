import fs from "node:fs";
import path from "node:path";
import { readSettings, type Settings, SettingsError } from "../env.ts";
import type { Terminal } from "./terminal.ts";
import { badInput } from "./trouble.ts";

/** Where the project is. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** Which version of the product this is. */
export function productVersion(): string {
  return JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")).version;
}

/** The settings of the installation on this machine, as `env` has them. Throws a SettingsError. */
export function readInstallation(env: Terminal["env"]): Settings {
  const here = process.cwd();
  // Relative paths in the settings are meant from the project's folder, where the server is started.
  process.chdir(ROOT);
  try {
    return readSettings(env);
  } finally {
    process.chdir(here);
  }
}

/** The same for commands that can do nothing without them. */
export function installation(env: Terminal["env"]): Settings {
  try {
    return readInstallation(env);
  } catch (error) {
    if (error instanceof SettingsError) throw badInput(error.message);
    throw error;
  }
}
