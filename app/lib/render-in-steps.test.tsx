import { expect, test } from "vitest";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { renderInSteps } from "./render-in-steps.server.tsx";

interface Row {
  readonly n: number;
}

/** Rows 0 to `count` - 1. */
function table(count: number, columns: DataColumn<Row>[]) {
  const rows = Array.from({ length: count }, (_, n) => ({ n }));
  return <DataTable label="Rows" columns={columns} rows={rows} rowId={({ n }) => String(n)} />;
}

const ROWS = 500;
const COLUMNS = 50;

test("of a large table, a bounded number of cells is rendered in one turn, and all are there in order", async () => {
  let rendered = 0;
  const inEachTurn: number[] = [];
  const takeTurn = async () => {
    await last; // one turn after the other
    last = new Promise((resolve) => setImmediate(resolve));
    await last;
    inEachTurn.push(rendered);
    rendered = 0;
  };
  let last: Promise<unknown> = Promise.resolve();
  const columns = Array.from(
    { length: COLUMNS },
    (_, column): DataColumn<Row> => ({
      id: `COLUMN_${column}`,
      accessorFn: ({ n }) => `Größe ${n}/${column}`,
      cell: (cell) => {
        rendered++;
        return String(cell.getValue());
      },
    }),
  );
  const html = await new Response(await renderInSteps(table(ROWS, columns), takeTurn)).text();
  inEachTurn.push(rendered);
  expect(inEachTurn.reduce((sum, cells) => sum + cells)).toBe(ROWS * COLUMNS);
  expect(Math.max(...inEachTurn)).toBeLessThanOrEqual(1_000);
  const shown = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, text]) => text);
  const cells = Array.from(
    { length: ROWS * COLUMNS },
    (_, cell) => `Größe ${Math.floor(cell / COLUMNS)}/${cell % COLUMNS}`,
  );
  expect(shown).toEqual(cells);
  expect(html).not.toMatch(/<script|<template/);
});

test("what fails in a part fails the page", async () => {
  const columns: DataColumn<Row>[] = [
    {
      id: "N",
      header: "N",
      accessorFn: ({ n }) => n,
      cell: (cell) => {
        if (cell.getValue() === 700) throw new Error("row 700");
        return "";
      },
    },
  ];
  await expect(renderInSteps(table(1_000, columns), async () => {})).rejects.toThrow("row 700");
});
