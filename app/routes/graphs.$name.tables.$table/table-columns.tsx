import { Link } from "@remix-run/react";
import type { AliasEntry } from "../../../server/contracts/aliases.ts";
import type { TableColumn } from "../../../server/contracts/graph-tables.ts";
import { Breakable } from "../../components/breakable.tsx";
import type { DataColumn } from "../../components/data-table.tsx";
import { formatCount, formatPreciseShare } from "../../lib/format.ts";
import { OtherNames } from "./other-names.tsx";

/** Characters of a type that are never broken; a type may be as long as the list of its values. */
const ONE_LINE = 24;

/** What is shown of each column of a table; `commented`: whether any has a comment. */
export function columnsOf(
  aliases: readonly AliasEntry[],
  { mayChange, commented }: { readonly mayChange: boolean; readonly commented: boolean },
  addHref: (column: string) => string,
): DataColumn<TableColumn>[] {
  return [
    {
      id: "name",
      header: "Column",
      accessorKey: "name",
      meta: { rowHeader: true },
      cell: ({ row: { original: column } }) => <Breakable text={column.name} />,
    },
    {
      id: "type",
      header: "Type",
      accessorFn: ({ declared_type, kind }) => (declared_type ? `${kind}, ${declared_type}` : kind),
      cell: ({ getValue }) => {
        const type = String(getValue());
        return <span className={type.length <= ONE_LINE ? "unbroken" : undefined}>{type}</span>;
      },
    },
    {
      id: "values",
      header: "Values",
      accessorFn: ({ example_values }) => example_values.join(", "),
      cell: ({ getValue }) => <span className="clamped">{String(getValue())}</span>,
    },
    {
      id: "distinct",
      header: "Different",
      accessorFn: ({ distinct_count: count }) => (count === null ? "–" : formatCount(count)),
      meta: { numeric: true },
    },
    {
      id: "blank",
      header: "Empty",
      accessorFn: ({ blank_share: share }) => (share === null ? "–" : formatPreciseShare(share)),
      meta: { numeric: true },
    },
    ...(commented ? [COMMENT] : []),
    {
      id: "aliases",
      header: "Other names",
      cell: ({ row: { original: column } }) => (
        <div className="names-cell">
          <OtherNames
            aliases={aliases.filter((alias) => alias.column === column.name)}
            mayDelete={mayChange}
          />
          {mayChange && (
            <Link to={addHref(column.name)}>
              Add<span className="visually-hidden"> a name for {column.name}</span>
            </Link>
          )}
        </div>
      ),
    },
  ];
}

const COMMENT: DataColumn<TableColumn> = {
  id: "comment",
  header: "Comment",
  accessorFn: ({ comment }) => comment ?? "",
};
