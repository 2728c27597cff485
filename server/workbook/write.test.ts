import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import type { CellRemark, CellValue } from "./cells.ts";
import { type TableColumn, writeWorkbook } from "./write.ts";

/** Workbooks as another library reads them. */

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return list;
}

const read = async (chunks: AsyncIterable<Uint8Array>) =>
  readXlsx(Buffer.concat(await all(chunks)), { readStyles: true });

const columnsOf = (...kinds: TableColumn["kind"][]) =>
  kinds.map((kind, at): TableColumn => ({ name: `C${at}`, kind }));

async function* inParts(rows: readonly CellValue[][], size = 3): AsyncGenerator<CellValue[][]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

/** What a column of these values becomes, and what was remarked. */
async function written(kind: TableColumn["kind"], values: readonly CellValue[]) {
  const remarks: CellRemark[] = [];
  const workbook = await read(
    writeWorkbook([
      {
        name: "Records",
        columns: columnsOf(kind),
        count: values.length,
        rows: () => inParts(values.map((value) => [value])),
        remark: (_column, what) => remarks.push(what),
      },
    ]),
  );
  const [sheet] = workbook.sheets;
  const cells = values.map((_, at) => sheet?.cells?.get(`${at + 1},0`));
  return { values: values.map((_, at) => sheet?.rows[at + 1]?.[0] ?? null), cells, remarks };
}

test("numbers are numbers, and those of more digits than Excel keeps are text", async () => {
  const short = [0, -1.5, 1e-7, 999_999_999_999_999, 0.1 + 0.2, 1e300];
  expect(await written("numbers", short)).toMatchObject({ values: short, remarks: [] });
  expect((await written("numbers", ["12.50", "-3"])).values).toEqual([12.5, -3]);
  const long = [1_000_000_000_000_000, "9007199254740993", "0.12345678901234567890"];
  const { values, remarks } = await written("numbers", long);
  expect(values).toEqual(["1000000000000000", "9007199254740993", "0.12345678901234567890"]);
  expect(remarks).toEqual(["long number", "long number", "long number"]);
});

test("texts stay texts, whatever they look like", async () => {
  const texts = [
    "00123",
    "1e5",
    "TRUE",
    "=1+1",
    "@SUM(A1)",
    "+49 123",
    "2026-01-01",
    " x ",
    "a\nb\tc",
    "\r",
    "",
  ];
  const { values, cells } = await written("texts", texts);
  expect(values).toEqual(texts);
  for (const [at, cell] of cells.entries()) {
    expect(cell?.formula).toBeUndefined();
    expect([texts[at], cell?.type]).toEqual([texts[at], "string"]);
  }
});

test("an empty text is a cell with nothing in it, and null is no cell", async () => {
  const { cells } = await written("texts", ["", null]);
  expect(cells[0]?.value).toBe("");
  expect(cells[1]).toBeUndefined();
});

test("truth values are truth values", async () => {
  expect((await written("texts", [true, false])).values).toEqual([true, false]);
});

test("dates are dates, with a time where they have one", async () => {
  const { values, remarks } = await written("dates", [
    "2026-02-28",
    "1900-03-01",
    "2026-02-28T13:45:10",
    "2026-02-28 13:45:10.25",
    null,
  ]);
  const at = (iso: string) => new Date(iso);
  expect(values).toEqual([
    at("2026-02-28T00:00:00Z"),
    at("1900-03-01T00:00:00Z"),
    at("2026-02-28T13:45:10Z"),
    at("2026-02-28T13:45:10.250Z"),
    null,
  ]);
  expect(remarks).toEqual([]);
  expect(await written("dates", ["2026-02-28T13:45:10Z"])).toMatchObject({
    values: [at("2026-02-28T13:45:10Z")],
    remarks: ["in UTC"],
  });
});

test.each([
  "1900-02-28",
  "1583-01-01",
  "2026-02-30",
  "2026-02-28T13:45:10+02:00",
  "2026-02-28 13:45:10.123456",
])("the date %s, which Excel cannot hold, stays text", async (text) => {
  expect(await written("dates", [text])).toMatchObject({ values: [text], remarks: ["other date"] });
});

test("a text that is too long for a cell is cut, and that is remarked", async () => {
  const { values, remarks } = await written("texts", ["x".repeat(40_000)]);
  expect(values[0]).toBe("x".repeat(32_767));
  expect(remarks).toEqual(["cut"]);
});

test("any text comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "binary", maxLength: 20 }), { maxLength: 8 }),
      async (texts) => {
        const { values } = await written("texts", texts);
        expect(values).toEqual(texts);
      },
    ),
    { numRuns: 50 },
  );
  const odd = ["_x0041_", "\u0000\u0001\u001f", "<&>\"'", "_x005F_x", "\ufffe"];
  expect((await written("texts", odd)).values).toEqual(odd);
});

test("the header is bold and stays in sight", async () => {
  const rows = () => inParts([[1, "a"]]);
  const columns = [
    { name: "Größe <m>", kind: "numbers" },
    { name: "=x", kind: "texts" },
  ] as const;
  const { sheets } = await read(writeWorkbook([{ name: "Records", columns, count: 1, rows }]));
  expect(sheets[0]?.rows).toEqual([
    ["Größe <m>", "=x"],
    [1, "a"],
  ]);
  expect(sheets[0]?.cells?.get("0,0")?.style?.font?.bold).toBe(true);
  expect(sheets[0]?.cells?.get("1,0")?.style?.font?.bold).toBeFalsy();
  expect(sheets[0]?.freezePane).toMatchObject({ rows: 1 });
});

test.each([
  [0, [[]]],
  [4, [[0, 1, 2, 3]]],
  [9, [[0, 1, 2, 3], [4, 5, 6, 7], [8]]],
])("%i rows go on in further sheets where one is full, each with the header", async (count, expected) => {
  const rows = Array.from({ length: count }, (_, at): CellValue[] => [at]);
  const table = { columns: columnsOf("numbers"), count, rows: () => inParts(rows) };
  const about = { name: "About", columns: columnsOf("texts"), count: 1, rows: () => inParts([["end"]]) };
  const { sheets } = await read(writeWorkbook([{ name: "Records", ...table }, about], 5));
  expect(sheets.map(({ name }) => name)).toEqual(
    ["Records", "Records 2", "Records 3"].slice(0, expected.length).concat("About"),
  );
  const under = sheets.slice(0, -1).map((sheet) => sheet.rows.map(([cell]) => cell));
  expect(under).toEqual(expected.map((numbers) => ["C0", ...numbers]));
});

test("rows are taken no further when nobody takes the workbook", async () => {
  let ended = 0;
  let taken = 0;
  async function* endless(): AsyncGenerator<CellValue[][]> {
    try {
      for (;;) yield [[`${++taken} ${Math.random()}`.repeat(100)]];
    } finally {
      ended = taken;
    }
  }
  const table = { name: "Records", columns: columnsOf("texts"), count: 1_000_000, rows: endless };
  let bytes = 0;
  for await (const chunk of writeWorkbook([table])) {
    bytes += chunk.length;
    if (bytes > 100_000) break;
  }
  await expect.poll(() => ended).toBeGreaterThan(0);
  expect(ended).toBe(taken);
});

test("a failure of the rows breaks the workbook off", async () => {
  async function* failing(): AsyncGenerator<CellValue[][]> {
    yield [["a"]];
    throw new Error("The rows were deleted meanwhile.");
  }
  const table = { name: "Records", columns: columnsOf("texts"), count: 2, rows: failing };
  await expect(all(writeWorkbook([table]))).rejects.toThrow("The rows were deleted meanwhile.");
});
