import { type Kysely, sql } from "kysely";

const FIELDS =
  "name, alias_name, group_name, description, nl_definition, is_active, better, warning_bound, critical_bound";
const NEW_FIELDS = FIELDS.split(", ")
  .map((field) => `NEW.${field}`)
  .join(", ");

/**
 * Every version of every KPI, from now on; of older KPIs the one that they are at. Triggers write them, so that no way
 * of changing a KPI can forget to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "ALTER TABLE kpi_definitions ADD COLUMN updated_by TEXT",
    `CREATE TABLE kpi_versions (
      kpi_id INTEGER NOT NULL REFERENCES kpi_definitions(id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      saved_at TIMESTAMP NOT NULL,
      saved_by TEXT,
      name VARCHAR(255) NOT NULL,
      alias_name VARCHAR(255),
      group_name VARCHAR(255),
      description TEXT,
      nl_definition TEXT NOT NULL,
      is_active BOOLEAN NOT NULL,
      better TEXT,
      warning_bound REAL,
      critical_bound REAL,
      PRIMARY KEY (kpi_id, version)
    ) WITHOUT ROWID`,
    `INSERT INTO kpi_versions (kpi_id, version, saved_at, saved_by, ${FIELDS})
      SELECT id, version, updated_at, iif(version = 1, created_by, NULL), ${FIELDS} FROM kpi_definitions`,
    `CREATE TRIGGER keep_first_kpi_version AFTER INSERT ON kpi_definitions BEGIN
      INSERT INTO kpi_versions (kpi_id, version, saved_at, saved_by, ${FIELDS})
        VALUES (NEW.id, NEW.version, NEW.updated_at, NEW.created_by, ${NEW_FIELDS});
    END`,
    `CREATE TRIGGER keep_kpi_version AFTER UPDATE OF version ON kpi_definitions WHEN NEW.version <> OLD.version BEGIN
      INSERT INTO kpi_versions (kpi_id, version, saved_at, saved_by, ${FIELDS})
        VALUES (NEW.id, NEW.version, NEW.updated_at, NEW.updated_by, ${NEW_FIELDS});
    END`,
  ])
    await sql.raw(statement).execute(db);
}
