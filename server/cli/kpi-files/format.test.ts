import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requiredProse } from "../../contracts/scalars.ts";
import { fileNameOf } from "./file-name.ts";
import { toYaml, toYamlFile, type WholeKpi } from "./format.ts";
import { readKpis } from "./read.ts";

function kpi(fields: Partial<WholeKpi>): WholeKpi {
  return {
    ...{ id: 7, name: "Orphans", alias_name: null, group_name: null, description: null },
    ...{ nl_definition: "orders without customers", created_by: null, updated_by: null, is_active: true },
    ...{ created_at: "2026-11-23T10:30:00Z", updated_at: "2026-11-23T10:30:00Z", version: 3 },
    ...{
      better: null,
      warning_bound: null,
      critical_bound: null,
      keep_days: null,
      keep_runs: null,
      sql_pin: null,
    },
    ...fields,
  };
}

function readBack(whole: WholeKpi) {
  const { kpis, troubles } = readKpis("a.yaml", toYaml(whole));
  expect(troubles).toEqual([]);
  return kpis[0]?.fields;
}

describe("a KPI as YAML", () => {
  test("has its format first, then all fields in one order, and long text as a block", () => {
    const nl_definition = `${"orders without customers and ".repeat(5)}without lines`;
    const written = toYaml(kpi({ nl_definition, description: "first\n  second", warning_bound: 0.5 }));
    expect(written).toBe(`landing_kpi_format: 1
name: Orphans
alias_name: null
group_name: null
description: |-
  first
    second
nl_definition: >-
  orders without customers and orders without customers and orders without customers and orders
  without customers and orders without customers and without lines
better: null
warning_bound: 0.5
critical_bound: null
keep_days: null
keep_runs: null
created_by: null
`);
  });

  test.each([
    ...[
      "yes",
      "No",
      "on",
      "null",
      "~",
      "true",
      "123",
      "1e3",
      "0x1F",
      "0o7",
      "1_000",
      ".inf",
      "2026-11-27",
      "12:30",
    ],
    ...[
      "- a",
      "? a",
      "a: b",
      "a #b",
      "#a",
      "'a'",
      '"a"',
      "a\\nb",
      "*a",
      "&a",
      "!a",
      "%a",
      "@a",
      "`a`",
      "[a",
      "{a}",
    ],
    ...["---", "...", "<<", "=", "🎉 é ß 日本", "e\u0301", "a  b", "x".repeat(255), "a,b|c>d"],
  ])("keeps the name %j", (name) => {
    expect(readBack(kpi({ name }))?.name).toBe(name);
  });

  test("is read as it was written, whatever text that a KPI may have is in it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ..."\n\r\t :#-'\">|%\\&*!,[]{}\u2028\u2029\uFEFF".split(""),
        "  ",
        "\n\n",
        "---",
        "...",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constant("several words with spaces between them "),
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 24 })
      .map((pieces) => pieces.join("").trim())
      .filter((said) => requiredProse("The text", 10_000).safeParse(said).success);
    fc.assert(
      fc.property(text, text, (nl_definition, description) => {
        expect(readBack(kpi({ nl_definition, description }))).toMatchObject({ nl_definition, description });
      }),
      { numRuns: 200 },
    );
  });

  test("is the same KPI where a repository gave its file other line ends", () => {
    const whole = kpi({ description: "first\nsecond\n\n  third", nl_definition: "word ".repeat(50).trim() });
    const { kpis } = readKpis("a.yaml", toYaml(whole).replaceAll("\n", "\r\n"));
    expect(kpis[0]?.fields).toEqual(readBack(whole));
  });

  test("shares a file with others", () => {
    const names = ["a", "b", "c"];
    const { kpis, troubles } = readKpis("all.yaml", toYamlFile(names.map((name) => kpi({ name }))));
    expect(troubles).toEqual([]);
    expect(kpis.map(({ fields, line }) => [fields.name, line])).toEqual([
      ["a", 2],
      ["b", 15],
      ["c", 28],
    ]);
  });
});

describe("what is wrong in a file is said with its line and field", () => {
  const head = "landing_kpi_format: 1\n";
  const fine = `${head}name: a\nnl_definition: b\n`;
  test.each([
    [
      `${head}name: 2025\nnl_definition: b`,
      /^f\.yaml, line 2, name: Name must be text\. Put it in quotes: "2025"$/,
    ],
    [`${head}name: a`, /^f\.yaml, line 1, nl_definition: Definition is required\.$/],
    [
      `${fine}nl_defintion: b`,
      /line 4, nl_defintion: There is no such field\. Check its spelling.* nl_definition, /,
    ],
    [`${fine}better: more`, /line 4, better: Must be lower or higher/],
    [`${fine}warning_bound: many`, /line 4, warning_bound: The warning threshold must be a number/],
    [`${fine}keep_runs: 0`, /line 4, keep_runs: Must be a whole number from 1 to/],
    [`${fine}name: c`, /line 4, name: This field is there twice/],
    [`${head}name: a\nnl_definition: orders: all`, /line 3: Text with a colon in it has to be in quotes\.$/],
    [`${fine}description: [a`, /line \d+: This is no YAML that can be read/],
    [`${fine}description: *none`, /line 1: .*alias.*none/i],
    [`${fine}description: !!python/object x`, /line 4: This is no YAML that can be read\. Unresolved tag/],
    [
      `${fine}? [a]\n: b`,
      /line 4: This is no YAML that can be read\. With stringKeys, all keys must be strings/,
    ],
    ["name: a\nnl_definition: b", /line 1: This is no KPI: the key landing_kpi_format is missing/],
    ["- a\n- b", /line 1: This is no KPI/],
    ["landing_kpi_format: 2\nname: a", /line 1, landing_kpi_format: This version reads format 1 only/],
    ["# nothing\n---\n", /^f\.yaml: There is no KPI in it/],
    ["", /^f\.yaml: There is no KPI in it/],
    [`${fine}---\n${head}name: true\nnl_definition: b`, /line 6, name: Name must be text\. .*"true"/],
  ])("%j", (text, sentence) => {
    const { troubles } = readKpis("f.yaml", text);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(sentence);
  });

  test("and all of it at once", () => {
    const { troubles } = readKpis("f.yaml", `${head}name: 1\nbetter: more\n---\n${head}name: b\n`);
    expect(troubles).toHaveLength(4);
  });
});

describe("a file's name", () => {
  test.each([
    ["Quiet customers", "quiet-customers.yaml"],
    ["Orphans 2025", "orphans-2025.yaml"],
    ["quiet customers", /^quiet-customers-[0-9a-f]{10}\.yaml$/],
    ["QUIET CUSTOMERS", /^quiet-customers-[0-9a-f]{10}\.yaml$/],
    ["../../etc/passwd", /^etc-passwd-[0-9a-f]{10}\.yaml$/],
    ["Con", /^con-[0-9a-f]{10}\.yaml$/],
    ["Größe: é", /^gro-e-e-[0-9a-f]{10}\.yaml$/],
    ["日本", /^kpi-[0-9a-f]{10}\.yaml$/],
    ["x".repeat(255), /^x{60}-[0-9a-f]{10}\.yaml$/],
  ])("of %j is made of letters that every file system holds", (name, file) => {
    expect(fileNameOf(name)).toMatch(file);
  });

  test("is never that of another, wherever case does not count", () => {
    const letter = fc.constantFrom(..."aAbB -_1éÉ/");
    const name = fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(name, name, (left, right) => {
        fc.pre(left !== right);
        expect(fileNameOf(left).toLowerCase()).not.toBe(fileNameOf(right).toLowerCase());
        expect(fileNameOf(left)).toMatch(/^[a-z0-9-]+\.yaml$/);
      }),
      { numRuns: 200 },
    );
  });
});
