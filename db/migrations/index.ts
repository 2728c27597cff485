import type { Migration } from "kysely/migration";
import * as foundation from "./0001-foundation.ts";
import * as growingHistory from "./0002-growing-history.ts";
import * as value from "./0003-value.ts";
import * as distinctKey from "./0004-distinct-key.ts";
import * as nearPartners from "./0005-near-partners.ts";
import * as ownSources from "./0006-own-sources.ts";
import * as graphBuilds from "./0007-graph-builds.ts";
import * as rulesetVersions from "./0008-ruleset-versions.ts";
import * as buildChanges from "./0009-build-changes.ts";
import * as fileUploads from "./0010-file-uploads.ts";
import * as runSources from "./0012-run-sources.ts";
import * as schemaSizes from "./0013-schema-sizes.ts";
import * as idempotencyKeys from "./0014-idempotency-keys.ts";
import * as retriedRuns from "./0015-retried-runs.ts";
import * as retention from "./0016-retention.ts";
import * as accounts from "./0020-accounts.ts";
import * as apiKeys from "./0021-api-keys.ts";
import * as executedBy from "./0022-executed-by.ts";
import * as audit from "./0023-audit.ts";
import * as thresholds from "./0024-thresholds.ts";
import * as runsOfAll from "./0025-runs-of-all.ts";
import * as kpiVersions from "./0026-kpi-versions.ts";
import * as groupLimits from "./0027-group-limits.ts";
import * as wholeQueries from "./0028-whole-queries.ts";
import * as openIdLinks from "./0029-openid-links.ts";
import * as sessionsAndLinks from "./0030-sessions-and-links.ts";
import * as foldedRows from "./0031-folded-rows.ts";
import * as retentionIndex from "./0032-retention-index.ts";
import * as sqlPins from "./0033-sql-pins.ts";

/** Numbered and frozen: a change of the store is a new file with the next number, never an edit of an old one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-foundation": foundation,
  "0002-growing-history": growingHistory,
  "0003-value": value,
  "0004-distinct-key": distinctKey,
  "0005-near-partners": nearPartners,
  "0006-own-sources": ownSources,
  "0007-graph-builds": graphBuilds,
  "0008-ruleset-versions": rulesetVersions,
  "0009-build-changes": buildChanges,
  "0010-file-uploads": fileUploads,
  "0012-run-sources": runSources,
  "0013-schema-sizes": schemaSizes,
  "0014-idempotency-keys": idempotencyKeys,
  "0015-retried-runs": retriedRuns,
  "0016-retention": retention,
  "0020-accounts": accounts,
  "0021-api-keys": apiKeys,
  "0022-executed-by": executedBy,
  "0023-audit": audit,
  "0024-thresholds": thresholds,
  "0025-runs-of-all": runsOfAll,
  "0026-kpi-versions": kpiVersions,
  "0027-group-limits": groupLimits,
  "0028-whole-queries": wholeQueries,
  "0029-openid-links": openIdLinks,
  "0030-sessions-and-links": sessionsAndLinks,
  "0031-folded-rows": foldedRows,
  "0032-retention-index": retentionIndex,
  "0033-sql-pins": sqlPins,
};
