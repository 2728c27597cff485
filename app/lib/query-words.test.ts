import { expect, test } from "vitest";
import { operationInWords, queryTypeInWords } from "./query-words.ts";

test("rows that another table lacks are said to be missing there, by its name", () => {
  expect(operationInWords({ operation: "NOT_IN", target_table: "ops_excel" })).toBe(
    "Rows missing in ops_excel",
  );
  expect(operationInWords({ operation: "IN", target_table: null })).toBe(
    "Rows that are in the other table too",
  );
});

test("a kind of query is told in words", () => {
  expect(queryTypeInWords({ sql_query_type: "DUPLICATES_QUERY" })).toBe("Values that occur more than once");
});

test("a term that nobody knows is shown as it is stored, and none stays none", () => {
  expect(operationInWords({ operation: "toString", target_table: "ops_excel" })).toBe("toString");
  expect(queryTypeInWords({ sql_query_type: null })).toBeNull();
});
