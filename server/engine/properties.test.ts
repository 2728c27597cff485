import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIALECTS } from "./graph.ts";
import { openFixture, TODAY } from "./testing/fixture.ts";
import { openLanding } from "./testing/landing.ts";

const landing = openLanding();

const WORDS =
  "products RBP GPU OPS Excel not in missing with without and or status inactive = > 5 between 10 2023 top by count how many duplicate same where whose is null , ( ) ' \" more than once hana master also show planner from percentage of average lead time per supplier sorted descending never ordered last 30 days May 2024 contains starts compared to vs only ; -- /* é 🦄 % _ []".split(
    " ",
  );

const definitions = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 24 }).map((words) => words.join(" ")),
);

describe("any string", () => {
  it("gives SQL that SQLite prepares, or a diagnostic with a span inside the definition; never an exception", () => {
    fc.assert(
      fc.property(definitions, fc.constantFrom(0, 0.7), (definition, minConfidence) => {
        const result = landing.compile(definition, { minConfidence });
        if (result.ok) {
          landing.db.prepare(result.statement.sql);
          landing.db.prepare(result.countStatement.sql);
          expect(result.confidence).toBeGreaterThanOrEqual(minConfidence);
          return;
        }
        for (const { message, span } of result.diagnostics) {
          expect(message).not.toBe("");
          if (span)
            expect(0 <= span.start && span.start <= span.end && span.end <= definition.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same answer every time", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        expect(landing.compile(definition)).toEqual(openLanding().compile(definition));
      }),
      { numRuns: 40 },
    );
  });
});

/** Definitions that are answered, and names of things in other tables than those they speak of. */
const ANSWERED = [
  "products in RBP GPU which are not in OPS Excel",
  "RBP GPU products also in OPS Excel",
  "products in RBP GPU which are inactive in OPS Excel",
  "count of products in RBP GPU",
  "top 2 product lines in RBP GPU by total overall result",
  "total overall result in RBP GPU",
  "count of RBP GPU rows by product line",
  "percentage of RBP GPU products that are in OPS Excel",
  "duplicate materials in RBP GPU",
  "RBP GPU rows whose overall result is above 10",
  "RBP GPU and OPS Excel that do not match on product line",
];
const ELSEWHERE = ["supplier", "lead time", "PRDID"] as const;
const JOINTS = ["", "and", ",", "with", "for", "in", "of", "by", "per", "too"];
const column = (name: string) => new RegExp(name === "PRDID" ? "PRDID" : name.replace(" ", "_"), "i");

describe("a name that the graph knows", () => {
  it.each(ANSWERED)(
    "is in the statement or the definition is refused, it never vanishes: %s",
    (definition) => {
      expect(landing.compile(definition).ok).toBe(true);
      for (const name of ELSEWHERE)
        for (const joint of JOINTS)
          for (const said of [`${definition} ${joint} ${name}`, `${name} ${joint} ${definition}`]) {
            const result = landing.read(said);
            if (result.ok) expect(result.statement.sql, said).toMatch(column(name));
          }
    },
  );
});

/** What closes an identifier or a string in some dialect, keywords, and what a careless writer would paste. */
const HOSTILE = [
  '"',
  "`",
  "]",
  "'",
  ";",
  "--",
  "/*",
  "\\",
  " drop table x ",
  "select",
  "é",
  "名",
  "?",
  ":1",
  "$1",
  "@1",
  "%",
  "as t",
];
const hostileNames = fc
  .array(fc.constantFrom(...HOSTILE, "a", "b"), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));

/** The statement without its quoted identifiers and strings: what the database reads as SQL. */
function skeleton(sql: string, dialect: string): string {
  const quote = dialect === "mysql" || dialect === "mariadb" ? "`" : '"';
  return sql
    .replace(new RegExp(`${quote}(?:[^${quote}]|${quote}${quote})*${quote}`, "g"), "I")
    .replace(/'(?:[^']|'')*'/g, "S");
}

describe("hostile names and values", () => {
  it("never escape their quotes, in any dialect", () => {
    fc.assert(
      fc.property(hostileNames, hostileNames, hostileNames, (table, column, value) => {
        const graph = {
          name: "G",
          version: 1,
          relationships: [],
          tables: [
            {
              schema: `s${table}`,
              name: `t${table}`,
              aliases: ["things"],
              primaryKey: [],
              uniqueKeys: [],
              columns: [
                {
                  name: `c${column}`,
                  declaredType: "TEXT",
                  kind: "text" as const,
                  nullable: true,
                  aliases: ["colour"],
                },
              ],
            },
          ],
        };
        const definition = `things whose colour is "${value.replaceAll('"', "")}"`;
        for (const dialect of DIALECTS) {
          const result = landing.compile(definition, { graph, dialect });
          if (!result.ok) continue;
          const read = skeleton(result.statement.sql, dialect);
          expect(read).toMatch(/^select I\.I (as )?I from (I\.)?I (as )?I where I\.I = (\?|\$1|@1|:1)$/);
          expect(result.statement.parameters).toEqual([value.replaceAll('"', "")]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are found as they are in SQLite", () => {
    const fixture = openFixture(
      `CREATE TABLE "a ""b];--"("x'y;""z" TEXT); INSERT INTO "a ""b];--" VALUES ('it''s; "so" --'), ('other');`,
      {
        matches: [],
        aliases: { 'a "b];--': ["odd things"] },
        columnAliases: { 'a "b];--.x\'y;"z': ["colour"] },
      },
    );
    expect(fixture.rows("odd things whose colour is 'it’s'")).toEqual([]);
    expect(fixture.rows('odd things whose colour is "other"')).toEqual([{ "x'y;\"z": "other" }]);
    expect(fixture.rows("odd things whose colour contains 'so'")).toEqual([{ "x'y;\"z": 'it\'s; "so" --' }]);
  });
});

describe("the date that 'today' means", () => {
  it("is the request's, never the clock's", () => {
    const definition = "OPS Excel rows whose changed on is older than 30 days";
    expect(landing.rows(definition, { today: TODAY }).length).toBe(4);
    expect(landing.rows(definition, { today: "2022-06-01" }).length).toBe(1);
  });
});
