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
  return { chosen, usual: names[0] ?? "", names };
}

/** Headers that remember the choice of a form for the next definition. */
export async function rememberGraph(form: FormData): Promise<HeadersInit> {
  const chosen = chosenGraph(form);
  return chosen === undefined ? {} : { "Set-Cookie": await cookie.serialize(chosen) };
}
