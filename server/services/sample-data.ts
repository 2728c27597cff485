import fs from "node:fs";
import path from "node:path";
import { DEMO_GRAPH, DEMO_KPIS, DEMO_RULESET, generateDemoDatabase } from "../../db/demo/index.ts";
import { insertAlias } from "../../db/queries/aliases.ts";
import { insertGraph, insertRelationship } from "../../db/queries/graphs.ts";
import { countKpis, insertKpi } from "../../db/queries/kpis.ts";
import { insertRuleset } from "../../db/queries/rulesets.ts";
import { insertSource, listSources, saveSchema } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import type { RulesetRule } from "../engine/graph.ts";
import { storedPair } from "./graph-model.ts";

const INTROSPECTION_LIMIT_MS = 60_000;

/**
 * On the first run: generates the sample landing database in `folder` and stores its source, graph, ruleset and
 * KPIs, all or nothing. Later: brings the sample database's file back when it was deleted.
 */
export async function ensureSampleData(db: Db, folder: string): Promise<void> {
  const schema = DEMO_GRAPH.schema;
  const file = path.join(folder, `${schema}.db`);
  const sources = await listSources(db);
  if (sources.length > 0) {
    if (sources.some(({ settings }) => settings === sampleSettings(file)) && !fs.existsSync(file))
      generate(file);
    return;
  }
  if ((await countKpis(db, {})) > 0) return;
  generate(file);
  const connector = openSqliteSource({ path: file, schema });
  try {
    const catalog = await connector.introspect(schema, { timeLimitMs: INTROSPECTION_LIMIT_MS });
    await db.transaction().execute((trx) => storeSample(trx, file, catalog));
  } finally {
    await connector.close();
  }
}

function sampleSettings(file: string): string {
  return JSON.stringify({ file });
}

function generate(file: string): void {
  console.log("Making the sample landing database.");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  generateDemoDatabase(file);
}

async function storeSample(db: Db, file: string, catalog: Catalog): Promise<void> {
  const { schema } = DEMO_GRAPH;
  const source = await insertSource(db, {
    name: schema,
    db_type: "sqlite",
    settings: sampleSettings(file),
    secret: null,
  });
  const schemaId = await saveSchema(db, {
    source_id: source.id,
    name: schema,
    catalog: JSON.stringify(catalog),
  });
  const graph_id = await insertGraph(db, { name: DEMO_GRAPH.name, source_id: source.id }, [schemaId]);
  const pair = ({ source, target }: { source: End; target: End }) =>
    storedPair({ source: { schema, ...source }, target: { schema, ...target } });
  for (const key of catalog.foreignKeys)
    await insertRelationship(db, {
      graph_id,
      ...pair({
        source: { table: key.table, columns: key.columns },
        target: { table: key.targetTable, columns: key.targetColumns },
      }),
      type: "FOREIGN_KEY",
      confidence: 1,
      priority: 0,
      origin: "declared",
      status: "approved",
      evidence: null,
    });
  for (const edge of DEMO_GRAPH.relationships)
    await insertRelationship(db, {
      graph_id,
      ...pair(edge),
      type: edge.type,
      confidence: edge.confidence,
      priority: edge.priority,
      origin: "person",
      status: "approved",
      evidence: null,
    });
  for (const alias of DEMO_GRAPH.aliases)
    await insertAlias(db, {
      graph_id,
      schema_name: schema,
      table_name: alias.table,
      column_name: alias.column,
      alias: alias.alias,
    });
  const end = ({ table, columns }: End) => ({ schema, table, columns });
  const rules = DEMO_RULESET.rules.map(
    ({ name, source, target, how, confidence }): RulesetRule => ({
      name,
      source: end(source),
      target: end(target),
      comparisons: [{ how }],
      confidence,
    }),
  );
  await insertRuleset(db, graph_id, DEMO_RULESET.name, JSON.stringify(rules));
  for (const kpi of DEMO_KPIS) await insertKpi(db, kpi);
}

interface End {
  readonly table: string;
  readonly columns: readonly string[];
}
