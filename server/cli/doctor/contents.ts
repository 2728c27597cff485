import path from "node:path";
import { sql } from "kysely";
import { searchAudit } from "../../../db/queries/audit.ts";
import { listGraphNames } from "../../../db/queries/graphs.ts";
import { listSources } from "../../../db/queries/sources.ts";
import { SourceError } from "../../connectors/connector.ts";
import { AppError } from "../../errors.ts";
import { besideStore } from "../../services/backup/places.ts";
import { checkDisk } from "../../services/health.ts";
import { enumerate } from "../../services/text.ts";
import { createVault } from "../../services/vault.ts";
import { type Finding, type StoreCheck, says } from "./check.ts";

/** A clock that is wrong by less does no harm, in milliseconds. */
const CLOCK_MS = 300_000;

const disk: StoreCheck = async ({ db }) => {
  const { ok, message, free_bytes } = await checkDisk(db);
  const finding = says("disk");
  return ok
    ? finding.ok(`${Math.floor((free_bytes ?? 0) / 1_000_000)} MB are free.`)
    : finding.problem(message ?? "");
};

const clock: StoreCheck = async ({ db }) => {
  const { ok, warning } = says("clock");
  const [last] = await searchAudit(db, {}, 1);
  if (last && Date.parse(last.at) > Date.now() + CLOCK_MS)
    return warning(
      `The last entry of the audit is of ${last.at}, which is to come. Set this machine's clock.`,
    );
  return ok(`It is ${new Date().toISOString()}.`);
};

const runs: StoreCheck = async ({ db }, { holder }) => {
  const { ok, warning } = says("runs");
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM kpi_execution_results
    WHERE execution_status IN ('pending', 'running')`.execute(db);
  const n = rows[0]?.n ?? 0;
  if (n > 0 && holder === null)
    return warning(`${n} were left unfinished. The next start of the server marks them as failed.`);
  return ok(`${n} wait or run.`);
};

const audit: StoreCheck = async ({ services }) => {
  const { ok, problem } = says("audit");
  const { success, message } = await services.audit.verify({});
  return success
    ? ok(message)
    : problem(`${message} Compare it with a backup: landing-kpi audit verify tells each.`);
};

const key: StoreCheck = async ({ db }, { settings }) => {
  const { ok, problem } = says("key");
  const { keyFile } = besideStore(settings.databaseFile);
  const vault = createVault({ secretKey: settings.secretKey, keyFile });
  const sealed = (await listSources(db)).filter(({ secret }) => secret !== null);
  for (const { name, secret } of sealed)
    try {
      vault.open(secret as string);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return problem(`${name}: ${error.message} (In ${path.dirname(keyFile)}.)`);
    }
  return ok(`It opens ${sealed.length} of ${sealed.length} passwords.`);
};

const mail: StoreCheck = async ({ services: { mailer } }) => {
  const { ok, problem } = says("mail");
  if (!mailer) return ok("No mail server is configured; administrators hand links over themselves.");
  const why = await mailer.check();
  return why === null
    ? ok(`The mail server ${mailer.server} answers.`)
    : problem(`No mail can be sent: ${why}. Check SMTP_URL, and that the server runs.`);
};

/** The provider's own description is read, as with each sign-in; nobody signs in. */
const openId: StoreCheck = async ({ services: { openId: provider } }) => {
  const { ok, problem } = says("sign-in");
  if (!provider) return ok("No provider of OpenID Connect is configured.");
  try {
    await provider.begin("/");
    return ok(`${provider.name} answers.`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return problem(`${error.message} Check OIDC_ISSUER, and that this machine reaches it.`);
  }
};

/** Each source is asked as its page's Test does, with the same time limit; all at once. */
const sources: StoreCheck = async ({ db, services }) => {
  const asked = (await listSources(db)).map(async ({ id, name }) => {
    const { ok, problem } = says(`source ${name}`);
    try {
      const { success, message } = await services.sources.testSaved(id);
      return success ? ok(message) : problem(message);
    } catch (error) {
      if (error instanceof AppError) return problem(error.message);
      throw error;
    }
  });
  return (await Promise.all(asked)).flat();
};

/** As many as a line holds. */
const NAMED = 10;

/** Each graph against what its source has now. A source that cannot be read has its own finding. */
const graphs: StoreCheck = async ({ db, services }) => {
  const findings: Finding[] = [];
  for (const name of await listGraphNames(db)) {
    const { ok, warning } = says(`graph ${name}`);
    try {
      const gone = await services.graphBuilds.gone(name);
      if (gone.length === 0) findings.push(...ok("Its source has all of its tables and columns."));
      else {
        const more = gone.length > NAMED ? ` and ${gone.length - NAMED} more` : "";
        findings.push(
          ...warning(
            `Its source has no longer ${enumerate(gone.slice(0, NAMED))}${more}. Make the graph again, or bring them back.`,
          ),
        );
      }
    } catch (error) {
      if (!(error instanceof SourceError || error instanceof AppError)) throw error;
    }
  }
  return findings;
};

/** Checks of what is in the store. */
export const CONTENTS: readonly StoreCheck[] = [disk, clock, runs, audit, key, mail, openId, sources, graphs];
