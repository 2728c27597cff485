import { createCookie } from "@remix-run/node";
import type { AppCaller } from "../../server/router.ts";
import { executeDefaults } from "./execute-defaults.server.ts";
import { chosenGraph, DEFINITION_GRAPH, type GraphChoice } from "./kpi-form.ts";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const cookie = createCookie("definition_graph", {
  httpOnly: true,
  sameSite: "lax",
  path: "/landing-kpi",
  maxAge: YEAR_IN_SECONDS,
});

/** The graph to write a definition on: that of the KPI's last execution, else the address's, else the one chosen last. */
export async function definitionGraph(
  request: Request,
  api: AppCaller,
  kpiId?: number,
): Promise<GraphChoice> {
  const { values, graphs: names, ran } = await executeDefaults(api, kpiId);
  const remembered: unknown = await cookie.parse(request.headers.get("Cookie"));
  const asked = new URL(request.url).searchParams.get(DEFINITION_GRAPH);
  const wanted = ran ? values.kg_name : (asked ?? remembered);
  const chosen = names.find((name) => name === wanted) ?? "";
  return { chosen, usual: names[0] ?? "", names, problem: asked ? problemWith(asked, names) : undefined };
}

/** As many as one reads in a sentence. */
const MOST_NAMED = 8;
const list = new Intl.ListFormat("en");

/** That there is no such graph, and which there are; undefined when it is one of them. */
export function problemWith(graph: string, names: readonly string[]): string | undefined {
  if (names.includes(graph)) return undefined;
  const none = `There is no knowledge graph “${graph}”`;
  if (names.length === 0) return `${none}, and no other yet. Make one from a source first.`;
  const more = names.length - MOST_NAMED;
  const named = more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names;
  return `${none}. ${names.length === 1 ? "The only one is" : "Choose one of"} ${list.format(named)}.`;
}

/** The status of a page with the form: what its address asks for and is not there is said, and not passed over. */
export function statusOf({ problem }: GraphChoice): number {
  return problem === undefined ? 200 : 422;
}

/** Headers that remember the choice of a form for the next definition. */
export async function rememberGraph(form: FormData): Promise<HeadersInit> {
  const chosen = chosenGraph(form);
  return chosen === undefined ? {} : { "Set-Cookie": await cookie.serialize(chosen) };
}
