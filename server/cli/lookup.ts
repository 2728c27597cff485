import type { ServerApi } from "./server-api.ts";
import { badInput } from "./trouble.ts";

/** What people name on the command line, by its name or its number. */

export async function findSource({ trpc }: ServerApi, named: string) {
  const { sources } = await trpc.sources.list.query();
  const found = sources.find(({ name }) => name === named) ?? sources.find(({ id }) => String(id) === named);
  if (found) return found;
  throw badInput(`There is no source "${named}". ${thereAre(sources.map(({ name }) => name))}`);
}

export async function findKpi({ trpc }: ServerApi, named: string) {
  if (/^\d+$/.test(named)) return (await trpc.kpis.get.query({ kpi_id: Number(named) })).kpi;
  const { kpis } = await trpc.kpis.list.query({ limit: 1000 });
  const found = kpis.filter(({ name }) => name === named);
  const [kpi, other] = found;
  if (!kpi)
    throw badInput(`There is no KPI "${named}". "landing-kpi kpis list" shows all with their numbers.`);
  if (other)
    throw badInput(
      `Several KPIs are called "${named}": use a number, ${found.map(({ id }) => id).join(" or ")}.`,
    );
  return kpi;
}

const MOST_NAMED = 10;

/** Which there are, as far as one reads names in a sentence. */
export function thereAre(names: readonly string[]): string {
  if (names.length === 0) return "There is none yet.";
  const more = names.length > MOST_NAMED ? " ..." : "";
  return `There are: ${names.slice(0, MOST_NAMED).join(", ")}${more}.`;
}
