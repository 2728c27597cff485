import { expect, test } from "vitest";
import { ColumnNotes } from "./column-values.ts";

test.each([
  ["numbers", true, [1, null, " ", -2.5]],
  ["numbers", false, [1, "9007199254740993"]],
  ["numbers", false, ["10.50", "0"]],
  ["texts", false, ["0042", "17"]],
  ["texts", false, [1, "n/a", 2]],
  ["texts", false, [true]],
  ["dates", false, ["2026-05-01", null, "2026-05-01T10:00:00Z", ""]],
  ["texts", false, ["2026-05-01", 20260501]],
  ["texts", false, ["31.12.2025"]],
  ["texts", false, [null, ""]],
])("values are %s, numeric: %s, in %j", (values, numeric, cells) => {
  const notes = new ColumnNotes("a");
  for (const cell of cells) notes.note(cell);
  expect(notes.info()).toEqual({ name: "a", numeric, values });
});
