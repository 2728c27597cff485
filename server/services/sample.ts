import fs from "node:fs";
import { DEMO_GRAPH, DEMO_KPIS } from "../../db/demo/index.ts";
import { deleteGraph, findGraph } from "../../db/queries/graphs.ts";
import { findKpiByName, updateKpi } from "../../db/queries/kpis.ts";
import { deleteSource, findSourceByName, listGraphsBySource } from "../../db/queries/sources.ts";
import type { KpiRow } from "../../db/schema/kpi-definitions.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Sample } from "../contracts/sample.ts";
import { AppError } from "../errors.ts";
import { addSample, findSample, sampleFile } from "./sample-data.ts";
import type { SourceConnections } from "./source-connections.ts";
import { enumerate } from "./text.ts";

/** The sample data that the product comes with: whoever has data of their own takes it away, and may have it again. */
export interface SampleService {
  get(): Promise<Sample>;
  /** Brings back its source, graph and KPIs, as far as they are not there. */
  add(): Promise<Sample>;
  /**
   * Takes away its source, its graph and those of its KPIs that nobody changed: these are deleted as any KPI, their
   * history stays. Refused while another graph is about it.
   */
  remove(): Promise<Sample>;
}

export function createSampleService(db: Db, folder: string, connections: SourceConnections): SampleService {
  const get = async (): Promise<Sample> => {
    const source = await findSample(db, folder);
    const graph = source && (await findGraph(db, DEMO_GRAPH.name));
    return {
      source_id: source?.id ?? null,
      kg_name: graph && graph.source_id === source?.id ? graph.name : null,
      kpis: (await ownKpis(db)).filter(({ is_active }) => is_active === 1).map(({ name }) => name),
    };
  };

  return {
    get,

    async add() {
      const source = await findSample(db, folder);
      const namesake = source ? undefined : await findSourceByName(db, DEMO_GRAPH.schema);
      if (namesake)
        throw new AppError(
          "conflict",
          `A source of your own is called ${namesake.name}, as the sample's is. Give it another name first.`,
        );
      const graph = await findGraph(db, DEMO_GRAPH.name);
      if (graph && graph.source_id !== source?.id)
        throw new AppError(
          "conflict",
          `A knowledge graph of your own is called ${graph.name}, as the sample's is. Delete it first, or go on without the sample.`,
        );
      await addSample(db, folder);
      return get();
    },

    async remove() {
      const source = await findSample(db, folder);
      if (!source) throw new AppError("not_found", "The sample is not there.");
      const others = ((await listGraphsBySource(db)).get(source.id) ?? []).filter(
        (name) => name !== DEMO_GRAPH.name,
      );
      if (others.length > 0)
        throw new AppError(
          "conflict",
          `The sample is used by the knowledge graph ${enumerate(others)}. Delete that first.`,
        );
      await db.transaction().execute(async (trx) => {
        const graph = await findGraph(trx, DEMO_GRAPH.name);
        if (graph?.source_id === source.id) await deleteGraph(trx, graph.id);
        await deleteSource(trx, source.id);
        for (const { id, is_active } of await ownKpis(trx))
          if (is_active === 1) await updateKpi(trx, id, { is_active: 0 });
      });
      await connections.evict(source.id);
      fs.rmSync(sampleFile(folder), { force: true });
      return get();
    },
  };
}

/** Those of the sample's KPIs whose definition is as it came. */
async function ownKpis(db: Db): Promise<KpiRow[]> {
  const found: KpiRow[] = [];
  for (const { name, nl_definition } of DEMO_KPIS) {
    const kpi = await findKpiByName(db, name);
    if (kpi?.nl_definition === nl_definition) found.push(kpi);
  }
  return found;
}
