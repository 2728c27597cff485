import { expect, test } from "vitest";
import { insertedName } from "./inserted-name.ts";

test.each([
  ["", "OPS Excel"],
  ["rows of|", " OPS Excel"],
  ["rows of |", "OPS Excel"],
  ["|not in RBP GPU", "OPS Excel "],
  ["rows of| not in RBP GPU", " OPS Excel"],
  ["rows of |, sorted", "OPS Excel"],
  ["rows (|)", "OPS Excel"],
  ["in\n|", "OPS Excel"],
])("a name is kept apart from its neighbours by one space: %s", (text, inserted) => {
  const at = Math.max(0, text.indexOf("|"));
  expect(insertedName(text.replace("|", ""), at, at, "OPS Excel")).toBe(inserted);
});

test("a name takes the place of what is selected", () => {
  const text = "rows of RBP GPU which";
  expect(insertedName(text, 8, 15, "OPS Excel")).toBe("OPS Excel");
});
