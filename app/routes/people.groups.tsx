import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { GroupLimit } from "../../server/contracts/group-limits.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { redirectWithFlash, takeFlash } from "../lib/flash.server.ts";
import { answer, badRequest, failureOf, notFound } from "../lib/problems.server.ts";
import { withParams } from "../lib/urls.ts";

const PAGE = "/people/groups";

export async function loader({ request, context: { api, signing } }: LoaderFunctionArgs) {
  const [{ groups }, { accounts }, { keys }, { flash, headers }, isOn] = await Promise.all([
    answer(api.groups.list()),
    answer(api.people.list()),
    answer(api.apiKeys.list()),
    takeFlash(request),
    signing.isOn(),
  ]);
  if (!isOn) throw redirect("/setup");
  const name = new URL(request.url).searchParams.get("group");
  const chosen = groups.find(({ group_name }) => group_name === name) ?? null;
  if (name !== null && chosen === null) throw notFound(`There is no group “${name}”.`);
  // Administrators see every group.
  const people = accounts
    .filter(({ role }) => role !== "administrator")
    .map(({ id, name }) => ({ id, name }));
  const programs = keys.filter(({ state }) => state === "usable").map(({ id, name }) => ({ id, name }));
  const names = new Map([
    ...accounts.map((account) => [`account ${account.id}`, account.name] as const),
    ...keys.map((key) => [`key ${key.id}`, `key ${key.name}`] as const),
  ]);
  const rows = groups.map((group) => ({ ...group, seenBy: seenBy(group, names) }));
  return json({ rows, chosen, people, programs, flash }, { headers });
}

function seenBy({ limited, account_ids, key_ids }: GroupLimit, names: ReadonlyMap<string, string>): string {
  if (!limited) return "everybody";
  const members = [...account_ids.map((id) => `account ${id}`), ...key_ids.map((id) => `key ${id}`)];
  return ["administrators", ...members.flatMap((member) => names.get(member) ?? [])].join(", ");
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  const group_name = String(form.get("group_name") ?? "");
  const ids = (field: string) => form.getAll(field).map((id) => Number(id));
  try {
    switch (form.get("intent")) {
      case "limit":
        await api.groups.limit({ group_name, account_ids: ids("account_ids"), key_ids: ids("key_ids") });
        return redirectWithFlash(PAGE, "group_limited");
      case "open":
        await api.groups.open({ group_name });
        return redirectWithFlash(PAGE, "group_opened");
    }
  } catch (error) {
    const { status, message, fields } = failureOf(error);
    return json({ message: Object.values(fields)[0] ?? message }, { status });
  }
  throw badRequest("The page of groups takes no such form.");
}

export default function GroupsPage() {
  const { rows, chosen, people, programs, flash } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="page">
      <p>
        <Link to="/people">People</Link>
      </p>
      <h1>Groups of KPIs</h1>
      <p>
        Everybody sees a group until it is limited. Then others see nothing of its KPIs: no names, no numbers,
        no rows. Administrators always see all.
      </p>
      {flash && <FlashNotice flash={flash} />}
      {refused && <Notice kind="error">{refused.message}</Notice>}
      {rows.length === 0 ? (
        <p>No KPI is in a group yet. The group is a field of a KPI.</p>
      ) : (
        <DataTable
          label="Groups"
          columns={COLUMNS}
          rows={rows}
          rowId={({ group_name }) => group_name}
          stacks
        />
      )}
      {chosen && <LimitForm key={chosen.group_name} group={chosen} people={people} programs={programs} />}
    </div>
  );
}

interface Member {
  readonly id: number;
  readonly name: string;
}

interface LimitFormProps {
  readonly group: GroupLimit;
  readonly people: readonly Member[];
  readonly programs: readonly Member[];
}

function LimitForm({ group, people, programs }: LimitFormProps) {
  const choice = (field: string, legend: string, members: readonly Member[], chosen: readonly number[]) =>
    members.length > 0 && (
      <fieldset>
        <legend>{legend}</legend>
        {members.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" name={field} value={id} defaultChecked={chosen.includes(id)} /> {name}
          </label>
        ))}
      </fieldset>
    );
  return (
    <section className="narrow-page" aria-labelledby="limit">
      <h2 id="limit">
        Who sees <Breakable text={group.group_name} />
      </h2>
      <Form method="post" action={PAGE} className="form">
        <input type="hidden" name="group_name" value={group.group_name} />
        {choice("account_ids", "People", people, group.account_ids)}
        {choice("key_ids", "API keys", programs, group.key_ids)}
        <div className="form-buttons">
          <button type="submit" name="intent" value="limit" data-kind="primary">
            {group.limited ? "Save" : "Limit it to these"}
          </button>
          {group.limited && (
            <button type="submit" name="intent" value="open">
              Let everybody see it
            </button>
          )}
          <Link className="button" to={PAGE}>
            Cancel
          </Link>
        </div>
      </Form>
    </section>
  );
}

const COLUMNS: DataColumn<GroupLimit & { readonly seenBy: string }>[] = [
  {
    id: "group_name",
    header: "Group",
    accessorKey: "group_name",
    meta: { rowHeader: true },
    cell: ({ row }) => <Breakable text={row.original.group_name} />,
  },
  { id: "kpis", header: "KPIs", accessorKey: "kpis", meta: { numeric: true } },
  {
    id: "seenBy",
    header: "Seen by",
    accessorKey: "seenBy",
    cell: ({ row }) => <Breakable text={row.original.seenBy} />,
  },
  {
    id: "change",
    header: "Actions",
    cell: ({ row: { original: group } }) => (
      <Link className="button" to={`${PAGE}${withParams("", { group: group.group_name })}#limit`}>
        Change<span className="visually-hidden"> who sees {group.group_name}</span>
      </Link>
    ),
  },
];

export const meta: MetaFunction = () => [{ title: "Groups of KPIs – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
