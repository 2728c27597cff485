import fs from "node:fs";
import path from "node:path";
import { DEMO_GRAPH, DEMO_KPIS, DEMO_RULESET, generateDemoDatabase } from "../../db/demo/index.ts";
import { insertAlias } from "../../db/queries/aliases.ts";
import { findGraph, insertGraph, insertRelationship } from "../../db/queries/graphs.ts";
import { countKpis, findKpiByName, insertKpi, updateKpi } from "../../db/queries/kpis.ts";
import { insertRuleset } from "../../db/queries/rulesets.ts";
import { insertSource, listSources, saveSchema } from "../../db/queries/sources.ts";
import { hasMark, setMark } from "../../db/queries/store-marks.ts";
import type { SourceRow } from "../../db/schema/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import type { RulesetRule } from "../engine/graph.ts";
import { storedPair } from "./graph-model.ts";

const INTROSPECTION_LIMIT_MS = 60_000;

/**
 * On the first run: generates the sample landing database in `folder` and stores its source, graph, ruleset and
 * KPIs, all or nothing. Later: brings the sample database's file back when it was deleted; what people took away stays
 * away until they ask for it.
 */
export async function ensureSampleData(db: Db, folder: string): Promise<void> {
  const sample = await findSample(db, folder);
  if (sample) {
    ensureFile(sampleFile(folder));
    return;
  }
  if (await hasMark(db, "sample_offered")) return;
  // A store that something is in already was filled by other means.
  if ((await listSources(db)).length > 0 || (await countKpis(db, { hidden: [] })) > 0) return;
  await addSample(db, folder);
}

/** The source of the sample data; undefined when somebody took it away. */
export async function findSample(db: Db, folder: string): Promise<SourceRow | undefined> {
  const settings = JSON.stringify({ file: sampleFile(folder) });
  return (await listSources(db)).find((source) => source.settings === settings);
}

export function sampleFile(folder: string): string {
  return path.join(folder, `${DEMO_GRAPH.schema}.db`);
}

/** Makes the sample database, and stores of its source, graph, ruleset and KPIs what is not there. */
export async function addSample(db: Db, folder: string): Promise<void> {
  const file = sampleFile(folder);
  ensureFile(file);
  const connector = openSqliteSource({ path: file, schema: DEMO_GRAPH.schema });
  try {
    const catalog = await connector.introspect(DEMO_GRAPH.schema, { timeLimitMs: INTROSPECTION_LIMIT_MS });
    await db.transaction().execute(async (trx) => {
      const source =
        (await findSample(trx, folder)) ??
        (await insertSource(trx, {
          ...{ name: DEMO_GRAPH.schema, db_type: "sqlite", secret: null },
          settings: JSON.stringify({ file }),
        }));
      if (!(await findGraph(trx, DEMO_GRAPH.name))) await storeSampleGraph(trx, source, catalog);
      await storeSampleKpis(trx);
      await setMark(trx, "sample_offered");
    });
  } finally {
    await connector.close();
  }
}

function ensureFile(file: string): void {
  if (fs.existsSync(file)) return;
  console.log("Making the sample landing database.");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  generateDemoDatabase(file);
}

/** Those that are there stay as people changed them; those that were deleted come back. */
async function storeSampleKpis(db: Db): Promise<void> {
  for (const kpi of DEMO_KPIS) {
    const known = await findKpiByName(db, kpi.name);
    if (!known) await insertKpi(db, kpi);
    else if (known.is_active === 0 && known.nl_definition === kpi.nl_definition)
      await updateKpi(db, known.id, { is_active: 1 });
  }
}

async function storeSampleGraph(db: Db, source: SourceRow, catalog: Catalog): Promise<void> {
  const { schema } = DEMO_GRAPH;
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
}

interface End {
  readonly table: string;
  readonly columns: readonly string[];
}
