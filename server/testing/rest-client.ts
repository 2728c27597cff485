import path from "node:path";
import { expect } from "vitest";
import { startServer, temporaryFolder } from "./started-server.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests of the REST surface check the shapes of the answers themselves
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export const KPIS = "/v1/landing-kpi/kpis";
export const EXECUTIONS = "/v1/landing-kpi/executions";
/** Where the sample data is. */
export const SAMPLE = { kg_name: "KG_101", select_schema: "newdqschema" };
/** The specification's first definition. */
export const MISSING = "Show me all products in RBP GPU which are not in OPS Excel";

/** A started server with the sample data, and the calls that tests make on its REST surface. */
export interface RestClient {
  readonly url: string;
  call(method: string, route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Creates a KPI under a name of its own; the KPI. */
  createKpi(nl_definition: string): Promise<Json>;
  /** Creates a KPI and executes it on the sample data; the answer's body. */
  execute(nl_definition: string, parameters?: object): Promise<Json>;
  close(): Promise<void>;
}

export async function startRestClient(
  environment: Readonly<Record<string, string>> = {},
): Promise<RestClient> {
  const folder = temporaryFolder();
  const server = await startServer(path.join(folder.path, "landing_kpi.db"), environment);
  let serial = 0;

  const call: RestClient["call"] = async (method, route, body, headers = {}) => {
    const response = await fetch(`${server.url}${route}`, {
      method,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  const createKpi = async (nl_definition: string) => {
    const { status, body } = await call("POST", KPIS, { name: `Test KPI ${++serial}`, nl_definition });
    expect(status).toBe(201);
    return body.kpi;
  };

  return {
    url: server.url,
    call,
    createKpi,
    async execute(nl_definition, parameters = {}) {
      const kpi = await createKpi(nl_definition);
      const { status, body } = await call("POST", `${KPIS}/${kpi.id}/execute`, { ...SAMPLE, ...parameters });
      expect(status).toBe(200);
      return body;
    },
    async close() {
      await server.stop();
      folder.remove();
    },
  };
}
