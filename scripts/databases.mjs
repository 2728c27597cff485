import { spawnSync } from "node:child_process";
import { aptInstall, hasApt } from "./apt.mjs";
import { inRoot, serverNode } from "./project.mjs";
import { Trouble } from "./trouble.mjs";

/** @returns {string[]} the Debian packages of the database servers that the tests start and this machine lacks */
function missingPackages() {
  const found = spawnSync(serverNode(), [inRoot("server/testing/database-programs.ts")], {
    encoding: "utf8",
  });
  if (found.status !== 0) throw new Trouble(`Looking for database servers failed: ${found.stderr}`);
  return found.stdout.split("\n").filter(Boolean);
}

/**
 * PostgreSQL and MariaDB for the tests, which start throw-away servers of them: found, or installed as root on Debian.
 * Where that is not possible it is said here, and the tests that need them fail: nothing passes unseen.
 */
export async function ensureDatabases() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const installed = hasApt() && (await aptInstall(missing).then(() => true, reportTrouble));
  if (installed) return;
  process.stdout.write(
    `Not installed: ${missing.join(", ")}. The tests on these databases will fail; install them and run this again.\n`,
  );
}

/** @param {unknown} error @returns {false} */
function reportTrouble(error) {
  if (!(error instanceof Trouble)) throw error;
  process.stdout.write(`${error.message}\n`);
  return false;
}
