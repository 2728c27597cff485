import { expect, test } from "vitest";
import { csvFileName, csvLine } from "./csv.ts";

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

test("the name of the file says when the limit cut the rows", () => {
  const run = { id: 7, number_of_records: 1000, limit_records: 1000 };
  const name = (total_records: number | null, more = {}) => csvFileName({ ...run, total_records, ...more });
  expect(name(48_211)).toBe("execution-7-first-1000-of-48211.csv");
  expect(name(1000)).toBe("execution-7.csv");
  expect(name(null)).toBe("execution-7-first-1000.csv");
  expect(name(null, { number_of_records: 3 })).toBe("execution-7.csv");
});
