import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { loadFile } from "./load.ts";
import { lookInto } from "./look.ts";
import { fileTroubleOf, fileWith, temporaryFolder } from "./testing/files.ts";

const looked = (content: string | Uint8Array) => lookInto(fileWith(content), "events.csv");
const refusal = async (content: string) => (await fileTroubleOf(looked(content))).message;

/** The rows of the table that a file becomes as it was understood. */
async function loaded(content: string): Promise<unknown[]> {
  const path = fileWith(content);
  const { shape, columns } = await lookInto(path, "events.jsonl");
  const target = join(temporaryFolder(), "landing.db");
  await loadFile({ path, originalName: "events.jsonl", shape, columns }, { target, table: "events" });
  const db = new Database(target, { readonly: true });
  const rows = db.prepare("SELECT * FROM events").raw().safeIntegers().all();
  db.close();
  return rows;
}

describe("a file of JSON lines", () => {
  it("has a column for every key, of the type that its values have", async () => {
    const look = await looked(
      '{"id": 1, "zip": "01234", "ok": true, "day": "2024-01-31"}\r\n\r\n{"price": 0.1, "ok": null, "id": 2, "tags": ["a", {"n": 1.50}]}\n',
    );
    expect(look).toMatchObject({ shape: { format: "jsonl", encoding: "utf-8" }, rowsRead: 2, blankRows: 1 });
    expect(look.shortRows.count).toBe(0);
    expect(look.columns.map(({ name, type, values, empty }) => [name, type.kind, values, empty])).toEqual([
      ["id", "integer", 2, 0],
      ["zip", "text", 1, 1],
      ["ok", "boolean", 1, 1],
      ["day", "date", 1, 1],
      ["price", "decimal", 1, 1],
      ["tags", "text", 1, 1],
    ]);
    expect(look.firstRows[1]).toEqual({ line: 3, cells: ["2", null, null, null, "0.1", '["a",{"n":1.50}]'] });
  });

  it("keeps what is text in JSON as text, whatever it looks like", async () => {
    const { columns } = await looked('{"a": "12", "b": "true", "c": "1.234"}\n');
    expect(columns.map(({ type }) => type.kind)).toEqual(["text", "text", "text"]);
  });

  it("is loaded without losing a digit", async () => {
    const rows = await loaded(
      '{"id": 12345678901234567890, "n": 123456789012345, "x": 0.30000000000000004, "e": 1.5e3}\n{"id": 1}\n',
    );
    expect(rows).toEqual([
      ["12345678901234567890", 123456789012345n, 0.30000000000000004, 1500n],
      ["1", null, null, null],
    ]);
  });

  it("is read in every encoding", async () => {
    const line = '{"name": "Café"}\n';
    for (const content of [
      Buffer.from(`\ufeff${line}`),
      Buffer.from(`\ufeff${line}`, "utf16le"),
      Buffer.from(line, "latin1"),
    ]) {
      expect((await looked(content)).firstRows).toEqual([{ line: 1, cells: ["Café"] }]);
    }
  });

  it("may have keys that objects in JavaScript have too", async () => {
    const { columns } = await looked('{"__proto__": 1, "constructor": 2, "toString": 3}\n');
    expect(columns.map(({ name, values }) => [name, values])).toEqual([
      ["__proto__", 1],
      ["constructor", 1],
      ["toString", 1],
    ]);
  });

  it("is refused with the line that is no object, and why", async () => {
    const start = '{"id": 1}\n';
    expect(await refusal(`${start}[1, 2]\n`)).toBe(
      'Line 2 is no JSON object. It is "[1, 2]". Correct the line, one object a line.',
    );
    expect(await refusal(`${start}\n7\n`)).toContain("Line 3 is no JSON object.");
    expect(await refusal(`${start}{"id": 2,}\n`)).toContain('It goes wrong at character 10, "}"');
    expect(await refusal(`${start}{"id": 2`)).toContain("It ends too early");
    expect(await refusal(`${start}{"id": ${"[".repeat(200_000)}${"]".repeat(200_000)}}\n`)).toContain(
      "nested too deeply",
    );
    expect(await refusal(`${start}{"id": "${"x".repeat(17 * 1024 * 1024)}"}\n`)).toContain(
      "Line 2 has more than 16 million",
    );
  });

  it("is refused at a key that nobody saw when it was looked at", async () => {
    const late = `${'{"id": 1}\n'.repeat(120_000)}{"id": 2, "late": 3}\n`;
    await expect(loaded(late)).rejects.toThrow(
      'Line 120001 has the key "late", which is no column yet. Add a column with that header, or leave it out there.',
    );
  });

  it("is refused when it is one JSON document", async () => {
    expect(await refusal('[\n  {"id": 1},\n  {"id": 2}\n]\n')).toContain(
      "is one JSON document. Write it as JSON lines",
    );
    expect(await refusal('[{"id": 1}]')).toContain("is one JSON document");
    expect(await refusal('{\n  "id": 1\n}\n')).toContain("is one JSON document");
  });

  it("is not mistaken for text that only begins alike", async () => {
    expect((await looked("{id},[name]\n1,a\n")).shape).toMatchObject({ format: "delimited" });
    expect((await looked("[id],[name]\n1,a\n")).columns[0]?.name).toBe("[id]");
  });
});
