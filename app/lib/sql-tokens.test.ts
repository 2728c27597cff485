import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenizeSql } from "./sql-tokens.ts";

const kinds = (sql: string) =>
  tokenizeSql(sql)
    .filter(({ text }) => text.trim() !== "")
    .map(({ kind, text }) => `${kind}:${text}`);

test("each piece of a statement is told apart", () => {
  expect(kinds(`select "a""b".[c d], 'it''s' from t where n >= 1.5 and x = ? -- end`)).toEqual([
    "keyword:select",
    'name:"a""b"',
    "text:.",
    "name:[c d]",
    "text:,",
    "string:'it''s'",
    "keyword:from",
    "text:t",
    "keyword:where",
    "text:n",
    "text:>",
    "text:=",
    "number:1.5",
    "keyword:and",
    "text:x",
    "text:=",
    "parameter:?",
    "comment:-- end",
  ]);
});

test("a word that only begins like a keyword is none", () => {
  expect(kinds("selection").at(0)).toBe("text:selection");
});

test("no character of any text is lost or invented", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(
        tokenizeSql(text)
          .map((token) => token.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
