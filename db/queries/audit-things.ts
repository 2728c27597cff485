import type { Db } from "../schema/store.ts";
import { listGroupLimits } from "./group-limits.ts";

/** What the audit says of a thing: how it is called, and what there is to compare; without secrets and rows. */
export interface AuditedThing {
  readonly name: string;
  readonly state: Readonly<Record<string, unknown>>;
}

type Key = Readonly<Record<string, unknown>>;
type Load = (db: Db, key: Key) => Promise<AuditedThing | undefined>;

/** The fields of a row beside its name. */
function named<Row extends object>(row: Row | undefined, field: keyof Row): AuditedThing | undefined {
  if (!row) return undefined;
  const { [field]: name, ...state } = row;
  return { name: String(name), state };
}

const kpi: Load = async (db, { kpi_id }) =>
  named(
    await db
      .selectFrom("kpi_definitions")
      .select(["name", "alias_name", "group_name", "description", "nl_definition", "created_by"])
      .select(["is_active", "better", "warning_bound", "critical_bound", "keep_days", "keep_runs"])
      .where("id", "=", Number(kpi_id))
      .executeTakeFirst(),
    "name",
  );

const execution: Load = async (db, { execution_id }) =>
  named(
    await db
      .selectFrom("kpi_execution_results as run")
      .innerJoin("kpi_definitions as kpi", "kpi.id", "run.kpi_id")
      .select(["kpi.name", "run.kpi_id", "run.kg_name", "run.select_schema", "run.ruleset_name"])
      .select(["run.limit_records", "run.use_llm", "run.execution_status", "run.pinned"])
      .where("run.id", "=", Number(execution_id))
      .executeTakeFirst(),
    "name",
  );

const source: Load = async (db, { source_id }) =>
  named(
    await db
      .selectFrom("sources")
      .select(["name", "db_type", "settings"])
      .select((eb) => eb("secret", "is not", null).as("has_password"))
      .where("id", "=", Number(source_id))
      .executeTakeFirst(),
    "name",
  );

const account: Load = async (db, { account_id }) =>
  named(
    await db
      .selectFrom("accounts")
      .select(["name", "login", "role", "is_active"])
      .select((eb) => eb("password_hash", "is not", null).as("has_password"))
      .where("id", "=", Number(account_id))
      .executeTakeFirst(),
    "name",
  );

const key: Load = async (db, { key_id }) =>
  named(
    await db
      .selectFrom("api_keys")
      .select(["name", "scope", "ending", "expires_at", "revoked_at"])
      .where("id", "=", Number(key_id))
      .executeTakeFirst(),
    "name",
  );

const graph: Load = async (db, { kg_name }) =>
  named(
    await db
      .selectFrom("knowledge_graphs")
      .select(["name", "source_id"])
      .where("name", "=", String(kg_name))
      .executeTakeFirst(),
    "name",
  );

/** A group of KPIs, with the numbers of the accounts and keys that it is limited to. */
const group: Load = async (db, { group_name }) => {
  const found = (await listGroupLimits(db)).find((each) => each.group_name === group_name);
  if (!found) return undefined;
  const { limited, accounts, keys } = found;
  return { name: String(group_name), state: { limited, accounts, keys } };
};

const MOST_JOINS = 1000;

/** Some joins of a graph, each with what holds of it. */
const joins: Load = async (db, { kg_name, relationship_id, relationship_ids }) => {
  const ids = [relationship_id ?? relationship_ids].flat().map(Number).filter(Number.isFinite);
  const rows = await db
    .selectFrom("kg_relationships as join")
    .innerJoin("knowledge_graphs as graph", "graph.id", "join.graph_id")
    .selectAll("join")
    .where("graph.name", "=", String(kg_name))
    .where("join.id", "in", ids.slice(0, MOST_JOINS))
    .execute();
  if (rows.length === 0) return undefined;
  const end = (table: string, columns: string) => `${table}.${(JSON.parse(columns) as string[]).join("+")}`;
  const states = rows.map((row) => [
    `${end(row.source_table, row.source_columns)} -> ${end(row.target_table, row.target_columns)}`,
    `${row.status}, priority ${row.priority}${row.excluded ? ", excluded" : ""}`,
  ]);
  const name = rows.length === 1 ? String(states[0]?.[0]) : `${rows.length} joins of ${String(kg_name)}`;
  return { name, state: Object.fromEntries(states) };
};

const alias: Load = async (db, { alias_id }) =>
  named(
    await db
      .selectFrom("kg_aliases")
      .select(["alias", "schema_name", "table_name", "column_name"])
      .where("id", "=", Number(alias_id))
      .executeTakeFirst(),
    "alias",
  );

/** A ruleset with what each of its rules says. */
const ruleset: Load = async (db, { kg_name, ruleset_name }) => {
  const row = await db
    .selectFrom("rulesets as set")
    .innerJoin("knowledge_graphs as graph", "graph.id", "set.graph_id")
    .innerJoin("ruleset_versions as version", (join) =>
      join.onRef("version.ruleset_id", "=", "set.id").onRef("version.version", "=", "set.version"),
    )
    .select(["set.name", "version.version", "version.rules"])
    .where("graph.name", "=", String(kg_name))
    .where("set.name", "=", String(ruleset_name))
    .executeTakeFirst();
  if (!row) return undefined;
  const rules = (JSON.parse(row.rules) as { name?: string }[]).map((rule, at) => [
    `rule ${rule.name ?? at + 1}`,
    rule,
  ]);
  return { name: row.name, state: { graph: kg_name, version: row.version, ...Object.fromEntries(rules) } };
};

const upload: Load = async (db, { upload_id }) =>
  named(
    await db
      .selectFrom("file_uploads")
      .select(["file_name", "source_id", "size", "status", "table_name"])
      .where("id", "=", Number(upload_id))
      .executeTakeFirst(),
    "file_name",
  );

const build: Load = async (db, { build_id }) =>
  named(
    await db
      .selectFrom("graph_builds")
      .select(["kg_name", "source_id", "status"])
      .where("id", "=", Number(build_id))
      .executeTakeFirst(),
    "kg_name",
  );

/** Every kind of thing that the audit knows, with how it is looked up by the fields of a request. */
export const AUDITED = {
  ...{ kpi, execution, source, account, key, graph, group, joins, alias, ruleset, upload, build },
} satisfies Record<string, Load>;
export type AuditedKind = keyof typeof AUDITED;
