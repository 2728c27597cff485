import type { MiddlewareHandler } from "hono";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Services } from "../services/compose.ts";

/** Which part of the server answered: few values, whatever people ask for. */
function areaOf(path: string): string {
  const [, first = ""] = path.split("/");
  return ["v1", "trpc", "assets", "docs", "metrics", "healthz", "readyz"].includes(first) ? first : "pages";
}

export interface Metrics {
  /** Counts and times every request that passes. */
  readonly measure: MiddlewareHandler;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Numbers about the server, none of them with a name of a KPI, a table or a person. */
export function createMetrics({ health, home }: Pick<Services, "health" | "home">): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const requests = new Counter({
    name: "landing_kpi_http_requests_total",
    help: "Requests answered, by area, method and status.",
    labelNames: ["area", "method", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "landing_kpi_http_request_duration_seconds",
    help: "Time until the answer began, by area.",
    labelNames: ["area"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `landing_kpi_${name}`, help, labelNames, registers });
  const ready = gauge("ready", "1 when the store can be read and has room, else 0.");
  const free = gauge("store_free_bytes", "Bytes that the product's database can still take.");
  const runs = gauge("runs", "Executions under way, by whether they run or wait.", ["state"]);
  const kpis = gauge("kpis", "Active KPIs, by the state of the newest run of each.", ["state"]);

  return {
    contentType: register.contentType,
    async measure(c, next) {
      const area = areaOf(c.req.path);
      const end = seconds.startTimer({ area });
      await next();
      end();
      requests.inc({ area, method: c.req.method, status: c.res.status });
    },
    async text() {
      const now = await health.readiness();
      ready.set(Number(now.ready));
      if (now.disk.free_bytes !== null) free.set(now.disk.free_bytes);
      runs.set({ state: "running" }, now.queue.running);
      runs.set({ state: "waiting" }, now.queue.waiting);
      const { all: _all, ...tally } = await home.tally();
      for (const [state, count] of Object.entries(tally)) kpis.set({ state }, count);
      return register.metrics();
    },
  };
}
