import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../../components/route-problem.tsx";
import { PLAIN_PAGE } from "../../lib/plain-page.ts";
import { type Documentation, documentationOf } from "./documentation.ts";
import { JsonBlock, schemaId } from "./json-block.tsx";
import { OperationPanel } from "./operation-panel.tsx";

export function loader({ context: { openApi } }: LoaderFunctionArgs) {
  return json(documentationOf(openApi));
}

export const handle = PLAIN_PAGE;

/** The API documentation on one page. */
export default function DocsPage() {
  const { description, openapi, areas, operations, schemas } = useLoaderData() as Documentation;
  return (
    <div className="page api-docs">
      <h1>API documentation</h1>
      <p>
        {description} The same document for programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI{" "}
        {openapi}). TypeScript services call the same procedures over tRPC at <code>/trpc</code>.
      </p>
      {areas.map((area) => (
        <div key={area.name}>
          <h2>{area.name}</h2>
          <p>{area.description}</p>
        </div>
      ))}
      {operations.map((operation) => (
        <OperationPanel key={`${operation.method} ${operation.path}`} operation={operation} />
      ))}
      <h2>Schemas</h2>
      {schemas.map(({ name, schema }) => (
        <details key={name} className="panel">
          <summary>
            <code>{name}</code>
          </summary>
          <JsonBlock id={schemaId(name)} value={schema} />
        </details>
      ))}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "API documentation – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
