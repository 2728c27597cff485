import type { KpiDefinition } from "../../contracts/kpis.ts";
import type { ServerApi } from "../server-api.ts";
import type { WholeKpi } from "./format.ts";

const PAGE = 1000;
/** Questions at a time: enough to be quick, without a queue at the server. */
const AT_ONCE = 8;

/** All KPIs that whoever asks may see; with `is_active` left out the deleted ones, too. */
export async function allKpis(
  { trpc }: ServerApi,
  filter: { readonly group_name?: string | undefined; readonly is_active?: boolean } = {},
): Promise<readonly KpiDefinition[]> {
  // By their numbers: one that somebody makes meanwhile must not push another over the edge of a page twice.
  const found = new Map<number, KpiDefinition>();
  for (let offset = 0; ; offset += PAGE) {
    const { kpis } = await trpc.kpis.list.query({ ...filter, limit: PAGE, offset });
    for (const kpi of kpis) found.set(kpi.id, kpi);
    if (kpis.length < PAGE) return [...found.values()];
  }
}

/** The same KPIs with how much of their history they keep. */
export async function withRetention(
  { trpc }: ServerApi,
  kpis: readonly KpiDefinition[],
): Promise<readonly WholeKpi[]> {
  const whole: WholeKpi[] = [];
  for (let at = 0; at < kpis.length; at += AT_ONCE)
    whole.push(
      ...(await Promise.all(
        kpis.slice(at, at + AT_ONCE).map(async (kpi) => {
          const { keep_days, keep_runs } = await trpc.kpis.retention.query({ kpi_id: kpi.id });
          return { ...kpi, keep_days, keep_runs };
        }),
      )),
    );
  return whole;
}
