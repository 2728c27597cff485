const KPI = {
  id: 1,
  name: "Product Mismatch - RBP vs OPS",
  alias_name: "PMR_RBP_OPS",
  group_name: "Data Quality",
  description: "Products in RBP GPU that OPS Excel does not have",
  nl_definition: "Show me all products in RBP GPU which are not in OPS Excel",
  created_at: "2026-11-23T10:30:00Z",
  updated_at: "2026-11-23T10:30:00Z",
  created_by: "admin",
  is_active: true,
  version: 1,
};

const EXECUTION = {
  id: 101,
  kpi_id: 1,
  kg_name: "KG_101",
  select_schema: "newdqschema",
  ruleset_name: null,
  db_type: "sqlite",
  limit_records: 1000,
  use_llm: true,
  excluded_fields: null,
  source: { id: 1, name: "newdqschema", db_type: "sqlite" },
  number_of_records: 42,
  joined_columns: [["Material", "PLANNING_SKU"]],
  sql_query_type: "COMPARISON_QUERY",
  operation: "NOT_IN",
  execution_status: "success",
  execution_timestamp: "2026-11-23T11:00:00Z",
  execution_time_ms: 25.4,
  confidence_score: 0.95,
  error_message: null,
  source_table: "brz_lnd_RBP_GPU",
  target_table: "brz_lnd_OPS_EXCEL_GPU",
  total_records: 42,
  value: 42,
  value_kind: "rows",
  near_partners: 0,
  distinct_key: { columns: ["Material"], count: 37 },
  executed_by: "Ada",
  changes: [],
};

const SOURCE = {
  id: 2,
  name: "Sales",
  db_type: "sqlite",
  file: "/data/sources/sales.db",
  created_at: "2026-11-23T10:30:00Z",
  updated_at: "2026-11-23T10:30:00Z",
  graphs: [],
};

/** Requests and answers shown in the documentation, by procedure. Answers are shortened where they are long. */
export const EXAMPLES: Readonly<Record<string, { request?: unknown; response?: unknown }>> = {
  "sources.create": {
    request: { name: SOURCE.name, db_type: SOURCE.db_type, file: "sales.db" },
    response: { success: true, message: "Source connected successfully", source: SOURCE },
  },
  "sources.list": { response: { success: true, sources: [SOURCE], count: 1 } },
  "sources.test": {
    request: { name: SOURCE.name, db_type: SOURCE.db_type, file: "sales.db" },
    response: {
      success: true,
      message: "Connected to SQLite 3.53.0.",
      product: "SQLite 3.53.0",
      schemas: ["sales"],
      elapsed_ms: 142.5,
    },
  },
  "kpis.create": {
    request: {
      name: KPI.name,
      alias_name: KPI.alias_name,
      group_name: KPI.group_name,
      description: KPI.description,
      nl_definition: KPI.nl_definition,
      created_by: KPI.created_by,
    },
    response: { success: true, message: "KPI created successfully", kpi: KPI },
  },
  "kpis.list": { response: { success: true, total: 1, kpis: [KPI] } },
  "kpis.get": { response: { success: true, kpi: KPI } },
  "kpis.update": {
    request: { description: "Updated description", expected_version: 1 },
    response: {
      success: true,
      message: "KPI updated successfully",
      kpi: { ...KPI, description: "Updated description", version: 2 },
    },
  },
  "kpis.delete": { response: { success: true, message: "KPI deleted successfully" } },
  "kpis.restore": { response: { success: true, message: "KPI restored successfully", kpi: KPI } },
  "kpis.purge": {
    request: { confirm_name: KPI.name },
    response: { success: true, message: "KPI and its history deleted for good" },
  },
  "kpis.preview": {
    request: { nl_definition: KPI.nl_definition, kg_name: "KG_101", select_schema: "newdqschema", rows: 5 },
  },
  "executions.execute": {
    request: {
      kg_name: "KG_101",
      select_schema: "newdqschema",
      ruleset_name: "RECON_20251027_001",
      db_type: "sqlite",
      limit_records: 1000,
      use_llm: true,
      excluded_fields: ["created_date", "modified_date"],
    },
    response: {
      success: true,
      message: "KPI executed successfully",
      repeated: false,
      execution_result: EXECUTION,
    },
  },
  "kpis.trend": {
    response: {
      success: true,
      kpi_id: KPI.id,
      value_kind: "rows",
      points: [
        {
          execution_id: 101,
          execution_timestamp: "2026-11-23T10:30:00Z",
          value: 42,
          total_records: 42,
          change: null,
          execution_time_ms: 125.5,
        },
      ],
    },
  },
  "kpis.retention": { response: { success: true, keep_days: 365, keep_runs: null, to_delete: 0 } },
  "kpis.setRetention": {
    request: { keep_days: 365, keep_runs: null },
    response: { success: true, keep_days: 365, keep_runs: null, to_delete: 12 },
  },
  "executions.pin": {
    request: { pinned: true },
    response: { success: true, execution: { ...EXECUTION, result_data: null, pinned: true } },
  },
  "executions.list": {
    response: { success: true, total: 1, executions: [{ ...EXECUTION, result_data: null }] },
  },
  "executions.get": { response: { success: true, execution: EXECUTION } },
  "executions.cancel": {
    response: { success: true, execution: { ...EXECUTION, execution_status: "cancelled" } },
  },
  "drilldown.facet": {
    response: {
      success: true,
      execution_id: 101,
      column: "Product_Line",
      values: [
        { value: "Workstation", count: 31, typed: "=Workstation" },
        { value: null, count: 11, typed: "(blank)" },
      ],
      filters_read: [],
    },
  },
  "drilldown.page": {
    response: {
      success: true,
      execution_id: 101,
      kpi_name: KPI.name,
      total_records: 42,
      page: 1,
      page_size: 50,
      total_pages: 1,
      columns: ["Material", "Product_Line"],
      data: [{ Material: "100-210-0001", Product_Line: "Workstation" }],
      row_numbers: [17],
      generated_sql: "select ...",
      stored_records: 1000,
      source_records: 48_211,
      has_groups: false,
      numeric_columns: [],
      filters_read: ["Product_Line contains “work”"],
    },
  },
  "drilldown.group": {
    response: {
      success: true,
      execution_id: 102,
      kpi_id: 7,
      kpi_name: "Products per line",
      row: 3,
      group: { Product_Line: "Workstation", row_count: 96 },
      reading: "rows of brz_lnd_RBP_GPU whose Product_Line is 'Workstation'",
      generated_sql: "select ...",
      columns: ["Material", "Product_Line"],
      rows: [{ Material: "100-210-0001", Product_Line: "Workstation" }],
      total_records: 96,
      graph_changed: false,
    },
  },
  "graphs.list": {
    response: {
      success: true,
      data: [
        { name: "KG_101", created_at: "2026-11-23T10:00:00Z", nodes_count: 110, relationships_count: 8 },
      ],
      count: 1,
    },
  },
  "graphs.names": {
    response: {
      success: true,
      kg_name: "KG_101",
      page: 1,
      page_size: 20,
      tables: { total: 0, hits: [] },
      columns: {
        total: 1,
        hits: [
          {
            say: "planning SKU",
            name: "ZBASEMATERIAL",
            table: "brz_lnd_IBP_Product_Master",
            aliases: ["planning SKU", "base material"],
            kind: "text",
          },
        ],
      },
      values: { total: 0, hits: [] },
    },
  },
  "schemas.list": { response: { success: true, schemas: ["newdqschema"], count: 1 } },
};
