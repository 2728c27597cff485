import path from "node:path";
import { readSettings, type Settings, SettingsError } from "../env.ts";
import { badInput } from "./trouble.ts";

/** Where the project is. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The settings of the installation on this machine. Throws a SettingsError. */
export function readInstallation(): Settings {
  const here = process.cwd();
  // Relative paths in the settings are meant from the project's folder, where the server is started.
  process.chdir(ROOT);
  try {
    return readSettings(process.env);
  } finally {
    process.chdir(here);
  }
}

/** The same for commands that can do nothing without them. */
export function installation(): Settings {
  try {
    return readInstallation();
  } catch (error) {
    if (error instanceof SettingsError) throw badInput(error.message);
    throw error;
  }
}
