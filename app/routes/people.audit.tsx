import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { AuditEntry } from "../../server/contracts/audit.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { UrlInput } from "../components/url-field.tsx";
import { formatTimestamp } from "../lib/format.ts";
import { answer } from "../lib/problems.server.ts";
import { withoutBlanks, withParams } from "../lib/urls.ts";

const FIELDS = ["search", "who", "act", "from", "to"] as const;
type Search = Partial<Record<(typeof FIELDS)[number], string>>;

export async function loader({ request, context: { api } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const short = withoutBlanks(searchParams);
  if (short !== null) throw redirect(pathname + short);
  const given = (name: string) => searchParams.get(name)?.trim() || undefined;
  const search: Search = Object.fromEntries(
    FIELDS.flatMap((name) => (given(name) ? [[name, given(name)]] : [])),
  );
  // The schema of the procedure says what is wrong with an address that somebody changed.
  const before = given("before") as never;
  const [{ entries, next_before }, verification] = await Promise.all([
    answer(api.audit.list({ ...search, before })),
    given("verify") ? answer(api.audit.verify({})) : null,
  ]);
  return { search, entries, next_before, isFirst: before === undefined, verification };
}

export default function AuditPage() {
  const { search, entries, next_before, isFirst, verification } = useLoaderData<typeof loader>();
  const here = (more: Readonly<Record<string, string>>) =>
    `/people/audit${withParams("", { ...search, ...more })}`;
  return (
    <div className="page">
      <p>
        <Link to="/people">People</Link>
      </p>
      <header className="page-header">
        <h1>Audit</h1>
        <div className="actions">
          <Link className="button" to={here({ verify: "yes" })}>
            Check that nothing is missing
          </Link>
          <a className="button" href={`/v1/audit/export.csv${withParams("", search)}`} download>
            Export as CSV
          </a>
        </div>
      </header>
      <p>Who changed something, took out rows, or signed in; the newest first. Nobody can change an entry.</p>
      {verification && <Verified {...verification} />}
      <AuditFilters search={search} />
      {entries.length > 0 ? (
        <DataTable label="Audit" columns={COLUMNS} rows={entries} rowId={({ seq }) => String(seq)} stacks />
      ) : (
        <p>There is no such entry.</p>
      )}
      <nav className="pagination" aria-label="Pages of the audit">
        {!isFirst && <Link to={here({})}>The newest</Link>}
        {next_before !== null && <Link to={here({ before: String(next_before) })}>Older ›</Link>}
      </nav>
    </div>
  );
}

function Verified({
  success,
  message,
  problems,
  last,
  last_hash,
}: {
  readonly success: boolean;
  readonly message: string;
  readonly problems: readonly { readonly seq: number; readonly problem: string }[];
  readonly last: number | null;
  readonly last_hash: string | null;
}) {
  return (
    <Notice kind={success ? "success" : "error"}>
      <p>{message}</p>
      {problems.length > 1 && (
        <ul>
          {problems.map(({ seq, problem }) => (
            <li key={`${seq} ${problem}`}>{problem}</li>
          ))}
        </ul>
      )}
      {last !== null && (
        <p>
          The newest is entry {last}, with the hash <code className="breaks">{last_hash}</code>. Noted down
          elsewhere, it shows later whether all entries up to it were put in again.
        </p>
      )}
    </Notice>
  );
}

function AuditFilters({ search }: { search: Search }) {
  const field = (name: keyof Search, label: string, type: "search" | "date", placeholder?: string) => (
    <label htmlFor={`audit-${name}`}>
      {label}
      <UrlInput id={`audit-${name}`} type={type} name={name} value={search[name]} placeholder={placeholder} />
    </label>
  );
  return (
    <Form action="/people/audit" className="toolbar" role="search" aria-label="Audit">
      {field("search", "Search", "search", "What, to what, from where")}
      {field("who", "Who", "search", "Name of a person or key")}
      {field("from", "From", "date")}
      {field("to", "To", "date")}
      {search.act && (
        <label htmlFor="audit-act">
          What
          <UrlInput id="audit-act" name="act" value={search.act} />
        </label>
      )}
      <button type="submit">Apply</button>
      {Object.keys(search).length > 0 && <Link to="/people/audit">Clear</Link>}
    </Form>
  );
}

const OUTCOMES: Readonly<Record<AuditEntry["outcome"], string>> = {
  done: "",
  refused: "refused",
  failed: "failed",
  unknown: "the server ended meanwhile",
};

const COLUMNS: DataColumn<AuditEntry>[] = [
  { id: "seq", header: "No.", accessorKey: "seq", meta: { numeric: true } },
  {
    id: "at",
    header: "When (UTC)",
    cell: ({ row: { original: entry } }) => <time dateTime={entry.at}>{formatTimestamp(entry.at)}</time>,
  },
  {
    id: "who",
    header: "Who",
    cell: ({ row: { original: entry } }) => (
      <Link to={`/people/audit${withParams("", { who: entry.who })}`}>
        <Breakable text={entry.who} />
      </Link>
    ),
  },
  {
    id: "did",
    header: "What",
    cell: ({ row: { original: entry } }) => (
      <>
        <Link to={`/people/audit${withParams("", { act: entry.act })}`}>{entry.did}</Link>
        {entry.outcome !== "done" && <strong> ({OUTCOMES[entry.outcome]})</strong>}
      </>
    ),
  },
  {
    id: "thing",
    header: "To what",
    cell: ({ row: { original: entry } }) =>
      entry.thing_name === null ? (
        (entry.thing_id ?? "")
      ) : (
        <Breakable text={`${entry.thing_name} (${entry.thing_kind} ${entry.thing_id})`} />
      ),
  },
  { id: "changes", header: "Changes", cell: ({ row }) => <Changes {...row.original} /> },
  {
    id: "way",
    header: "From",
    accessorFn: ({ way, address }) => (address ? `${way}, ${address}` : way),
  },
];

/** Each field that changed, with what it was and is; folded, since definitions and rules are long. */
function Changes({ before, after }: Pick<AuditEntry, "before" | "after">) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return null;
  return (
    <details>
      <summary className="unbroken">{names.length === 1 ? names[0] : `${names.length} fields`}</summary>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {before && <Breakable text={`was ${JSON.stringify(before[name] ?? null)}`} />}
              {before && after && ", "}
              {after && <Breakable text={`is ${JSON.stringify(after[name] ?? null)}`} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export const meta: MetaFunction = () => [{ title: "Audit – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
