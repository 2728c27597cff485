import { expect, test } from "vitest";
import { SourceError } from "../connectors/connector.ts";
import { databaseFile, source } from "../connectors/sqlite/test-support.ts";
import type { Column, Table } from "../engine/graph.ts";
import { candidatesByName } from "./candidates.ts";
import { keyColumns } from "./columns.ts";
import { Reader } from "./reader.ts";

const column = (name: string): Column => ({
  name,
  declaredType: "INTEGER",
  kind: "integer",
  nullable: true,
  aliases: [],
});

/** Tables whose names are made of few words, each pointing at the next one. */
function crowd(size: number): Table[] {
  const words = ["order", "invoice", "account", "vendor", "driver", "claim", "sensor", "pallet"];
  const name = (i: number) =>
    `${words[i % 8]}_${words[Math.floor(i / 8) % 8]}_${words[Math.floor(i / 64) % 8]}`;
  return Array.from({ length: size }, (_, i) => ({
    schema: "s",
    name: name(i),
    aliases: [],
    columns: [column(`${name(i)}_id`), column(`${name((i + 1) % size)}_id`)],
    primaryKey: [`${name(i)}_id`],
    uniqueKeys: [],
    rowCount: 0,
  }));
}

const columns = await keyColumns([{ schema: "s", tables: crowd(512), foreignKeys: [] }], async () => {});

function reader(signal?: AbortSignal): Reader {
  const connector = source(databaseFile("CREATE TABLE t (x)"));
  return new Reader(connector, { timeLimitMs: 1000, ...(signal && { signal }) });
}

test("among hundreds of tables with the same words the one that is named is found", async () => {
  const found = await candidatesByName(columns, reader().breathe);
  const best = columns
    .filter(({ of, column: { name } }) => name !== of.primaryKey[0])
    .map((from) => found.find(({ source: of }) => of === from));
  expect(best).toHaveLength(512);
  for (const pair of best) expect(pair?.target.column.name).toBe(pair?.source.column.name);
});

test("a cancel is heard while names are compared", async () => {
  const stop = new AbortController();
  const work = candidatesByName(columns, reader(stop.signal).breathe);
  setImmediate(() => stop.abort());
  await expect(work).rejects.toEqual(new SourceError("cancelled", "The discovery was cancelled."));
});
