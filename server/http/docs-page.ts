import { html, raw } from "hono/html";
import type { openApiDocument } from "./openapi.ts";

type Document = ReturnType<typeof openApiDocument>;

/** The parts of an operation that the page shows. */
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: object;
  }[];
  readonly requestBody?: { content: Content };
  readonly responses: Readonly<Record<string, { description?: string; content?: Content }>>;
}
type Content = Readonly<Record<string, { schema?: object; example?: unknown }>>;

/** The API documentation as one page: rendered here, no script, nothing fetched from elsewhere. */
export function docsPage(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  );
  const tag = document.tags?.[0];
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API documentation · Landing KPI</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/style.css" />
  </head>
  <body>
    <header>
      <p><a href="/landing-kpi">← Landing KPI</a></p>
      <h1>API documentation</h1>
      <p>${document.info.description} The same document for programs: <a href="/openapi.json">/openapi.json</a>
        (OpenAPI ${document.openapi}). TypeScript services call the same procedures over tRPC at <code>/trpc</code>.</p>
    </header>
    <main>
      <h2>${tag?.name}</h2>
      <p>${tag?.description}</p>
      ${operations.map((each) => renderOperation(each.method, each.path, each.operation))}
      <h2>Schemas</h2>
      ${Object.entries(document.components?.schemas ?? {}).map(
        ([name, schema]) =>
          html`<details id="schema-${name}"><summary><code>${name}</code></summary>${code(schema)}</details>`,
      )}
    </main>
  </body>
</html>`;
}

function renderOperation(method: string, path: string, operation: Operation) {
  const body = operation.requestBody?.content["application/json"];
  return html`<details class="operation" id="${method}-${path}">
    <summary><strong class="${method.toLowerCase()}">${method}</strong> <code>${path}</code> <span>${operation.summary}</span></summary>
    ${operation.description ? html`<p>${operation.description}</p>` : ""}
    ${operation.parameters?.length ? renderParameters(operation.parameters) : ""}
    ${body ? html`<h3>Request body</h3>${body.example === undefined ? "" : code(body.example)}${schemaOf(body.schema)}` : ""}
    <h3>Answers</h3>
    ${Object.entries(operation.responses).map(([status, response]) => renderResponse(status, response))}
  </details>`;
}

function renderParameters(parameters: NonNullable<Operation["parameters"]>) {
  return html`<h3>Parameters</h3>
    <table>
      <thead><tr><th>Name</th><th>In</th><th>Required</th><th>Values</th><th>Meaning</th></tr></thead>
      <tbody>${parameters.map(
        (parameter) => html`<tr>
          <td><code>${parameter.name}</code></td><td>${parameter.in}</td><td>${parameter.required ? "yes" : "no"}</td>
          <td><code>${JSON.stringify(parameter.schema)}</code></td><td>${parameter.description ?? ""}</td>
        </tr>`,
      )}</tbody>
    </table>`;
}

function renderResponse(status: string, response: { description?: string; content?: Content }) {
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  return html`<p><strong>${status}</strong> ${response.description} ${type ? html`<code>${type}</code>` : ""}</p>
    ${content?.example === undefined ? "" : code(content.example)}${status < "300" ? schemaOf(content?.schema) : ""}`;
}

function schemaOf(schema: object | undefined) {
  return schema ? html`<details><summary>Schema</summary>${code(schema)}</details>` : "";
}

/** JSON with links from each reference to its schema. */
function code(value: unknown) {
  const text = JSON.stringify(value, null, 2)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replace(/&quot;#\/components\/schemas\/(\w+)&quot;/g, '<a href="#schema-$1">$1</a>');
  return html`<pre>${raw(text)}</pre>`;
}

/** Its own small style sheet, so that the page needs nothing of the web application. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
details.operation { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 6px; padding: .5rem .75rem; margin: .5rem 0; }
summary { cursor: pointer; }
summary strong { display: inline-block; min-width: 4.75rem; }
pre { overflow-x: auto; padding: .75rem; border-radius: 6px; background: color-mix(in srgb, currentColor 7%, transparent); font-size: .85rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .9rem; }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); vertical-align: top; }
h3 { margin: .75rem 0 .25rem; font-size: 1rem; }
`;
