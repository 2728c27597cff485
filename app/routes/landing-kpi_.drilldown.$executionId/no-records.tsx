import { Link, useLocation } from "@remix-run/react";
import { withParams } from "../../lib/urls.ts";

/** Why a page of the grid is empty: there is no such page, or nothing passes search and filters. */
export function NoRecords({ page, total }: { page: number; total: number | null }) {
  const { pathname, search } = useLocation();
  if (total === null || total > 0) {
    return (
      <p className="empty">
        There is no page {page}.{" "}
        <Link to={`${pathname}${withParams(search, { page: null })}`}>Go to the first page</Link>
      </p>
    );
  }
  return (
    <p className="empty">
      No record matches this search and these filters. <Link to={pathname}>Show all records</Link>
    </p>
  );
}
