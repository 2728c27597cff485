import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../db/database.ts";
import { insertKpi } from "../../../db/queries/kpis.ts";
import { type StartedServer, startServer } from "../../testing/started-server.ts";
import { quantile } from "../measure.ts";
import { productDesign } from "../stored/product.ts";
import { COLUMNS, FILTERED, SEARCHED, SORTED } from "../stored/rows.ts";

/** What a client waits for over HTTP, in milliseconds: the first time, and then for other pages of the same. */
export interface WaitFigures {
  readonly rows: number;
  readonly operation: string;
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
}

/** Answers to several clients at once; `perCpuSecond` is for each second of a processor that the server used. */
export interface RateFigures {
  readonly rows: number;
  readonly operation: string;
  readonly perSecond: number;
  readonly perCpuSecond: number | null;
}

export interface ServedFigures {
  readonly waits: readonly WaitFigures[];
  readonly rates: readonly RateFigures[];
  /** The most memory that the server had at any moment; null where the system does not tell. */
  readonly peakMegabytes: number | null;
}

const KPIS = 50;
const TIMES = 40;
const CLIENTS = 8;
const RATE_MS = 4_000;
const PAGE_SIZE = 50;

/**
 * A server of its own process over a store with one run of so many rows and 50 KPIs, asked over HTTP: pages of the rows,
 * exports, lists. The pages have to be built.
 */
export async function measureServed(rows: number): Promise<ServedFigures> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-bench-"));
  let server: StartedServer | undefined;
  try {
    const databaseFile = await fill(folder, rows);
    server = await startServer(databaseFile, {
      MAX_RECORDS: "1000000",
      NODE_OPTIONS: "--max-semi-space-size=8", // as npm start has it
    });
    const { url } = server;
    const waits: WaitFigures[] = [];
    for (const [operation, address] of Object.entries(pagesOf(rows)))
      waits.push({ rows, operation, ...(await waitsFor((n) => `${url}${address(n)}`)) });
    const csv = await timed(`${url}/v1/landing-kpi/executions/1/export.csv`);
    waits.push({ rows, operation: "all rows as CSV", first: csv, p50: csv, p95: csv });
    const rates: RateFigures[] = [];
    for (const [operation, address] of Object.entries(LISTS))
      rates.push({ rows, operation, ...(await rateOf(server, (n) => `${url}${address(n)}`)) });
    return { waits, rates, peakMegabytes: peakOf(server) };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string, rows: number): Promise<string> {
  const product = await productDesign(folder);
  await product.store(rows);
  await product.close();
  const databaseFile = join(folder, "product.db");
  const { db, close } = await openStore(databaseFile);
  for (let n = 2; n <= KPIS; n++)
    await insertKpi(db, { name: `KPI ${n}`, nl_definition: "RBP GPU rows which are not in OPS Excel" });
  await close();
  return databaseFile;
}

/** Addresses of a page of rows; the n-th asks for another page of the same selection, or for another value. */
function pagesOf(rows: number): Readonly<Record<string, (n: number) => string>> {
  const drilldown = (query: Record<string, string | number>) =>
    `/v1/landing-kpi/executions/1/drilldown?${new URLSearchParams(Object.entries({ page_size: PAGE_SIZE, ...query }).map(([name, value]) => [name, String(value)]))}`;
  const somewhere = (n: number, of: number) =>
    1 + (Math.imul(n, 7_919) % Math.max(1, Math.floor(of / PAGE_SIZE)));
  const filter = (name: string, value: string) => ({ filters: JSON.stringify({ [name]: value }) });
  const [text, date] = [COLUMNS[1].name, COLUMNS[5].name];
  return {
    "a page": (n) => drilldown({ page: somewhere(n, rows) }),
    "sorted by a number": (n) => drilldown({ sort_by: SORTED.name, page: somewhere(n, rows) }),
    "sorted by a text": (n) => drilldown({ sort_by: text, sort_order: "desc", page: somewhere(n, rows) }),
    "filtered by a text": (n) =>
      drilldown({ ...filter(FILTERED.name, FILTERED.value), page: somewhere(n, rows / 4) }),
    "filtered by another text each time": (n) => drilldown(filter(text, `MAT-${String(n).padStart(6, "0")}`)),
    "filtered by a number": (n) =>
      drilldown({ ...filter(SORTED.name, ">40000"), page: somewhere(n, rows / 5) }),
    "filtered and sorted": (n) =>
      drilldown({ ...filter(date, "2026-05"), sort_by: SORTED.name, page: somewhere(n, rows / 12) }),
    "a search": () => drilldown({ search: SEARCHED }),
    "another search each time": (n) => drilldown({ search: `b-${String(n).padStart(5, "0")}` }),
    "the page of the web app": (n) =>
      `/landing-kpi/drilldown/1?sort_by=${SORTED.name}&page=${somewhere(n, rows)}`,
  };
}

/** Lists that stay the same may be kept; one that nobody asked for before is made, as it is after any change. */
const LISTS: Readonly<Record<string, (n: number) => string>> = {
  "REST: list of 50 KPIs": () => "/v1/landing-kpi/kpis?limit=50",
  "REST: the same, another one each time": (n) => `/v1/landing-kpi/kpis?limit=${KPIS + (n % 900)}`,
  "tRPC: list of 50 KPIs": () => `/trpc/kpis.list?input=${encodeURIComponent(JSON.stringify({ limit: 50 }))}`,
  "web app: list of 50 KPIs": () => "/landing-kpi",
  "web app: the same, another one each time": (n) => `/landing-kpi?another=${n}`,
};

async function waitsFor(address: (n: number) => string): Promise<Omit<WaitFigures, "rows" | "operation">> {
  const first = await timed(address(0));
  const times: number[] = [];
  for (let n = 1; n <= TIMES; n++) times.push(await timed(address(n)));
  return { first, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

async function timed(url: string): Promise<number> {
  const started = performance.now();
  await read(url);
  return performance.now() - started;
}

async function read(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { accept: url.includes("/v1/") ? "*/*" : "text/html" } });
  await answer.body?.pipeTo(new WritableStream());
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
}

/** Several clients ask again and again for some seconds. */
async function rateOf(
  server: StartedServer,
  address: (n: number) => string,
): Promise<Omit<RateFigures, "rows" | "operation">> {
  let asked = 0;
  while (asked < 100) await read(address(asked++)); // for the compiler of Node
  const [began, used] = [performance.now(), cpuSeconds(server)];
  let answers = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (; performance.now() - began < RATE_MS; answers++) await read(address(asked++));
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpu = used === null ? null : (cpuSeconds(server) ?? 0) - used;
  return { perSecond: answers / seconds, perCpuSecond: cpu && answers / cpu };
}

/** Of all threads of the server; null where the system does not tell. */
function cpuSeconds({ process: { pid } }: StartedServer): number | null {
  const text = ofProcess(pid, "stat");
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const TICKS_A_SECOND = 100;
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function peakOf({ process: { pid } }: StartedServer): number | null {
  const kibibytes = /VmHWM:\s*(\d+) kB/.exec(ofProcess(pid, "status") ?? "")?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

function ofProcess(pid: number | undefined, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null;
  }
}
