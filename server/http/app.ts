import { serveStatic } from "@hono/node-server/serve-static";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { COMMAND_LINE, type Origin, type Way } from "../contracts/audit.ts";
import { type Actor, whyNot } from "../contracts/people.ts";
import { explain, newLogId } from "../contracts/refusals.ts";
import { type AppCaller, appRouter, createCaller } from "../router.ts";
import type { Services } from "../services/compose.ts";
import type { LifeSign } from "../services/life-sign.ts";
import { takeTurn } from "../services/turns.ts";
import type { ApiContext } from "../trpc.ts";
import { createActors } from "./actors.ts";
import { refusal, refusalFor } from "./answers.ts";
import { clientOf } from "./client.ts";
import { entrance } from "./entrance.ts";
import { isEventStream, NOT_CACHED } from "./event-stream.ts";
import { guard } from "./guard.ts";
import { bringsFile, takeFiles } from "./incoming-file.ts";
import { KeptPages } from "./kept-pages.ts";
import { createMetrics } from "./metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { pageRequests } from "./page-requests.ts";
import { requestLog } from "./request-log.ts";
import { restApp } from "./rest.ts";
import { RowAnswer } from "./row-answer.ts";
import { type HttpVariables, securityHeaders } from "./security-headers.ts";
import { createSigning, type Signing } from "./signing.ts";

/** A definition has at most 4,000 characters; nothing but uploaded files needs more than this many bytes. */
const MAX_BODY_BYTES = 1_000_000;

/** A body that comes with one of these is read by nobody. */
const WITHOUT_BODY = new Set(["GET", "HEAD"]);

/** What the web application gets with each request: the door to the API, the nonce of its scripts, and the API's description. */
export interface LoadContext {
  readonly api: AppCaller;
  readonly cspNonce: string;
  readonly openApi: ReturnType<typeof openApiDocument>;
  /** Who asks. */
  readonly actor: Actor;
  readonly signing: Signing;
  readonly takeFiles: typeof takeFiles;
  /** Puts steps of rendering in turns with all other long work. */
  readonly takeTurn: typeof takeTurn;
  /**
   * Says that the page follows from the store, its address, its cookies and who asks, and from nothing else: it may be
   * shown again, to the same, until something in the store changes.
   */
  readonly keep: () => void;
}

/** Answers a request for a page. */
export type PageHandler = (request: Request, context: LoadContext) => Promise<Response>;

export interface HttpSettings {
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly adminToken: string | null;
  /** What makes the first account where there is no other proof. */
  readonly setupCode: string;
  /** Whether X-Forwarded-* are the word of a proxy of one's own. */
  readonly trustProxy: boolean;
  readonly production: boolean;
  /** Whether each request is a line of the log. */
  readonly requestLog: boolean;
  /** What `/healthz` answers. */
  readonly lifeSign: LifeSign;
  /** The built client files; undefined in development, when Vite serves them. */
  readonly clientFolder: string | undefined;
}

/** One pipe for every request: guard, headers, API (tRPC and REST), documentation, static files, pages. */
export function httpApp(settings: HttpSettings, services: Services, pages: PageHandler) {
  const app = new Hono<{ Variables: HttpVariables }>();
  const metrics = createMetrics(services);
  app.use(requestLog(settings.requestLog));
  app.use(metrics.measure);
  app.use(securityHeaders(settings.production));
  app.use(guard(settings));
  app.use(challenge);
  const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge });
  // To look at the body of a request that has none takes longer than the rest of what stands before an answer.
  app.use((c, next) => (WITHOUT_BODY.has(c.req.method) || bringsFile(c.req.raw) ? next() : limited(c, next)));
  if (settings.production) app.use(compress());

  app.get("/healthz", (c) => c.json(settings.lifeSign));
  app.get("/readyz", async (c) => {
    const readiness = await services.health.readiness();
    return c.json({ success: readiness.ready, ...readiness }, readiness.ready ? 200 : 503);
  });
  if (settings.clientFolder) serveClient(app, settings.clientFolder);
  const actors = createActors(settings, services, Date.now);
  const originOf = (c: Context, way: Way): Origin => ({
    way: isCommandLine(c.req.raw.headers) ? "command line" : way,
    address: clientOf(c, settings.trustProxy).address,
  });
  app.use(async (c, next) => {
    c.set("actor", await actors.of(c.req.raw.headers));
    await next();
  });
  app.use(entrance(services.signIn.isOn));
  app.get("/metrics", async (c) => {
    const why = whyNot(c.get("actor"), "read");
    if (why !== null) return refusal(401, why);
    return c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType });
  });
  const openApi = openApiDocument();
  app.get("/openapi.json", (c) => c.json(openApi));
  app.use("/trpc/*", trpcRequests);
  app.all("/trpc/*", (c) => {
    const actorNow = () => actors.of(c.req.raw.headers);
    const context = { ...services, actor: c.get("actor"), origin: originOf(c, "tRPC"), actorNow };
    return trpcAnswer(c.req.raw, callNames(c.req.path), context);
  });
  const rest = restApp((c) => ({ ...services, ...c.env }), services.revision);
  app.all("/v1/*", (c) => {
    const actorNow = () => actors.of(c.req.raw.headers);
    return rest.fetch(c.req.raw, { actor: c.get("actor"), origin: originOf(c, "REST"), actorNow });
  });
  const kept = new KeptPages(services.revision);
  const { signIn: service, openId, forgottenPasswords, audit } = services;
  const parts = { actors, service, openId, forgottenPasswords, audit, setupCode: settings.setupCode };
  app.all("*", pageRequests, (c) => {
    const actor = c.get("actor");
    const origin = originOf(c, "pages");
    const api = createCaller({ ...services, actor, origin }, { signal: c.req.raw.signal });
    const signing = createSigning(parts, c.req.raw, actor, clientOf(c, settings.trustProxy));
    const context = { api, cspNonce: c.get("nonce"), openApi, actor, signing, takeFiles, takeTurn };
    return kept.answer(c, (keep) => pages(c.req.raw, { ...context, keep }));
  });
  app.onError((error, c) => {
    const id = newLogId();
    console.error(id, error);
    return refusalFor(c, 500, `An unexpected error happened. The server's log has the details under ${id}.`);
  });
  return app;
}

/** What the command line says of itself; anybody could, so it is a hint. */
function isCommandLine(headers: Headers): boolean {
  return headers.get("user-agent") === COMMAND_LINE;
}

/** Whoever is not known is told how programs say who they are. */
const challenge: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status === 401) c.header("WWW-Authenticate", 'Bearer realm="Landing KPI"');
};

/** Most calls in one batch; and of those that answer with all rows of a run, one. */
const MAX_BATCH = 10;
const WITH_ROWS = new Set(["executions.get", "executions.execute"]);
const TRPC_METHODS = ["GET", "HEAD", "POST"];

/** What stands before tRPC: a request that can be read, and that asks for no more than a server can hold and build at a time. */
const trpcRequests: MiddlewareHandler = async (c, next) => {
  const { method } = c.req;
  if (!TRPC_METHODS.includes(method)) {
    const answer = refusal(405, `${method} is not possible here; queries take GET, mutations POST.`);
    answer.headers.set("Allow", TRPC_METHODS.join(", "));
    return answer;
  }
  if (!isDecodable(c.req.path)) return refusal(400, `${c.req.path} is not well-formed: a % stands alone.`);
  const names = callNames(c.req.path);
  if (names.length > MAX_BATCH)
    return refusal(
      400,
      `A batch has at most ${MAX_BATCH} calls; this one has ${names.length}. Send several.`,
    );
  if (names.filter((name) => WITH_ROWS.has(name)).length > 1)
    return refusal(400, `${[...WITH_ROWS].join(" and ")} answer with many rows: one of them in a batch.`);
  await next();
};

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The procedures that a tRPC request calls. */
function callNames(path: string): string[] {
  return decodeURIComponent(path).slice("/trpc/".length).split(",");
}

async function trpcAnswer(req: Request, names: readonly string[], context: ApiContext): Promise<Response> {
  const rows = new RowAnswer();
  const answer = await fetchRequestHandler({
    endpoint: "/trpc",
    req,
    router: appRouter,
    createContext: () => ({ ...context, sendRows: rows.sendRows, inBatch: names.length > 1 }),
    onError({ error }) {
      explain(error); // for the log
    },
  });
  if (isEventStream(answer.headers)) answer.headers.set("Cache-Control", NOT_CACHED);
  // Read to its end first: a batch may answer its calls one by one, and then the rows come after its beginning.
  return names.some((name) => WITH_ROWS.has(name)) ? rows.respond(await answer.text(), answer) : answer;
}

/** The body was not read to its end, so the connection cannot be used again. */
function tooLarge(c: Context): Response {
  const answer = refusalFor(
    c,
    413,
    `The body is larger than ${MAX_BODY_BYTES.toLocaleString("en")} bytes. Send less at a time.`,
  );
  answer.headers.set("Connection", "close");
  return answer;
}

/** Built files; those under /assets carry a hash of their content in their names and never change. */
function serveClient(app: Hono<{ Variables: HttpVariables }>, folder: string): void {
  app.use(
    "/assets/*",
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_path, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  app.use(
    "/favicon.*",
    serveStatic({ root: folder, onFound: (_path, c) => c.header("Cache-Control", "public, max-age=3600") }),
  );
}
