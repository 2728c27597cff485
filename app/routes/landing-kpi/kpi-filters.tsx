import { Form, Link } from "@remix-run/react";
import { HiddenParams } from "../../components/hidden-params.tsx";
import { UrlInput, UrlSelect } from "../../components/url-field.tsx";
import { KPI_STATES, type KpiState, type ListQuery } from "../../lib/list-query.ts";
import { useAutoSubmit } from "../../lib/use-auto-submit.ts";

const STATE_LABELS: Readonly<Record<KpiState, string>> = {
  active: "Active",
  deleted: "Deleted",
  all: "All",
};

interface KpiFiltersProps {
  readonly query: ListQuery;
  readonly groups: readonly string[];
  readonly search: string;
}

/** Search and filters of the list; sent while one types when there is JavaScript, else by the button. */
export function KpiFilters({ query, groups, search }: KpiFiltersProps) {
  const onChange = useAutoSubmit();
  const clean = !query.search && !query.group_name && query.state === "active";
  return (
    <Form action="/landing-kpi" className="toolbar" role="search" aria-label="KPIs" onChange={onChange}>
      <HiddenParams search={search} except={["search", "group_name", "state", "page"]} />
      <label htmlFor="list-search">
        Search
        <UrlInput
          id="list-search"
          type="search"
          name="search"
          value={query.search}
          placeholder="Name, alias, group, description"
        />
      </label>
      <label htmlFor="list-group-name">
        Group
        <UrlSelect id="list-group-name" name="group_name" value={query.group_name}>
          <option value="">All groups</option>
          {groups.map((group) => (
            <option key={group}>{group}</option>
          ))}
        </UrlSelect>
      </label>
      <label htmlFor="list-state">
        State
        <UrlSelect id="list-state" name="state" value={query.state}>
          {KPI_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_LABELS[state]}
            </option>
          ))}
        </UrlSelect>
      </label>
      <button type="submit">Apply</button>
      {!clean && <Link to="/landing-kpi">Clear</Link>}
    </Form>
  );
}
