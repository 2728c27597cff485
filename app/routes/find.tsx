import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { DestinationList } from "../components/destination-list.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { destinations } from "../lib/destinations.server.ts";

export async function loader({ request, context: { api } }: LoaderFunctionArgs) {
  const q = new URL(request.url).searchParams.get("q")?.trim() ?? "";
  return json({ q, found: await destinations(api, q) });
}

/** The command palette as a page: what Ctrl+K opens over any other with JavaScript. */
export default function FindPage() {
  const { q, found } = useLoaderData<typeof loader>();
  return (
    <div className="page narrow-page">
      <h1>Find</h1>
      <Form method="get" className="toolbar" role="search">
        <label>
          KPI, run, graph, source or page
          <input type="search" name="q" defaultValue={q} />
        </label>
        <button type="submit">Find</button>
      </Form>
      <DestinationList found={found} q={q} />
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Find – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
