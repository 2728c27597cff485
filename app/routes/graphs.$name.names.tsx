import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Breakable } from "../components/breakable.tsx";
import { HiddenParams } from "../components/hidden-params.tsx";
import { foundSentence, NamesList } from "../components/names-list.tsx";
import { Pagination } from "../components/pagination.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { UrlInput } from "../components/url-field.tsx";
import { type NamesQuery, namesInput, namesPath, readNamesQuery, shownKinds } from "../lib/names-query.ts";
import { answer } from "../lib/problems.server.ts";
import { withoutBlanks, withParams } from "../lib/urls.ts";
import { useAutoSubmit } from "../lib/use-auto-submit.ts";

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const short = withoutBlanks(url.searchParams);
  if (short !== null) throw redirect(url.pathname + short);
  const query = readNamesQuery(url.searchParams);
  return { query, names: await answer(api.graphs.names(namesInput(params.name ?? "", query))) };
}

/** What a definition may name in a knowledge graph. */
export default function NamesPage() {
  const { query, names } = useLoaderData<typeof loader>();
  const { q, kind, table } = query;
  const graph = names.kg_name;
  return (
    <div className="page">
      <h1>Names in {graph}</h1>
      <p>
        What a definition may name. Write it as it stands here in bold: upper and lower case do not matter,
        and other names of the same thing are understood too.
      </p>
      <NamesSearch graph={graph} query={query} />
      {(table || kind) && (
        <p>
          Only {kind ?? "names"}
          {table && (
            <>
              {" "}
              of <Breakable text={table} />
            </>
          )}
          . <Link to={namesPath(graph, { q })}>All names</Link>
        </p>
      )}
      <p role="status">{foundSentence(names, kind)}</p>
      <NamesList
        names={names}
        kinds={shownKinds(query)}
        heading="h2"
        say={(text) => (
          <strong>
            <Breakable text={text} />
          </strong>
        )}
        all={(of, within = table) =>
          namesPath(graph, { q: within === table ? q : undefined, kind: of, table: within })
        }
      />
      {kind && (
        <Pagination
          label={`Pages of ${kind}`}
          page={names.page}
          pages={Math.ceil(names[kind].total / names.page_size)}
          href={(page) => namesPath(graph, { ...query, page: String(page) })}
        />
      )}
    </div>
  );
}

function NamesSearch({ graph, query: { q, kind, table } }: { graph: string; query: NamesQuery }) {
  const onChange = useAutoSubmit();
  return (
    <Form action={namesPath(graph)} className="toolbar" role="search" aria-label="Names" onChange={onChange}>
      <HiddenParams search={withParams("", { kind, table })} except={[]} />
      <label htmlFor="names-search">
        Search
        <UrlInput
          id="names-search"
          type="search"
          name="q"
          value={q}
          placeholder="Part of a name, alias or value"
        />
      </label>
      <button type="submit">Search</button>
      {q && <Link to={namesPath(graph, { kind, table })}>Clear</Link>}
    </Form>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Names in ${data?.names.kg_name ?? "a graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
