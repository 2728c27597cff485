import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvOfJson, csvLine } from "./csv.ts";

test("fields with commas, quotes or line breaks are quoted, quotes doubled, lines end with CRLF", () => {
  expect(csvLine(["plain", "a,b", 'say "hi"', "two\nlines"])).toBe(
    'plain,"a,b","say ""hi""","two\nlines"\r\n',
  );
});

test("null and empty text stay apart, numbers and booleans are bare", () => {
  expect(csvLine([null, "", 1.5, -3, true])).toBe(',"",1.5,-3,true\r\n');
});

test("text that a spreadsheet would run is disarmed, text that is a number is left alone", () => {
  expect(csvLine(["=1+1", "+SUM(A1)", "-cmd", "@x", "-12,5", "+49"])).toBe(
    "'=1+1,'+SUM(A1),'-cmd,'@x,\"-12,5\",+49\r\n",
  );
});

test.each([
  "\n=1+1",
  " =1+1",
  "\t@SUM(A1)",
  "\r\n-cmd",
  "\u00a0+x",
  "\u200b=1+1",
  "＝1+1",
  "＋x",
  "－x",
  "＠x",
  "\nplain",
])("%j is disarmed", (cell) => {
  const [line] = csvLine([cell]).split(/(?<=")\r\n$/);
  expect(line?.replace(/^"/, "")).toMatch(/^'/);
});

test.each(["plain text", "a=b", "e-mail@example.com", "-12,5", "Zoë - Müller", " x"])("%j stays", (cell) => {
  expect(csvLine([cell]).replaceAll('"', "").trimEnd()).toBe(cell);
});

const ROWS = [
  ["plain", "a,b", 'say "hi"', "two\nlines", "back\\slash", "C:\\", ""],
  [null, "", 1.5, -3, 1e21, 1e-7, true, false, "null", "true", "[x]", "]", ","],
  [
    "=1+1",
    "=,",
    "-12,5",
    "+49",
    "\t@SUM(A1)",
    "\u200b=1+1",
    "＝1+1",
    " x",
    "Zoë",
    "Łódź",
    "👍",
    "\ud800",
    "\0",
  ],
];

test("rows in JSON become the same lines", () => {
  expect(Buffer.from(new CsvOfJson().lines(Buffer.from(JSON.stringify(ROWS)))).toString()).toBe(
    Buffer.from(ROWS.map(csvLine).join("")).toString(),
  );
});

test("rows in JSON become the same lines, whatever they hold", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom('"', ",", "\\", "[", "]", "\r", "\n", "=", "n", "é", "\ud800") }),
  );
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const cell = fc.oneof(text, number, fc.integer(), fc.boolean(), fc.constant(null));
  const csv = new CsvOfJson();
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
      const lines = csv.lines(Buffer.from(JSON.stringify(rows)));
      // Half of a surrogate pair is written as U+FFFD, as in all UTF-8.
      expect(Buffer.from(lines).toString()).toBe(Buffer.from(rows.map(csvLine).join("")).toString());
    }),
  );
});
