import fc from "fast-check";
import { expect, test } from "vitest";
import { layOutSql } from "./sql-layout.ts";

test("every clause gets a line of its own, deeper ones indented", () => {
  expect(
    layOutSql("SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.b = t.a) ORDER BY a LIMIT 5"),
  ).toBe("SELECT a\nFROM t\nWHERE NOT EXISTS (SELECT 1\n  FROM u\n  WHERE u.b = t.a)\nORDER BY a\nLIMIT 5");
});

test("the words of a join stay together", () => {
  expect(layOutSql("select a from t left outer join u on u.a = t.a inner join v on v.a = t.a")).toBe(
    "select a\nfrom t\nleft outer join u on u.a = t.a\ninner join v on v.a = t.a",
  );
});

test("each of several columns gets a line of its own, at every depth", () => {
  expect(
    layOutSql(
      'select distinct "a" as "x", max(b, 0) as m from t join (select k, l from u) on k = a where a in (1, 2)',
    ),
  ).toBe(
    'select distinct\n  "a" as "x",\n  max(b, 0) as m\nfrom t\njoin (select\n    k,\n    l\n  from u) on k = a\nwhere a in (1, 2)',
  );
});

test("words in quotes are left alone", () => {
  const sql = `SELECT 'x  from y' AS "a where b"`;
  expect(layOutSql(sql)).toBe(sql);
});

test("only white space is added or taken", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(layOutSql(text).replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }),
  );
});
