import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { quantile } from "../measure.ts";
import { openProduct } from "../product.ts";

/** Milliseconds, the median: the product's answer, and better-sqlite3 reading the same rows of the table alone. */
export interface HistoryFigures {
  readonly operation: string;
  readonly product: number;
  readonly bare: number;
}

const KPIS = 50;
const TIMES = 30;

/** How long lists take when the store has so many executions, half of them of one KPI. */
export async function measureHistory(executions: number): Promise<HistoryFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-bench-"));
  const databaseFile = join(folder, "store.db");
  const { services, close } = await openProduct(databaseFile);
  fill(databaseFile, executions);
  const bare = new SQLite(databaseFile, { readonly: true });
  const runs = bare.prepare("SELECT * FROM kpi_execution_results WHERE kpi_id = 1 ORDER BY id DESC LIMIT 50");
  const kpis = bare.prepare("SELECT * FROM kpi_definitions ORDER BY name LIMIT 50");
  try {
    return [
      {
        operation: "page of the executions of a KPI",
        product: await median(() => services.executions.list({ kpi_id: 1, limit: 50, offset: 0 })),
        bare: await median(async () => runs.all()),
      },
      {
        operation: "list of KPIs",
        product: await median(() => services.kpis.list({ limit: 50, offset: 0 }, [])),
        bare: await median(async () => kpis.all()),
      },
    ];
  } finally {
    bare.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(databaseFile: string, executions: number): void {
  const db = new SQLite(databaseFile);
  const kpi = db.prepare("INSERT INTO kpi_definitions (name, nl_definition) VALUES (?, ?)");
  const run = db.prepare(`INSERT INTO kpi_execution_results
    (kpi_id, kg_name, select_schema, min_confidence, time_limit_ms, nl_definition, generated_sql, execution_status,
      number_of_records, total_records, value, value_kind, execution_time_ms)
    VALUES (?, 'KG_101', 'newdqschema', 0.7, 300000, ?, ?, 'success', 1000, 48211, 48211, 'rows', 12.5)`);
  const definition = "Show me all products in RBP GPU which are not in OPS Excel";
  const statement = `SELECT ${Array.from({ length: 40 }, (_, i) => `t.column_${i}`).join(", ")} FROM t`;
  db.transaction(() => {
    for (let n = 1; n <= KPIS; n++) kpi.run(`KPI ${n}`, definition);
    for (let n = 0; n < executions; n++)
      run.run(n % 2 === 0 ? 1 : 2 + (n % (KPIS - 1)), definition, statement);
  })();
  db.close();
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return quantile(times, 0.5);
}
