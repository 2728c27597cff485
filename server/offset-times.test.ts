/** Times that are stored as texts with an offset from UTC, from a SQLite file to the rows: as times they have another order than as texts. */
import { describe, expect, it } from "vitest";
import { databaseFile, source } from "./connectors/sqlite/test-support.ts";
import { rowsOf } from "./connectors/testing/asking.ts";
import { compile } from "./engine/index.ts";

const SCRIPT = `CREATE TABLE trips(id INTEGER PRIMARY KEY, left_at TEXT, arrived_at TEXT, seen_at TEXT);
  INSERT INTO trips VALUES
   (1, '2024-05-31T23:30:00-05:00', '2024-06-01T06:00:00+02:00', '2024-06-01T04:40:00Z'),
   (2, '2024-06-01T00:30:00+02:00', '2024-05-31T23:00:00Z', '2024-06-01T04:40:00Z'),
   (3, '2024-06-02T00:30:00.250+02:00', '2024-06-02T01:00:00+02:00', '2024-05-01T00:00:00Z'),
   (4, NULL, '2024-06-02T01:00:00+02:00', NULL);
  CREATE TABLE checks(trip INTEGER REFERENCES trips(id), left_at TEXT);
  INSERT INTO checks VALUES (1, '2024-06-01 04:30:00'), (2, '2024-06-01 00:30:00');`;

async function ask(definition: string) {
  const connector = source(databaseFile(SCRIPT));
  const { tables } = await connector.introspect("lab", { timeLimitMs: 30_000 });
  const key = (table: string, column: string) => ({ schema: "lab", table, columns: [column] });
  const graph = {
    name: "TRIPS",
    version: 1,
    tables,
    relationships: [
      {
        id: "1",
        source: key("checks", "trip"),
        target: key("trips", "id"),
        type: "FOREIGN_KEY",
        confidence: 1,
        priority: 0,
        excluded: false,
        origin: "declared" as const,
      },
    ],
  };
  const answer = compile({ definition, graph, dialect: "sqlite", today: "2024-12-31" });
  if (!answer.ok) throw new Error(answer.diagnostics[0].message);
  const { rows } = await rowsOf(connector, answer.statement.sql, answer.statement.parameters);
  return { answer, rows };
}

describe("times with an offset from UTC", () => {
  it.each([
    ["trips with left at before 2024-06-01", [2]],
    ["trips with left at on or after 2024-06-01", [1, 3]],
    ["trips whose left at is after arrived at", [1]],
    ["trips whose seen at is after left at", [1, 2]],
    ["trips whose left at is not the left at in checks", [2]],
    ["trips ordered by left at", [2, 1, 3, 4]],
  ])("are compared as times: %s", async (definition, ids) => {
    const { answer, rows } = await ask(definition);
    expect(rows.map(([id]) => id)).toEqual(ids);
    if (!definition.includes("ordered")) expect(answer.explanation.reading).toContain("(times in UTC)");
  });

  it("have the earliest and the latest as times have", async () => {
    const { rows } = await ask("minimum and maximum left at of trips");
    expect(rows).toEqual([["2024-05-31 22:30:00.000", "2024-06-01 22:30:00.250"]]);
  });
});
