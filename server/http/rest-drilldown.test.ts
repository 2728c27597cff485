import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXECUTIONS, type Json, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** Drill-down and export over REST (sections 3.3.3 and 3.5). */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

describe("drill-down", () => {
  let id: number;
  let rows: Json[];

  beforeAll(async () => {
    const run = (await rest.execute(MISSING, { limit_records: 120 })).execution_result;
    id = run.id;
    rows = run.result_data;
  });

  const page = async (query: string) =>
    (await rest.call("GET", `${EXECUTIONS}/${id}/drilldown?${query}`)).body;

  test("the first page is as specified", async () => {
    const body = await page("");
    expect(body).toMatchObject({
      success: true,
      execution_id: id,
      kpi_name: expect.stringContaining("Test KPI"),
      total_records: 120,
      page: 1,
      page_size: 50,
      total_pages: 3,
      columns: Object.keys(rows[0]),
      generated_sql: expect.stringMatching(/^select/i),
    });
    expect(body.data).toEqual(rows.slice(0, 50));
    expect((await page("page=3&page_size=50")).data).toEqual(rows.slice(100));
    expect((await page("page=4")).data).toEqual([]);
  });

  test("sorting keeps every row, numbers as numbers, what is null or blank last either way", async () => {
    for (const order of ["asc", "desc"]) {
      const { data } = await page(`page_size=200&sort_by=Overall_Result&sort_order=${order}`);
      const values = data.map((row: Json) => row.Overall_Result);
      const known = values.filter((value: unknown) => value !== null && value !== "");
      expect(known.length).toBeLessThan(120);
      expect(values.slice(0, known.length)).toEqual(known);
      const sorted = known.toSorted((a: number, b: number) => (order === "asc" ? a - b : b - a));
      expect(known).toEqual(sorted);
      expect(data).toHaveLength(120);
    }
  });

  test("filters and search narrow the rows, and the count follows", async () => {
    const { Material } = rows[3];
    const equal = await page(`filters=${encodeURIComponent(JSON.stringify({ Material }))}`);
    const folded = (row: Json) => String(row.Material).trim().toLowerCase();
    expect(equal.data).toEqual(rows.filter((row) => folded(row) === folded(rows[3])));
    const part = String(Material).trim().slice(0, 5).toLowerCase();
    const contains = await page(
      `page_size=200&filters=${encodeURIComponent(JSON.stringify({ Material: { contains: part } }))}`,
    );
    expect(contains.data).toEqual(rows.filter((row) => String(row.Material).toLowerCase().includes(part)));
    expect(contains.total_records).toBe(contains.data.length);
    const nothing = await page("search=there%20is%20no%20such%20text");
    expect(nothing).toMatchObject({
      total_records: 0,
      total_pages: 0,
      data: [],
      columns: Object.keys(rows[0]),
    });
  });

  test("numbers compare as numbers, in the page and in the file, and say how they were read", async () => {
    const known = rows.map((row) => row.Overall_Result).filter((value) => typeof value === "number");
    const [low, high] = [Math.min(...known), Math.max(...known)];
    expect(low).toBeLessThan(high);
    const above = rows.filter((row) => typeof row.Overall_Result === "number" && row.Overall_Result > low);
    for (const value of [`>${low}`, { typed: `> ${low}` }]) {
      const filters = `filters=${encodeURIComponent(JSON.stringify({ Overall_Result: value }))}`;
      const body = await page(`page_size=200&${filters}`);
      expect(body.data).toEqual(above);
      expect(body.filters_read).toEqual([expect.stringMatching(/^Overall_Result greater than [-\d,.]+$/)]);
      const file = await (await fetch(`${rest.url}${EXECUTIONS}/${id}/export.csv?${filters}`)).text();
      expect(file.trimEnd().split("\r\n")).toHaveLength(above.length + 1);
    }
    const range = encodeURIComponent(JSON.stringify({ Overall_Result: `${low}..${high}` }));
    expect((await page(`filters=${range}`)).total_records).toBe(known.length);
  });

  test("a comparison that cannot be read is refused by column, also for the file and over tRPC", async () => {
    const filters = { Overall_Result: { typed: ">abc" }, Material: { typed: ">abc" } };
    const text = encodeURIComponent(JSON.stringify(filters));
    const errors = [
      { field: "filters.Overall_Result", message: expect.stringMatching(/^“>abc” cannot be read/) },
    ];
    for (const what of ["drilldown", "export.csv", "export.xlsx", "export.jsonl"]) {
      const { status, body } = await rest.call("GET", `${EXECUTIONS}/${id}/${what}?filters=${text}`);
      expect(status).toBe(422);
      expect(body.errors).toEqual(errors);
    }
    const input = encodeURIComponent(JSON.stringify({ execution_id: id, filters }));
    const { status, body } = await rest.call("GET", `/trpc/drilldown.page?input=${input}`);
    expect(status).toBe(422);
    expect(body.error.data.errors).toEqual(errors);
  });

  test.each([
    ["sort_by", "sort_by=NO_SUCH_COLUMN"],
    ["filters", `filters=${encodeURIComponent('{"NO_SUCH":1}')}`],
    ["filters", "filters=not%20json"],
    ["page", "page=0"],
    ["page_size", "page_size=501"],
    ["sort_order", "sort_order=upwards"],
  ])("a wrong %s is refused with 422", async (field, query) => {
    const { status, body } = await rest.call("GET", `${EXECUTIONS}/${id}/drilldown?${query}`);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe(field);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "a column named %s is unknown like any other",
    async (name) => {
      for (const value of ["x", null, { contains: "x" }]) {
        const filters = encodeURIComponent(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
        for (const what of ["drilldown", "export.csv", "export.xlsx", "export.jsonl"]) {
          const { status, body } = await rest.call("GET", `${EXECUTIONS}/${id}/${what}?filters=${filters}`);
          expect(status).toBe(422);
          expect(body.errors[0].field).toBe("filters");
        }
      }
      const { status } = await rest.call("GET", `${EXECUTIONS}/${id}/drilldown?${name}=x`);
      expect(status).toBe(422);
      expect((await rest.call("GET", `${EXECUTIONS}/${id}/drilldown?sort_by=${name}`)).status).toBe(422);
      const shown = await fetch(`${rest.url}/landing-kpi/drilldown/${id}?filter.${name}=x`);
      expect(shown.status).toBe(422);
    },
  );

  test("an id with a line break is no id", async () => {
    for (const what of ["", "/drilldown", "/export.csv"])
      expect((await rest.call("GET", `${EXECUTIONS}/${id}%0a${what}`)).status).toBe(422);
  });

  test("a file for Excel begins with a byte order mark, and a file that the limit cut says so", async () => {
    const file = async (query: string) => {
      const response = await fetch(`${rest.url}${EXECUTIONS}/${id}/export.csv${query}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { bytes, name: response.headers.get("content-disposition") };
    };
    const [plain, excel] = [await file(""), await file("?bom=true")];
    expect([...excel.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(excel.bytes.slice(3)).toEqual(plain.bytes);
    const { source_records } = await page("");
    expect(plain.name).toMatch(
      new RegExp(
        `^attachment; filename="[a-z\\d-]+-\\d{4}-\\d\\d-\\d\\d-\\d{4}-first-120-of-${source_records}\\.csv"$`,
      ),
    );
  });

  test("the CSV export holds exactly the rows shown, in their order", async () => {
    const query = "sort_by=Material&sort_order=desc&search=a";
    const response = await fetch(`${rest.url}${EXECUTIONS}/${id}/export.csv?${query}`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [header, ...lines] = (await response.text()).trimEnd().split("\r\n");
    expect(header).toBe(Object.keys(rows[0]).join(","));
    const shown = (await page(`${query}&page_size=500`)).data;
    expect(lines).toHaveLength(shown.length);
    const column = Object.keys(rows[0]).indexOf("Material");
    expect(lines.map((line) => line.split(",")[column])).toEqual(
      shown.map((row: Json) => row.Material ?? ""),
    );
  });

  test("text files are packed for clients that take gzip, whole and with the same bytes", async () => {
    const sent = async (format: string, accepted: string) => {
      const headers = { "Accept-Encoding": accepted };
      const response = await new Promise<IncomingMessage>((resolve, reject) =>
        get(`${rest.url}${EXECUTIONS}/${id}/export.${format}`, { headers }, resolve).on("error", reject),
      );
      return { encoding: response.headers["content-encoding"], body: await buffer(response) };
    };
    for (const format of ["csv", "jsonl"]) {
      const plain = await sent(format, "identity");
      expect(plain.encoding).toBeUndefined();
      expect((await sent(format, "br, gzip;q=0, identity")).encoding).toBeUndefined();
      for (const accepted of ["gzip", "br;q=1.0, gzip;q=0.8"]) {
        const packed = await sent(format, accepted);
        expect(packed.encoding).toBe("gzip");
        expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
      }
    }
    expect((await sent("xlsx", "gzip")).encoding).toBeUndefined();
  });

  test("the Excel and JSON lines exports hold the rows shown, in their order, as what they are", async () => {
    const query = "sort_by=Material&sort_order=desc&search=a";
    const shown = (await page(`${query}&page_size=500`)).data;
    const names = Object.keys(rows[0]);
    const file = (format: string) => fetch(`${rest.url}${EXECUTIONS}/${id}/export.${format}?${query}`);
    const lines = await file("jsonl");
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const texts = (await lines.text()).split("\n");
    expect(texts.pop()).toBe("");
    expect(texts.map((text) => JSON.parse(text))).toEqual(shown);
    const excel = await file("xlsx");
    expect(excel.headers.get("content-disposition")).toMatch(
      /^attachment; filename="[a-z\d-]+-first-120-of-\d+\.xlsx"$/,
    );
    const [records, about] = (await readXlsx(new Uint8Array(await excel.arrayBuffer()))).sheets;
    const cells = (row: Json) => names.map((name) => row[name]);
    expect(records?.rows).toEqual([names, ...shown.map(cells)]);
    const facts = new Map(about?.rows.map(([what, value]) => [what, value]));
    expect(facts.get("Records here")).toBe(shown.length);
    expect(facts.get("Cut by the limit")).toMatch(/^The run kept the first 120 records of [\d,]+\.$/);
    expect(facts.get("Search")).toBe("a");
    expect(facts.get("Sorted by")).toBe("Material, descending");
  });

  test("a byte order mark is for CSV files, and a format that there is not is refused", async () => {
    const { status, body } = await rest.call("GET", `${EXECUTIONS}/${id}/export.xlsx?bom=true`);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe("bom");
    expect((await rest.call("GET", `${EXECUTIONS}/${id}/export.pdf`)).status).toBe(404);
  });

  test("columns are there with zero rows", async () => {
    const run = (
      await rest.execute("products in RBP GPU where product line is 'No Such Line'", { min_confidence: 0 })
    ).execution_result;
    expect(run).toMatchObject({ execution_status: "success", number_of_records: 0, result_data: [] });
    const body = (await rest.call("GET", `${EXECUTIONS}/${run.id}/drilldown`)).body;
    expect(body.columns).toContain("Material");
    expect(body).toMatchObject({ total_records: 0, total_pages: 0, data: [] });
  });
});
