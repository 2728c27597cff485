import { type Kysely, sql } from "kysely";

/** The specification's two tables with its columns and indexes, rows of results, sources and graphs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `CREATE TABLE kpi_definitions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(255) NOT NULL,
    alias_name VARCHAR(255),
    group_name VARCHAR(255),
    description TEXT,
    nl_definition TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    created_by VARCHAR(100),
    is_active BOOLEAN DEFAULT 1,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (name)
  )`,
  `CREATE TABLE kpi_execution_results (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kpi_id INTEGER NOT NULL,
    kg_name VARCHAR(255) NOT NULL,
    select_schema VARCHAR(255) NOT NULL,
    ruleset_name VARCHAR(255),
    db_type VARCHAR(50) DEFAULT 'mysql',
    limit_records INTEGER DEFAULT 1000,
    use_llm BOOLEAN DEFAULT 1,
    excluded_fields TEXT,
    min_confidence REAL NOT NULL,
    time_limit_ms INTEGER NOT NULL,
    nl_definition TEXT NOT NULL,
    kg_version INTEGER,
    generated_sql TEXT,
    number_of_records INTEGER DEFAULT 0,
    total_records INTEGER,
    joined_columns TEXT,
    sql_query_type VARCHAR(100),
    operation VARCHAR(50),
    execution_status VARCHAR(50) DEFAULT 'pending'
      CHECK (execution_status IN ('pending', 'running', 'success', 'failed', 'cancelled')),
    execution_timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    execution_time_ms REAL,
    confidence_score REAL,
    error_message TEXT,
    result_data TEXT,
    result_columns TEXT,
    source_table VARCHAR(255),
    target_table VARCHAR(255),
    reader VARCHAR(255),
    explanation TEXT,
    diagnostics TEXT,
    FOREIGN KEY (kpi_id) REFERENCES kpi_definitions(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE kpi_execution_rows (
    execution_id INTEGER NOT NULL REFERENCES kpi_execution_results(id) ON DELETE CASCADE,
    row_number INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (execution_id, row_number)
  ) WITHOUT ROWID`,
  "CREATE INDEX idx_kpi_name ON kpi_definitions(name)",
  "CREATE INDEX idx_kpi_active ON kpi_definitions(is_active)",
  "CREATE INDEX idx_execution_kpi_id ON kpi_execution_results(kpi_id)",
  "CREATE INDEX idx_execution_timestamp ON kpi_execution_results(execution_timestamp DESC)",
  "CREATE INDEX idx_execution_status ON kpi_execution_results(execution_status)",
  `CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    db_type TEXT NOT NULL,
    location TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE source_schemas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources(id),
    name TEXT NOT NULL UNIQUE,
    catalog TEXT NOT NULL,
    introspected_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE knowledge_graphs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE knowledge_graph_schemas (
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    schema_id INTEGER NOT NULL REFERENCES source_schemas(id),
    PRIMARY KEY (graph_id, schema_id)
  ) WITHOUT ROWID`,
  `CREATE TABLE kg_relationships (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    source_schema TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_columns TEXT NOT NULL,
    target_schema TEXT NOT NULL,
    target_table TEXT NOT NULL,
    target_columns TEXT NOT NULL,
    type TEXT NOT NULL,
    confidence REAL NOT NULL,
    priority INTEGER NOT NULL,
    excluded BOOLEAN NOT NULL DEFAULT 0,
    origin TEXT NOT NULL CHECK (origin IN ('declared', 'person', 'evidence'))
  )`,
  "CREATE INDEX idx_kg_relationships_graph ON kg_relationships(graph_id)",
  `CREATE TABLE kg_aliases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    schema_name TEXT NOT NULL,
    table_name TEXT NOT NULL,
    column_name TEXT,
    alias TEXT NOT NULL
  )`,
  "CREATE INDEX idx_kg_aliases_graph ON kg_aliases(graph_id)",
  `CREATE TABLE rulesets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    name TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE ruleset_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ruleset_id INTEGER NOT NULL REFERENCES rulesets(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    source_schema TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_columns TEXT NOT NULL,
    target_schema TEXT NOT NULL,
    target_table TEXT NOT NULL,
    target_columns TEXT NOT NULL,
    match_type TEXT NOT NULL CHECK (match_type IN ('exact', 'trimmed', 'case_insensitive')),
    confidence REAL NOT NULL
  )`,
];
