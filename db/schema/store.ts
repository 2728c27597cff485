import type { Kysely } from "kysely";
import type {
  AccountLinksTable,
  AccountsTable,
  OpenIdLinksTable,
  SessionsTable,
  SignInAttemptsTable,
} from "./accounts.ts";
import type { ApiKeysTable } from "./api-keys.ts";
import type { AuditChainTable, AuditEntriesTable, AuditPendingTable } from "./audit.ts";
import type { FileUploadsTable } from "./file-uploads.ts";
import type { GraphBuildsTable } from "./graph-builds.ts";
import type { GroupLimitsTable, GroupMembersTable } from "./group-limits.ts";
import type {
  KgAliasesTable,
  KgRelationshipsTable,
  KnowledgeGraphSchemasTable,
  KnowledgeGraphsTable,
} from "./knowledge-graphs.ts";
import type { KpiDefinitionsTable } from "./kpi-definitions.ts";
import type { KpiExecutionResultsTable, KpiExecutionRowsTable } from "./kpi-execution-results.ts";
import type { KpiSqlPinsTable } from "./kpi-sql-pins.ts";
import type { KpiVersionsTable } from "./kpi-versions.ts";
import type { RulesetsTable, RulesetVersionsTable } from "./rulesets.ts";
import type { SourceSchemasTable, SourcesTable } from "./sources.ts";
import type { StoreMarksTable } from "./store-marks.ts";

/** Every table of the product's own database. */
export interface StoreTables {
  kpi_definitions: KpiDefinitionsTable;
  kpi_versions: KpiVersionsTable;
  kpi_sql_pins: KpiSqlPinsTable;
  kpi_execution_results: KpiExecutionResultsTable;
  kpi_execution_rows: KpiExecutionRowsTable;
  sources: SourcesTable;
  source_schemas: SourceSchemasTable;
  knowledge_graphs: KnowledgeGraphsTable;
  knowledge_graph_schemas: KnowledgeGraphSchemasTable;
  kg_relationships: KgRelationshipsTable;
  kg_aliases: KgAliasesTable;
  graph_builds: GraphBuildsTable;
  file_uploads: FileUploadsTable;
  rulesets: RulesetsTable;
  ruleset_versions: RulesetVersionsTable;
  store_marks: StoreMarksTable;
  accounts: AccountsTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  account_links: AccountLinksTable;
  openid_links: OpenIdLinksTable;
  sign_in_attempts: SignInAttemptsTable;
  group_limits: GroupLimitsTable;
  group_members: GroupMembersTable;
  audit_entries: AuditEntriesTable;
  audit_chain: AuditChainTable;
  audit_pending: AuditPendingTable;
}

/** The handle that every query takes first: the store itself or a transaction of it. */
export type Db = Kysely<StoreTables>;
