import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { ComparisonExportQuery } from "../contracts/comparisons.ts";
import { EXPORT_FORMATS, type ExportFormat, ExportQuery } from "../contracts/drilldown.ts";
import { ReceivedFiles, UploadsOfSource } from "../contracts/file-uploads.ts";
import { appRouter } from "../router.ts";
import { CONTENT_TYPES } from "../services/export-file.ts";
import { EXAMPLES } from "./examples.ts";
import { type RestProcedure, restProcedures } from "./rest-routes.ts";

const TAG = "Landing KPI";

const ErrorEnvelope = z
  .object({
    success: z.literal(false),
    message: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "ErrorResponse" });

/** The OpenAPI 3.1 document of the REST surface, made from the procedures' own schemas. */
export function openApiDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const procedure of restProcedures(appRouter)) {
    const path = procedure.route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [procedure.route.method.toLowerCase()]: operation(procedure) };
  }
  for (const format of EXPORT_FORMATS) {
    paths[`/v1/landing-kpi/executions/{execution_id}/export.${format}`] = { get: exportOperation(format) };
    paths[`/v1/landing-kpi/compare/{left}/{right}/export.${format}`] = { get: differencesOperation(format) };
  }
  const filesOfSource = "/v1/sources/{source_id}/files";
  paths[filesOfSource] = { ...paths[filesOfSource], post: uploadOperation() };
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Landing KPI",
        version: "1.0.0",
        description: "KPIs in English, turned into SQL, executed on the real database, with every run kept.",
      },
      tags: [{ name: TAG, description: "KPI definitions, executions, drill-down, knowledge graphs" }],
      paths,
    },
    // Filters are read into a map by column; the field around it says what they are in JSON.
    { allowEmptySchema: { map: true } },
  );
}

function operation(procedure: RestProcedure): ZodOpenApiOperationObject {
  const { route, input, pathFields } = procedure;
  const hasBody = route.method === "POST" || route.method === "PUT";
  const [inPath, others] = splitShape(input, pathFields);
  const [asHeaders, rest] = splitHeaders(others, procedure.headerFields);
  const example = EXAMPLES[procedure.name];
  return {
    operationId: procedure.name.replace(".", "_"),
    tags: [TAG],
    summary: route.summary,
    description: route.description,
    requestParams: {
      ...(pathFields.length > 0 ? { path: z.object(inPath) } : {}),
      ...(Object.keys(asHeaders).length > 0 ? { header: z.object(asHeaders) } : {}),
      ...(!hasBody && Object.keys(rest).length > 0 ? { query: z.object(rest) } : {}),
    },
    ...(hasBody && Object.keys(rest).length > 0
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: z.object(rest), example: example?.request } },
          },
        }
      : {}),
    responses: {
      [String(route.status ?? 200)]: {
        description: "Done",
        content: route.events
          ? { "text/event-stream": { schema: z.union(Object.values(route.events)) } }
          : { "application/json": { schema: procedure.output, example: example?.response } },
      },
      ...(route.events
        ? { "204": { description: "The last event was its end: nothing comes any more" } }
        : {}),
      ...(route.respondAsync
        ? {
            "202": {
              description: "Begun, as `Prefer: respond-async` asked for; `Location` says where it is",
              content: { "application/json": { schema: procedure.output } },
            },
          }
        : {}),
      ...errorResponses(procedure),
    },
  } as ZodOpenApiOperationObject;
}

const EXPORTS: Readonly<Record<ExportFormat, readonly [as: string, how: string]>> = {
  csv: ["CSV", "as RFC 4180"],
  xlsx: [
    "an Excel workbook",
    "in typed cells: numbers, dates where a column is of dates, and text that stays text whatever it looks like. Numbers of more than 15 digits are text, and the last sheet says so",
  ],
  jsonl: ["JSON lines", "each a JSON object by column in a line of its own"],
};

function exportOperation(format: ExportFormat): ZodOpenApiOperationObject {
  const [as, how] = EXPORTS[format];
  return fileOperation(format, {
    id: `drilldown_${format}`,
    input: ExportQuery,
    inPath: ["execution_id"],
    summary: `Export the rows of an execution as ${as}`,
    description: `Exactly the rows that the same search, filters and sort show in the drill-down, ${how}. The file is named after the KPI and the minute of the run in UTC, and says when the run stored fewer rows than its query returns: \`open-orders-2026-11-25-1804-first-1000-of-48211.${format}\`.`,
  });
}

function differencesOperation(format: ExportFormat): ZodOpenApiOperationObject {
  const [as, how] = EXPORTS[format];
  return fileOperation(format, {
    id: `comparisons_${format}`,
    input: ComparisonExportQuery,
    inPath: ["left", "right"],
    summary: `Export what became of the rows between two executions as ${as}`,
    description: `The rows of one kind of change, or all but those that are the same, ${how}. ${format === "jsonl" ? "Each as in the comparison's answer." : "Columns say what became of the row and, where it changed, what its cells were before."}`,
  });
}

interface FileOperation {
  readonly id: string;
  readonly input: z.ZodObject;
  readonly inPath: readonly string[];
  readonly summary: string;
  readonly description: string;
}

function fileOperation(format: ExportFormat, operation: FileOperation): ZodOpenApiOperationObject {
  const [inPath, { bom, format: _named, ...others }] = splitShape(operation.input, operation.inPath);
  const query = format === "csv" ? { ...others, bom } : others;
  return {
    operationId: operation.id,
    tags: [TAG],
    summary: operation.summary,
    description: operation.description,
    requestParams: { path: z.object(inPath), query: z.object(query as z.ZodRawShape) },
    responses: {
      "200": {
        description: "Done",
        content: { [mediaType(format)]: { schema: format === "xlsx" ? z.file() : z.string() } },
      },
      ...errors(401, 403, 404, 409, 422),
    },
  } as ZodOpenApiOperationObject;
}

function mediaType(format: ExportFormat): string {
  return CONTENT_TYPES[format].split(";")[0] ?? "";
}

function uploadOperation(): ZodOpenApiOperationObject {
  return {
    operationId: "fileUploads_receive",
    tags: [TAG],
    summary: "Upload files that are to become tables",
    description:
      "To a source of type `files`: up to 200 at once, CSV and other delimited text, JSON lines or Excel workbooks (.xlsx), told by their content. The answer says what was found in each: columns with their types and what speaks for them; load it with `POST /v1/uploads/{upload_id}/load`. Files that cannot become tables are named in `refused` and do not stop the others; when there is no other the answer is 422. For administrators.",
    requestParams: { path: UploadsOfSource },
    requestBody: {
      required: true,
      content: { "multipart/form-data": { schema: z.object({ file: z.array(z.file()) }) } },
    },
    responses: {
      "201": { description: "Done", content: { "application/json": { schema: ReceivedFiles } } },
      ...errors(401, 403, 404, 409, 422),
    },
  } as ZodOpenApiOperationObject;
}

function splitShape(input: z.ZodObject | undefined, pathFields: readonly string[]) {
  const entries = Object.entries(input?.shape ?? {});
  const isInPath = ([name]: [string, unknown]) => pathFields.includes(name);
  return [
    Object.fromEntries(entries.filter(isInPath)),
    Object.fromEntries(entries.filter((entry) => !isInPath(entry))),
  ] as [z.ZodRawShape, z.ZodRawShape];
}

/** What comes as headers, by their names, and the rest by the fields' names. */
function splitHeaders(shape: z.ZodRawShape, headerFields: RestProcedure["headerFields"]) {
  const rest = { ...shape };
  const headers: Record<string, z.ZodRawShape[string]> = {};
  for (const [header, field] of Object.entries(headerFields)) {
    headers[header] = shape[field] as z.ZodRawShape[string];
    delete (rest as Record<string, unknown>)[field];
  }
  return [headers, rest] as [z.ZodRawShape, z.ZodRawShape];
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: "The body is not well-formed JSON",
  401: "Nobody is signed in, and there is no key that is known",
  403: "Whoever asks may not do this; the sentence says who may",
  404: "There is nothing with this id or name",
  409: "Conflicts with what is stored: a name that is taken, a stale version, a deleted KPI, a run without rows",
  413: "The body is too large",
  422: "A field is not acceptable; `errors` says which and why",
  429: "Too many streams of events of the same caller are open",
  503: "Not possible right now: the product's database is locked or cannot be written, or the server is stopping",
  507: "The disk of the product's database is full; nothing was saved",
};

function errorResponses({ route, pathFields, input }: RestProcedure) {
  const body = route.method === "POST" || route.method === "PUT";
  return errors(
    ...[401, 403],
    ...(body ? [400, 413] : []),
    ...(pathFields.length > 0 ? [404] : []),
    ...(pathFields.length > 0 || body ? [409] : []),
    ...(input ? [422] : []),
    ...(route.events ? [429] : []),
    ...(route.method === "GET" ? [] : [503, 507]),
  );
}

function errors(...statuses: number[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: DESCRIPTIONS[status], content: { "application/json": { schema: ErrorEnvelope } } },
    ]),
  );
}
