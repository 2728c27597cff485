import { diffLines } from "diff";
import { layOutSql } from "./sql-layout.ts";

export interface SqlLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Two statements, laid out, line by line: what only the first has is removed, what only the second has is added. */
export function sqlDifference(before: string, after: string): SqlLine[] {
  return diffLines(`${layOutSql(before)}\n`, `${layOutSql(after)}\n`).flatMap(({ added, removed, value }) =>
    value
      .slice(0, -1)
      .split("\n")
      .map((text): SqlLine => ({ kind: added ? "added" : removed ? "removed" : "same", text })),
  );
}
