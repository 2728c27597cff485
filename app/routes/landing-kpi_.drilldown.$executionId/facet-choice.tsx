import { Form, Link, useLocation } from "@remix-run/react";
import type { FacetResponse } from "../../../server/contracts/facets.ts";
import { Breakable } from "../../components/breakable.tsx";
import { CellValue } from "../../components/cell-value.tsx";
import { HiddenParams } from "../../components/hidden-params.tsx";
import { UrlSelect } from "../../components/url-field.tsx";
import { formatCount } from "../../lib/format.ts";
import { filterField, type GridQuery } from "../../lib/grid-query.ts";
import { withParams } from "../../lib/urls.ts";
import type { ShownFacet } from "./load-records.server.ts";

interface FacetChoiceProps {
  readonly columns: readonly string[];
  readonly facet: ShownFacet | null;
  readonly query: GridQuery;
  readonly search: string;
}

/** The values of a column with how many records have each, to choose one as a filter. */
export function FacetChoice({ columns, facet, query, search }: FacetChoiceProps) {
  const { pathname } = useLocation();
  return (
    <details className="facet-choice" open={query.facet !== undefined}>
      <summary>Values of a column</summary>
      <Form action={pathname} className="toolbar" preventScrollReset>
        <HiddenParams search={search} except={["facet"]} />
        <label htmlFor="facet-column">
          Column
          <UrlSelect id="facet-column" name="facet" value={query.facet ?? columns[0]}>
            {columns.map((column) => (
              <option key={column}>{column}</option>
            ))}
          </UrlSelect>
        </label>
        <button type="submit">Count its values</button>
      </Form>
      {facet && "problem" in facet && <p className="field-error">{facet.problem}</p>}
      {facet && "values" in facet && <Values facet={facet} typed={query.typed} search={search} />}
    </details>
  );
}

interface ValuesProps {
  readonly facet: FacetResponse;
  readonly typed: GridQuery["typed"];
  readonly search: string;
}

function Values({ facet: { column, values }, typed, search }: ValuesProps) {
  const { pathname } = useLocation();
  if (values === null)
    return (
      <p>
        <Breakable text={column} /> has too many different values to choose from. Type above the column what
        its cells are to contain.
      </p>
    );
  if (values.length === 0) return <p>No record is left to count.</p>;
  const chosen = Object.hasOwn(typed, column) ? typed[column]?.trim() : undefined;
  const field = filterField(column);
  const href = (filter: string | null) => pathname + withParams(search, { [field]: filter, page: null });
  return (
    <ul aria-label={`Values of ${column}`}>
      {values.map(({ value, count, typed }) => {
        const shown = <CellValue value={value} />;
        const isChosen = typed !== null && typed === chosen;
        return (
          <li key={JSON.stringify(value)}>
            {typed === null ? (
              shown
            ) : (
              <Link
                to={href(isChosen ? null : typed)}
                aria-current={isChosen || undefined}
                preventScrollReset
              >
                {value === null ? "blank" : shown}
              </Link>
            )}{" "}
            <span className="count">{formatCount(count)}</span>
            {isChosen && <span className="muted"> chosen; choose it again to see all</span>}
          </li>
        );
      })}
    </ul>
  );
}
