import fs from "node:fs";
import SQLite from "better-sqlite3";
import { expectedSchema } from "../../../db/database.ts";
import { schemaNames, storeVersion } from "../../../db/store-version.ts";
import { type Finding, type Installation, says } from "./check.ts";

/** Whether the store can be read and is one of this version; `usable`: whether what is in it can be looked at. */
export async function checkStore({
  settings,
  holder,
}: Installation): Promise<{ findings: Finding[]; usable: boolean }> {
  const file = settings.databaseFile;
  const { ok, warning, problem } = says("database");
  const without = (findings: Finding[]) => ({ findings, usable: false });
  if (!fs.existsSync(file))
    return without(warning(`${file} is not there. The first start makes it; or restore a backup.`));
  let sqlite: SQLite.Database | undefined;
  try {
    sqlite = new SQLite(file, { readonly: true, timeout: 5000 });
    const found = sqlite.pragma("quick_check", { simple: true });
    if (found !== "ok") return without(problem(`${file} is damaged (${found}). Restore a backup.`));
    const version = storeVersion(sqlite);
    if (!version) return without(problem(`${file} is no database of Landing KPI. Correct LANDING_KPI_DB.`));
    if (version.newer.length > 0)
      return without(
        problem(`${file} is of a newer version (it knows ${version.newer.join(", ")}). Update Landing KPI.`),
      );
    if (version.pending.length > 0)
      return without(
        warning(`${file} is of an earlier version. Make a backup; the next start brings it to this one.`),
      );
    const names = new Set(schemaNames(sqlite));
    const missing = (await expectedSchema()).filter((name) => !names.has(name));
    if (missing.length > 0) return without(problem(`${file} lacks ${missing.join(", ")}. Restore a backup.`));
    const who = holder === null ? "no server has it" : `${holder} has it`;
    return { findings: ok(`${file} is whole and of this version; ${who}.`), usable: true };
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    return without(
      problem(`${file} cannot be read (${error.message}). Check who may read it, or restore a backup.`),
    );
  } finally {
    sqlite?.close();
  }
}
