import { Form, Link, useLocation } from "@remix-run/react";
import type { ComparisonResponse } from "../../../server/contracts/comparisons.ts";
import { Breakable } from "../../components/breakable.tsx";
import { type CompareQuery, compareParams, keySentence } from "../../lib/compare-query.ts";
import { formatQuantity } from "../../lib/format.ts";

interface KeyChoiceProps {
  readonly comparison: ComparisonResponse;
  readonly query: CompareQuery;
}

/** By which columns rows of both executions are the same thing, and the choice of others. */
export function KeyChoice({ comparison, query }: KeyChoiceProps) {
  const { pathname } = useLocation();
  const { key, columns } = comparison;
  const view = (chosen: CompareQuery["key"]) => pathname + compareParams({ ...query, key: chosen, page: 1 });
  return (
    <>
      <p>
        <Breakable text={keySentence(key)} />
      </p>
      {key.repeated.keys > 0 && <RepeatedKeys repeated={key.repeated} />}
      <OneSided names={comparison.left_only_columns} which="Only the first" />
      <OneSided names={comparison.right_only_columns} which="Only the second" />
      {columns.length > 1 && (
        <details className="column-choice">
          <summary>Compare by other columns</summary>
          <Form action={pathname} key={key.columns.join("\n")} preventScrollReset>
            {query.change && <input type="hidden" name="change" value={query.change} />}
            <ul>
              {columns.map((column) => (
                <li key={column}>
                  <label>
                    <input
                      type="checkbox"
                      name="key"
                      value={column}
                      defaultChecked={key.columns.includes(column)}
                    />{" "}
                    <Breakable text={column} />
                  </label>
                </li>
              ))}
            </ul>
            <button type="submit">Compare by these columns</button>
            {key.origin !== "row" && (
              <Link to={view([])} preventScrollReset>
                Compare whole rows
              </Link>
            )}
            {query.key && (
              <Link to={view(undefined)} preventScrollReset>
                Compare by what is known of them
              </Link>
            )}
          </Form>
        </details>
      )}
    </>
  );
}

function RepeatedKeys({ repeated }: Pick<ComparisonResponse["key"], "repeated">) {
  const several = repeated.keys === 1 ? "1 key has" : `${repeated.keys.toLocaleString("en")} keys have`;
  return (
    <p className="hint">
      {several} several rows ({formatQuantity(repeated.left_rows, "row")} of the first execution,{" "}
      {repeated.right_rows.toLocaleString("en")} of the second). Equal ones are paired first, the others in
      their order.
    </p>
  );
}

function OneSided({ names, which }: { names: readonly string[]; which: string }) {
  if (names.length === 0) return null;
  return (
    <p className="hint">
      {which} execution has: <Breakable text={names.join(", ")} />
    </p>
  );
}
