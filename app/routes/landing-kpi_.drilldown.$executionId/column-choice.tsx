import { Form, Link, useLocation } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { HiddenParams } from "../../components/hidden-params.tsx";
import { withParams } from "../../lib/urls.ts";

interface ColumnChoiceProps {
  readonly columns: readonly string[];
  /** The chosen ones; empty = all. */
  readonly shown: readonly string[];
  readonly search: string;
}

export function ColumnChoice({ columns, shown, search }: ColumnChoiceProps) {
  const { pathname } = useLocation();
  if (columns.length < 2) return null;
  const all = shown.length === 0;
  return (
    <details className="column-choice">
      <summary>
        Columns ({all ? columns.length : shown.length} of {columns.length})
      </summary>
      <Form action={pathname} key={shown.join("\n")} preventScrollReset>
        <HiddenParams search={search} except={["show"]} />
        <ul>
          {columns.map((column) => (
            <li key={column}>
              <label>
                <input
                  type="checkbox"
                  name="show"
                  value={column}
                  defaultChecked={all || shown.includes(column)}
                />{" "}
                <Breakable text={column} />
              </label>
            </li>
          ))}
        </ul>
        <button type="submit">Show these columns</button>
        {!all && (
          <Link to={pathname + withParams(search, { show: null })} preventScrollReset>
            Show all
          </Link>
        )}
      </Form>
    </details>
  );
}
