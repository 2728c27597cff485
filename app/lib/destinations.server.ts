import type { AppCaller } from "../../server/router.ts";
import { formatTimestamp } from "./format.ts";
import { graphPath } from "./graph-paths.ts";
import { answer, attempt } from "./problems.server.ts";

/** Somewhere to go. */
export interface Destination {
  readonly kind: "KPI" | "Run" | "Graph" | "Source" | "Page";
  readonly name: string;
  readonly to: string;
}

const OF_A_KIND = 8;
/** Among how many KPIs that have the text somewhere those are chosen whose names fit best. */
const MATCHING_KPIS = 200;
/** Among how many of the newest runs a KPI's name is looked for. */
const NEWEST_RUNS = 100;

/** What pages are called, and other words by which people look for them. */
const PAGES: readonly (readonly [name: string, to: string, words?: string])[] = [
  ["New KPI", "/landing-kpi/new", "create write add"],
  ["Home", "/"],
  ["KPIs", "/landing-kpi", "list management"],
  ["Runs", "/runs", "executions history"],
  ["Graphs", "/graphs", "knowledge joins"],
  ["Make a knowledge graph", "/graphs/new"],
  ["Sources", "/sources", "databases files"],
  ["Connect a source", "/sources/new", "upload csv excel database"],
  ["Compare runs", "/landing-kpi/compare"],
  ["API documentation", "/docs", "rest openapi"],
];

/** Where somebody may want to go who types `text`: pages, graphs and sources by name, KPIs also by alias, runs also by number. */
export async function destinations(api: AppCaller, text: string): Promise<Destination[]> {
  const sought = text.toLowerCase();
  const found = (words: string) => words.toLowerCase().includes(sought);
  const [{ kpis }, { data: graphs }, { sources }, runs] = await Promise.all([
    answer(api.kpis.list({ search: text || undefined, is_active: true, limit: MATCHING_KPIS })),
    answer(api.graphs.list()),
    answer(api.sources.list()),
    runsOf(api, text),
  ]);
  return [
    ...PAGES.filter((words) => found(words.join(" "))).map(
      ([name, to]) => ({ kind: "Page", name, to }) as const,
    ),
    ...bestFirst(kpis, sought)
      .slice(0, OF_A_KIND)
      .map(({ id, name }) => ({ kind: "KPI", name, to: `/landing-kpi/${id}` }) as const),
    ...runs,
    ...graphs
      .filter(({ name }) => found(name))
      .slice(0, OF_A_KIND)
      .map(({ name }) => ({ kind: "Graph", name, to: graphPath(name) }) as const),
    ...sources
      .filter(({ name }) => found(name))
      .slice(0, OF_A_KIND)
      .map(({ id, name }) => ({ kind: "Source", name, to: `/sources/${id}` }) as const),
  ];
}

/** Those first whose name begins with the text, then those that have it in their name, then the others as they came. */
function bestFirst<Named extends { readonly name: string }>(
  found: readonly Named[],
  sought: string,
): Named[] {
  const rank = ({ name }: Named) => {
    const at = name.toLowerCase().indexOf(sought);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  return found.toSorted((one, other) => rank(one) - rank(other));
}

async function runsOf(api: AppCaller, text: string): Promise<Destination[]> {
  const { executions } = await answer(api.executions.recent({ limit: NEWEST_RUNS }));
  const newest = executions
    .filter(({ kpi_name }) => text !== "" && kpi_name.toLowerCase().includes(text.toLowerCase()))
    .slice(0, OF_A_KIND)
    .map((run) => destination(run.id, `${run.kpi_name}, ${formatTimestamp(run.execution_timestamp)}`));
  if (!/^[1-9]\d{0,14}$/.test(text)) return newest;
  const numbered = await attempt(api.executions.summary({ execution_id: Number(text) }));
  return numbered.ok ? [destination(Number(text), `Execution ${text}`), ...newest] : newest;

  function destination(id: number, name: string): Destination {
    return { kind: "Run", name, to: `/landing-kpi/drilldown/${id}` };
  }
}
