import fc from "fast-check";
import { expect, test } from "vitest";
import { splitByMarks } from "./marked-text.ts";

test("a marked phrase is cut out of its text", () => {
  expect(splitByMarks("not in the xyzzy list", [{ start: 11, end: 16 }])).toEqual([
    { text: "not in the ", marked: false },
    { text: "xyzzy", marked: true },
    { text: " list", marked: false },
  ]);
});

test("overlapping marks become one", () => {
  expect(
    splitByMarks("abcdef", [
      { start: 0, end: 3 },
      { start: 2, end: 5 },
    ]),
  ).toEqual([
    { text: "abcde", marked: true },
    { text: "f", marked: false },
  ]);
});

test("whatever the marks, the parts are the text", () => {
  const mark = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });
  fc.assert(
    fc.property(fc.string(), fc.array(mark), (text, marks) => {
      expect(
        splitByMarks(text, marks)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
