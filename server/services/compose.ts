import path from "node:path";
import { storeRevision } from "../../db/queries/revision.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import { type AccountService, createAccountService } from "./accounts.ts";
import { type AliasService, createAliasService } from "./aliases.ts";
import { type ApiKeyService, createApiKeyService } from "./api-keys.ts";
import { type AuditService, createAuditService } from "./audit.ts";
import { besideStore } from "./backup/places.ts";
import { type ComparisonExportService, createComparisonExportService } from "./comparison-export.ts";
import { createComparisonRunner } from "./comparison-runner.ts";
import { type ComparisonService, createComparisonService } from "./comparisons.ts";
import { createDrilldownService, type DrilldownService } from "./drilldown.ts";
import { createExecutionService, type ExecutionService } from "./executions.ts";
import { createFacetService, type FacetService } from "./facets.ts";
import { createFileTableService, type FileTableService } from "./file-tables.ts";
import { createFileUploadService, type FileUploadService } from "./file-uploads.ts";
import { createForgottenPasswordService, type ForgottenPasswordService } from "./forgotten-passwords.ts";
import { createGraphBuildService, type GraphBuildService } from "./graph-builds.ts";
import { createGraphReader } from "./graph-reader.ts";
import { createGraphService, type GraphService } from "./graphs.ts";
import { createGroupLimitService, type GroupLimitService } from "./group-limits.ts";
import { createGroupRowsService, type GroupRowsService } from "./group-rows.ts";
import { createHealthService, type HealthService } from "./health.ts";
import { createHomeService, type HomeService } from "./home.ts";
import { createKpiVersionService, type KpiVersionService } from "./kpi-versions.ts";
import { createKpiService, type KpiService } from "./kpis.ts";
import { createLandingStores } from "./landing-stores.ts";
import { createLiveRowsService, type LiveRowsService } from "./live-rows.ts";
import { LiveRuns } from "./live-runs.ts";
import { createMailer, type Mailer, type MailSettings } from "./mail.ts";
import { createNetworkAddresses } from "./network-address.ts";
import { OpenStreams } from "./open-streams.ts";
import { createOpenIdConnect, type OpenIdConnect, type OpenIdSettings } from "./openid-connect.ts";
import { createPreviewService, type PreviewService } from "./preview.ts";
import { createRelationshipService, type RelationshipService } from "./relationships.ts";
import { createRetentionService, type RetentionService } from "./retention.ts";
import { createRowExportService, type RowExportService } from "./row-export.ts";
import { createRowSearch } from "./row-search.ts";
import { createRulesetKpiService, type RulesetKpiService } from "./ruleset-kpis.ts";
import { createRulesetService, type RulesetService } from "./rulesets.ts";
import { type QueueLimits, RunQueue } from "./run-queue.ts";
import { createSampleService, type SampleService } from "./sample.ts";
import { createSignInService, type SignInService } from "./sign-in.ts";
import { createSourceConnections } from "./source-connections.ts";
import { createSourceFolders } from "./source-folders.ts";
import { createSourceKinds } from "./source-kinds.ts";
import { createSourceService, type SourceService } from "./sources.ts";
import { createSqlPinService, type SqlPinService } from "./sql-pin/sql-pins.ts";
import { createTrendService, type TrendService } from "./trends.ts";
import { createVault } from "./vault.ts";

/** What procedures call. */
export interface Services {
  readonly kpis: KpiService;
  readonly kpiVersions: KpiVersionService;
  readonly sqlPins: SqlPinService;
  readonly home: HomeService;
  readonly health: HealthService;
  readonly executions: ExecutionService;
  readonly retention: RetentionService;
  readonly trends: TrendService;
  readonly drilldown: DrilldownService;
  readonly facets: FacetService;
  readonly rowExports: RowExportService;
  readonly comparisons: ComparisonService;
  readonly comparisonExports: ComparisonExportService;
  readonly groupRows: GroupRowsService;
  readonly liveRows: LiveRowsService;
  readonly graphs: GraphService;
  readonly preview: PreviewService;
  readonly sources: SourceService;
  readonly sample: SampleService;
  readonly fileUploads: FileUploadService;
  readonly fileTables: FileTableService;
  readonly graphBuilds: GraphBuildService;
  readonly relationships: RelationshipService;
  readonly aliases: AliasService;
  readonly rulesets: RulesetService;
  readonly rulesetKpis: RulesetKpiService;
  readonly signIn: SignInService;
  /** Null where no provider is configured. */
  readonly openId: OpenIdConnect | null;
  /** Both null where no mail server is configured. */
  readonly mailer: Mailer | null;
  readonly forgottenPasswords: ForgottenPasswordService | null;
  readonly accounts: AccountService;
  readonly apiKeys: ApiKeyService;
  readonly groupLimits: GroupLimitService;
  readonly audit: AuditService;
  readonly openStreams: OpenStreams;
  /** A text that is another one after anything in the store has changed. */
  readonly revision: () => Promise<string>;
}

export interface ServiceSettings {
  /** Absolute path of the product's database. */
  readonly databaseFile: string;
  /** Absolute paths of the folders whose database files may become sources. */
  readonly sourceFolders: readonly string[];
  /** What passwords of sources are encrypted with; null: a key file beside the product's database. */
  readonly secretKey: string | null;
  /** How large an uploaded file may be. */
  readonly maxUploadBytes: number;
  /** Addresses and networks that sources may have although nobody's database is there as a rule. */
  readonly allowedSourceAddresses: readonly string[];
  /** For how many days entries of the audit are kept. */
  readonly auditDays: number;
  /** How many rows of a run are stored at most. */
  readonly maxRecords: number;
  /** How many executions go on at a time. */
  readonly runLimits: QueueLimits;
  /** At which provider people may sign in; null: at none. */
  readonly openId: OpenIdSettings | null;
  /** By which server mails are sent; null: none are. */
  readonly mail: MailSettings | null;
}

/** Where the sample landing database is, beside the product's own. */
export function sampleFolder(databaseFile: string): string {
  return path.join(path.dirname(databaseFile), "demo");
}

/**
 * Builds every service over an open store. `today()` is the ISO date that the definitions' "today" means; `close` ends
 * what the services opened, not the store.
 */
export function composeServices(
  db: Db,
  settings: ServiceSettings,
  model: ModelReader | null,
  today: () => string,
): { readonly services: Services; close(): Promise<void> } {
  const { databaseFile, sourceFolders } = settings;
  const search = createRowSearch(databaseFile);
  const comparing = createComparisonRunner(databaseFile);
  const folders = createSourceFolders([...sourceFolders, sampleFolder(databaseFile)], databaseFile);
  const addresses = createNetworkAddresses(settings.allowedSourceAddresses);
  const { keyFile, files } = besideStore(databaseFile);
  const stores = createLandingStores(files);
  const kinds = createSourceKinds(
    folders,
    addresses,
    createVault({ secretKey: settings.secretKey, keyFile }),
    stores,
  );
  const connections = createSourceConnections(db, (row) => kinds.open(kinds.accessOf(row)));
  const graphReader = createGraphReader(databaseFile);
  const graphs = createGraphService(db, graphReader.ask);
  const running = new LiveRuns();
  const retention = createRetentionService(db);
  const queue = new RunQueue(settings.runLimits);
  const executions = createExecutionService(
    db,
    running,
    queue,
    retention,
    graphs,
    connections,
    model,
    settings.maxRecords,
    today,
  );
  const rulesets = createRulesetService(db);
  const kpis = createKpiService(db, running);
  const mailer = settings.mail && createMailer(settings.mail);
  const services = {
    kpis,
    kpiVersions: createKpiVersionService(db, kpis),
    sqlPins: createSqlPinService(db, graphs, today),
    home: createHomeService(db),
    health: createHealthService(db, queue),
    executions,
    retention,
    trends: createTrendService(db),
    drilldown: createDrilldownService(db, search),
    facets: createFacetService(db, search),
    rowExports: createRowExportService(db, search),
    comparisonExports: createComparisonExportService(db, graphs, comparing),
    comparisons: createComparisonService(db, graphs, comparing),
    groupRows: createGroupRowsService(db, graphs, connections),
    liveRows: createLiveRowsService(db, connections, queue),
    graphs,
    preview: createPreviewService(graphs, connections, model, today),
    sources: createSourceService(db, kinds, connections, folders, stores),
    sample: createSampleService(db, sampleFolder(databaseFile), connections),
    fileUploads: createFileUploadService(db, stores, settings.maxUploadBytes),
    fileTables: createFileTableService(db, stores),
    graphBuilds: createGraphBuildService(db, connections),
    relationships: createRelationshipService(db, connections, graphs.ask),
    aliases: createAliasService(db, graphs.ask),
    rulesets,
    signIn: createSignInService(db, Date.now),
    openId: settings.openId && createOpenIdConnect(db, settings.openId, Date.now),
    mailer,
    forgottenPasswords: mailer && createForgottenPasswordService(db, mailer, Date.now),
    accounts: createAccountService(db, mailer, Date.now),
    apiKeys: createApiKeyService(db, Date.now),
    groupLimits: createGroupLimitService(db),
    openStreams: new OpenStreams(),
    revision: () => storeRevision(db),
    audit: createAuditService(db, settings.auditDays, Date.now),
    rulesetKpis: createRulesetKpiService(db, rulesets, graphs, executions, today),
  };
  return {
    services,
    async close() {
      await services.forgottenPasswords?.close();
      services.audit.close();
      await retention.close();
      await connections.close();
      await search.close();
      await graphReader.close();
      await comparing.close();
    },
  };
}
