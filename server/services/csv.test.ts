import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

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
