import { Form, Link, useLocation } from "@remix-run/react";
import { HiddenParams } from "../../components/hidden-params.tsx";
import { UrlInput, UrlSelect } from "../../components/url-field.tsx";
import { formatQuantity } from "../../lib/format.ts";
import type { GridQuery } from "../../lib/grid-query.ts";
import { LARGEST_PAGE, mostRecords, pageSizes, SIZE_OFFERED } from "../../lib/page-size.ts";
import { useAutoSubmit } from "../../lib/use-auto-submit.ts";
import { useHydrated } from "../../lib/use-hydrated.ts";

interface GridToolbarProps {
  /** The filters above the columns belong to this form too, through this id. */
  readonly formId: string;
  readonly query: GridQuery;
  readonly pageSize: number;
  /** How many columns are shown. */
  readonly columns: number;
  readonly search: string;
}

export function GridToolbar({ formId, query, pageSize, columns, search }: GridToolbarProps) {
  const { pathname } = useLocation();
  const onChange = useAutoSubmit();
  const hydrated = useHydrated();
  const most = mostRecords(columns);
  const narrowed = Boolean(query.search) || Object.keys(query.typed).length > 0;
  return (
    <Form
      id={formId}
      action={pathname}
      className="toolbar"
      role="search"
      aria-label="Records"
      onChange={onChange}
      preventScrollReset
    >
      <HiddenParams search={search} except={["search", "page_size", "page", "filter."]} />
      <input type="hidden" name={SIZE_OFFERED} value={pageSize} />
      <label htmlFor="records-search">
        Search in all columns
        <UrlInput id="records-search" type="search" name="search" value={query.search} />
      </label>
      <label htmlFor="records-page-size">
        Records per page
        <UrlSelect id="records-page-size" name="page_size" value={String(pageSize)}>
          {pageSizes(columns, pageSize).map((size) => (
            <option key={size}>{size}</option>
          ))}
        </UrlSelect>
      </label>
      <button type="submit">Apply</button>
      {narrowed && (
        <Link to={pathname} preventScrollReset>
          Clear
        </Link>
      )}
      <p className="hint">
        A filter above a column finds cells that contain its text; <code>=text</code> finds exactly that,{" "}
        <code>(blank)</code> finds empty cells. Numbers and dates also compare: <code>&gt;100</code>,{" "}
        <code>&lt;=100</code>, <code>!=0</code>, <code>10..20</code>.{" "}
        {most < LARGEST_PAGE &&
          `With ${columns} columns a page has at most ${formatQuantity(most, "record")}; choose fewer columns for more. `}
        {/* Its place is kept: what comes with JavaScript must move nothing that one is about to press. */}
        <span className={hydrated ? undefined : "not-yet"}>
          In the table, arrow keys move between cells, and Ctrl+C copies one. The line between two columns can
          be pulled, or moved by arrow keys.
        </span>
      </p>
    </Form>
  );
}
