import { afterAll, beforeAll, expect, test } from "vitest";
import { EXECUTIONS, type Json, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** From a row of a result in groups to the rows behind it. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const group = (id: number, row: number | string) => rest.call("GET", `${EXECUTIONS}/${id}/groups/${row}`);

test("the rows behind each group are as many as the group counts", async () => {
  const run = (await rest.execute("count of RBP GPU rows per product line")).execution_result;
  const page = (await rest.call("GET", `${EXECUTIONS}/${run.id}/drilldown?sort_by=row_count&sort_order=desc`))
    .body;
  expect(page.has_groups).toBe(true);
  expect(page.data.length).toBeGreaterThan(3);
  for (const [index, row] of page.data.entries()) {
    const { status, body } = await group(run.id, page.row_numbers[index]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ group: row, total_records: row.row_count, graph_changed: false });
    expect(body.rows).toHaveLength(Math.min(500, row.row_count));
    for (const one of body.rows as Json[]) expect(one.Product_Line).toBe(row.Product_Line);
  }
});

test("the definition's conditions hold for the rows of a group too", async () => {
  const run = (await rest.execute("count of products in RBP GPU which are not in OPS Excel per product line"))
    .execution_result;
  const { body } = await group(run.id, 1);
  expect(body.total_records).toBe(run.result_data[0].row_count);
  expect(body.reading).toContain("have no row in brz_lnd_OPS_EXCEL_GPU");
});

test("a row that is no group, one that is not there and a run that is not there are refused", async () => {
  const listed = (await rest.execute(MISSING, { limit_records: 5 })).execution_result;
  const page = (await rest.call("GET", `${EXECUTIONS}/${listed.id}/drilldown`)).body;
  expect(page).toMatchObject({ has_groups: false, row_numbers: [1, 2, 3, 4, 5] });
  expect(await group(listed.id, 1)).toMatchObject({ status: 409, body: { success: false } });
  const grouped = (await rest.execute("count of RBP GPU rows per product line")).execution_result;
  const beyond = await group(grouped.id, 1_000_000);
  expect(beyond.status).toBe(422);
  expect(JSON.stringify(beyond.body)).toContain("no row 1000000");
  expect((await group(grouped.id, 0)).status).toBe(422);
  expect((await group(999_999, 1)).status).toBe(404);
});
