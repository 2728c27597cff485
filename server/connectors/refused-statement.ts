import { SourceError } from "./connector.ts";

/**
 * A statement that `database` refused, which says why in `said`; `missing`: it names a table or a column that is not
 * there. Statements are written from what a knowledge graph knows of its source.
 */
export function refusedStatement(
  database: string,
  said: string,
  missing: boolean,
  detail: string,
): SourceError {
  const advice = missing
    ? " The source may have changed since its knowledge graph was made: make the graph again."
    : "";
  const sentence = said.replace(/\.$/, "");
  return new SourceError(
    "query_failed",
    `The database ${database} refused the statement: ${sentence}.${advice}`,
    detail,
  );
}
