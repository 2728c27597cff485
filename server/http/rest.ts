import type { TrackedEnvelope } from "@trpc/server";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import { ComparisonExportQuery } from "../contracts/comparisons.ts";
import { EXPORT_FORMATS, ExportQuery } from "../contracts/drilldown.ts";
import { explain } from "../contracts/refusals.ts";
import { readWords } from "../contracts/words.ts";
import { type AppCaller, appRouter, createCaller } from "../router.ts";
import type { ExportFile } from "../services/export-file.ts";
import { attachment } from "../services/export-file-name.ts";
import { WhileUnchanged } from "../services/while-unchanged.ts";
import type { ApiContext, RestRoute } from "../trpc.ts";
import { refusal } from "./answers.ts";
import { bodyStream } from "./body-stream.ts";
import { eventResponse, type SentEvent } from "./event-stream.ts";
import { JsonAnswer } from "./json-answer.ts";
import { isSentPacked, packed } from "./packed-file.ts";
import { type RestProcedure, restProcedures } from "./rest-routes.ts";
import { receiveFiles } from "./rest-uploads.ts";
import { RowAnswer } from "./row-answer.ts";

/** Takes files besides what its procedure answers. */
const FILES = "/v1/sources/:source_id/files";

/** Memory for answers that are kept, in bytes. */
const KEPT_BYTES = 2_000_000;

/** The specification's REST surface: each route reads its input from path, query and body and calls one procedure. */
export function restApp(contextOf: (c: Context) => ApiContext, revision: () => Promise<string>): Hono {
  const app = new Hono();
  const kept = new WhileUnchanged<JsonAnswer>(revision, KEPT_BYTES);
  const procedures = restProcedures(appRouter);
  for (const procedure of procedures) {
    app.on(procedure.route.method, procedure.route.path, (c) =>
      answering(async () => {
        if (procedure.route.kept) return keptAnswer(c, procedure);
        const rows = new RowAnswer();
        const context = { ...contextOf(c), sendRows: rows.sendRows };
        const caller = createCaller(context, { signal: c.req.raw.signal });
        const input = await readInput(c, procedure);
        const { respondAsync } = procedure.route;
        if (respondAsync && prefersAsync(c))
          return accepted(respondAsync, await findCall(caller, respondAsync.procedure)(input));
        const answer = await findCall(caller, procedure.name)(input);
        if (procedure.route.events) return eventResponse(namedEvents(answer), c.req.method);
        const headers = { "Content-Type": "application/json" };
        return rows.respond(JSON.stringify(answer), { status: procedure.route.status ?? 200, headers });
      }),
    );
  }
  const keptAnswer = async (c: Context, procedure: RestProcedure): Promise<Response> => {
    const context = contextOf(c);
    const { rights, hiddenGroups } = context.actor;
    const input = await readInput(c, procedure);
    // Others may wait for the same answer, so it is made to its end although this client may leave.
    const make = async () => new JsonAnswer(await findCall(createCaller(context), procedure.name)(input));
    const key = JSON.stringify([procedure.name, input, rights, hiddenGroups]);
    const answer = (await kept.get(key, make)) ?? (await make());
    return answer.respond(c);
  };
  for (const format of EXPORT_FORMATS) {
    const file = (
      path: string,
      input: z.ZodObject,
      of: (caller: AppCaller) => (query: never) => Promise<ExportFile>,
    ) =>
      app.get(`${path}/export.${format}`, (c) =>
        answering(async () => {
          const query = withPath(readWords(input, readQuery(c)), { ...c.req.param(), format });
          const caller = createCaller(contextOf(c), { signal: c.req.raw.signal });
          return fileResponse(c, await of(caller)(query as never));
        }),
      );
    file("/v1/landing-kpi/executions/:execution_id", ExportQuery, (caller) => caller.drilldown.export);
    file(
      "/v1/landing-kpi/compare/:left/:right",
      ComparisonExportQuery,
      (caller) => caller.comparisons.export,
    );
  }
  app.get("/v1/audit/export.csv", (c) =>
    answering(async () => fileResponse(c, await createCaller(contextOf(c)).audit.export(readQuery(c)))),
  );
  app.post(FILES, (c) =>
    answering(async () => {
      const caller = createCaller(contextOf(c), { signal: c.req.raw.signal });
      const answer = await receiveFiles(c.req.raw, caller, c.req.param("source_id"));
      return Response.json(answer, { status: 201 });
    }),
  );
  for (const path of new Set(procedures.map((procedure) => procedure.route.path))) {
    const methods: string[] = procedures
      .filter(({ route }) => route.path === path)
      .map(({ route }) => route.method);
    if (path === FILES) methods.push("POST");
    app.all(path, (c) => {
      const answer = refusal(405, `${c.req.method} is not possible here; use ${methods.join(" or ")}.`);
      answer.headers.set("Allow", methods.join(", "));
      return answer;
    });
  }
  app.all("/v1/*", (c) => refusal(404, `There is no ${c.req.path}. The endpoints are listed at /docs.`));
  return app;
}

/** A subscription's events, each under the name of its kind. */
async function* namedEvents(answer: unknown): AsyncGenerator<SentEvent> {
  for await (const [id, data] of answer as AsyncIterable<TrackedEnvelope<{ readonly kind: string }>>)
    yield { id, name: data.kind, data };
}

type Call = (input: unknown) => Promise<unknown>;

function findCall(caller: AppCaller, name: string): Call {
  const [area = "", action = ""] = name.split(".");
  return (caller as unknown as Record<string, Record<string, Call>>)[area]?.[action] as Call;
}

/** RFC 7240: preferences are separated by commas, and what does not matter here follows a semicolon. */
function prefersAsync(c: Context): boolean {
  const preferences = (c.req.header("prefer") ?? "").split(",");
  return preferences.some((preference) => preference.split(";")[0]?.trim().toLowerCase() === "respond-async");
}

/** The answer to work that goes on after it. */
function accepted({ location }: NonNullable<RestRoute["respondAsync"]>, answer: unknown): Response {
  const headers = { Location: location(answer as never), "Preference-Applied": "respond-async" };
  return Response.json(answer, { status: 202, headers });
}

/** A request that cannot even be read; `status` is the answer's. */
class UnreadableRequest extends Error {
  readonly status: number;
  readonly field: string;
  constructor(status: number, message: string, field = "") {
    super(message);
    this.status = status;
    this.field = field;
  }
}

async function answering(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof UnreadableRequest) {
      const errors = error.field ? [{ field: error.field, message: error.message }] : [];
      return refusal(error.status, error.message, errors);
    }
    const { status, message, errors } = explain(error);
    return refusal(status, message, errors);
  }
}

async function readInput(c: Context, procedure: RestProcedure): Promise<unknown> {
  if (!procedure.input) return undefined;
  const { method } = procedure.route;
  const inBody = method === "POST" || method === "PUT";
  const sent = inBody ? await readBody(c) : readWords(procedure.input, readQuery(c));
  const path = c.req.param() as Record<string, string>;
  return { ...withPath(sent, path), ...readHeaders(c, procedure, sent) };
}

/** The fields that come as headers, which can be sent only so. */
function readHeaders(c: Context, { headerFields }: RestProcedure, sent: object): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [header, field] of Object.entries(headerFields)) {
    if (Object.hasOwn(sent, field))
      throw new UnreadableRequest(422, `${field} is sent as the header ${header}; leave it out.`, field);
    const value = c.req.header(header);
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

/** What was sent together with the fields of the path, which can be sent only once. */
function withPath(sent: Record<string, unknown>, path: Record<string, string>): Record<string, unknown> {
  const twice = Object.keys(path).find((field) => Object.hasOwn(sent, field));
  if (twice) throw new UnreadableRequest(422, `${twice} stands in the path already; leave it out.`, twice);
  // Schemas cannot see this name: an object that has it looks to them like one without.
  if (Object.hasOwn(sent, "__proto__"))
    throw new UnreadableRequest(422, "There is no such field.", "__proto__");
  return { ...sent, ...path };
}

function readQuery(c: Context): Record<string, string> {
  const params = new URL(c.req.url).searchParams;
  const query = new Map<string, string>();
  for (const name of new Set(params.keys())) {
    const [value, ...others] = params.getAll(name);
    if (others.length > 0)
      throw new UnreadableRequest(422, `${name} is given ${others.length + 1} times; give it once.`, name);
    if (value) query.set(name, value); // `?search=` is a form field that was left empty
  }
  return Object.fromEntries(query);
}

async function readBody(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type))
    throw new UnreadableRequest(
      415,
      `The body must be JSON with Content-Type: application/json (it came as ${type || "nothing"}).`,
    );
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new UnreadableRequest(400, `The body is not well-formed JSON: ${(error as Error).message}.`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new UnreadableRequest(422, "The body must be a JSON object, like {}.");
  return body as Record<string, unknown>;
}

function fileResponse(c: Context, { fileName, contentType, chunks }: ExportFile): Response {
  const headers = { "Content-Type": contentType, "Content-Disposition": attachment(fileName) };
  if (!contentType.includes("charset=") || !isSentPacked(c))
    return new Response(bodyStream(chunks), { headers });
  const packing = { "Content-Encoding": "gzip", Vary: "Accept-Encoding" };
  return new Response(packed(chunks), { headers: { ...headers, ...packing } });
}
