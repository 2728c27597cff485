import { post, startEndless } from "../server/testing/slow-runs.ts";
import { makeSlowStore } from "../server/testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "../server/testing/started-server.ts";
import { expect, test } from "./fixtures.ts";
import {
  createKpi,
  execute,
  givenKpi,
  givenRun,
  openExecuteDialog,
  RBP_NOT_IN_OPS,
  records,
  UNKNOWN_PHRASE,
  uniqueName,
} from "./journeys.ts";
import { givenGraph } from "./shop.ts";

test("scenario 1: create, execute, view the results, drill down", async ({ page }, info) => {
  const name = uniqueName("Scenario 1", info);
  const id = await createKpi(page, name, RBP_NOT_IN_OPS);
  const executionId = await execute(await openExecuteDialog(page, name), "Success", { patiently: true });
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(records(page).getByRole("row").nth(3)).toBeVisible();
  const reading = page.getByRole("region", { name: "How it was read, and its SQL" });
  const details = page.getByRole("region", { name: "Details" });
  await expect(reading.getByText("Understood as:")).toBeHidden();
  await expect(details.getByText("Which rows two tables share")).toBeHidden();
  await reading.locator("summary").first().click();
  await expect(reading.getByRole("region", { name: "Generated SQL" })).toContainText(/^\s*select\s/i);
  await details.locator("summary").click();
  await expect(details.getByText("Which rows two tables share")).toBeVisible();

  await page.getByRole("link", { name: "Back to KPI Management" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi\\?kpi=${id}#history$`));
  const history = page.getByRole("region", { name: `Execution History: ${name}` });
  await expect(history.getByRole("region", { name: "Executions" })).toContainText("Success");
  await history.getByRole("link", { name: "Drill Down" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/drilldown/${executionId}#records$`));
  await expect(records(page)).toBeVisible();
});

test("scenario 2: several KPIs are executed and their results stand side by side", async ({
  page,
  request,
}, info) => {
  const names = ["A", "B", "C", "D"].map((letter) => uniqueName(`Scenario 2${letter}`, info));
  const definitions = [
    RBP_NOT_IN_OPS,
    "Show me all products in RBP GPU which are in OPS Excel",
    "Count all products where status is inactive",
    "Count of products in RBP GPU which are not in OPS Excel",
  ];
  const values: string[] = [];
  for (const [index, name] of names.entries()) {
    await givenKpi(request, name, definitions[index] ?? "");
    const id = await execute(await openExecuteDialog(page, name), "Success");
    const { execution } = await (await request.get(`/v1/landing-kpi/executions/${id}`)).json();
    const value = (execution.value as number).toLocaleString("en");
    const { distinct_key: key } = execution;
    const things = key ? `, ${key.count.toLocaleString("en")} different ${key.columns[0]}` : "";
    values.push((execution.value_kind === "figure" ? value : `${value} records`) + things);
  }
  await page.goto(`/landing-kpi?search=${encodeURIComponent("Scenario 2")}`);
  for (const [index, name] of names.entries()) {
    const row = page.getByRole("row").filter({ hasText: name });
    await expect(row).toContainText("Success");
    await expect(row.getByText(values[index] ?? "none", { exact: true })).toBeVisible();
  }
});

test("scenario 3: the same KPI is executed with different parameters, which the history shows", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Scenario 3", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  await execute(await openExecuteDialog(page, name), "Success");
  const dialog = await openExecuteDialog(page, name);
  await dialog.getByLabel("Limit records").fill("7");
  await dialog.getByLabel("Excluded fields").fill("Business_Unit, Product_Line");
  await dialog.getByLabel("Minimum confidence").fill("0.5");
  await dialog.getByLabel("Use LLM").uncheck();
  await execute(dialog, "Success");
  await expect(page.getByText(/Showing 1 to 7 of 7 stored; [\d,]+ in all/)).toBeVisible();

  await page.goto(`/landing-kpi?kpi=${id}`);
  const runs = page.getByRole("region", { name: "Executions" }).getByRole("row");
  await expect(runs).toHaveCount(3);
  await expect(runs.nth(1)).toContainText("limit 7");
  await expect(runs.nth(1)).toContainText("without Business_Unit, Product_Line");
  await expect(runs.nth(1)).toContainText(/7 of [\d,]+ records/);
  await expect(runs.nth(2)).toContainText("limit 1,000");

  const again = await openExecuteDialog(page, name);
  await expect(again.getByLabel("Limit records")).toHaveValue("7");
  await expect(again.getByLabel("Excluded fields")).toHaveValue("Business_Unit, Product_Line");
  await expect(again.getByLabel("Use LLM")).not.toBeChecked();
});

test("the history has the definition of each run, what changed, and two places of its page", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Changed", info);
  const before = "Show me all products in RBP GPU which are in OPS Excel";
  const id = await givenKpi(request, name, before);
  await givenRun(request, id, { limit_records: 7 });
  await request.put(`/v1/landing-kpi/kpis/${id}`, { data: { nl_definition: RBP_NOT_IN_OPS } });
  const run = await givenRun(request, id);

  await page.goto(`/landing-kpi?kpi=${id}`);
  const runs = page.getByRole("region", { name: "Executions" }).getByRole("row");
  const changes = ["definition changed since the run before", "limit 7 → 1,000"];
  await expect(runs.nth(1)).toContainText(RBP_NOT_IN_OPS);
  await expect(runs.nth(1).getByRole("listitem")).toHaveText(changes);
  await expect(runs.nth(2)).toContainText(before);
  await expect(runs.nth(2).getByRole("listitem")).toHaveCount(0);

  await runs.nth(1).getByRole("link", { name: "View Details" }).click();
  const changed = page.getByRole("list", { name: "Changes since the run before" });
  await expect(changed.getByRole("listitem")).toHaveText(changes);
  await expect(page.getByText("Understood as:")).toBeInViewport();
  await expect(page.getByText("Which rows two tables share")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Understood as:")).toBeVisible();

  await page.goto(`/landing-kpi?kpi=${id}`);
  await runs.nth(1).getByRole("link", { name: "Drill Down" }).click();
  await expect(page).toHaveURL(new RegExp(`/drilldown/${run.id}#records$`));
  await expect(records(page)).toBeInViewport();
  await expect(page.getByText("Understood as:")).toBeHidden();
});

test("scenario 4: an execution that fails says why, where, and what to do", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Scenario 4", info);
  const id = await givenKpi(request, name, UNKNOWN_PHRASE);
  await execute(await openExecuteDialog(page, name), "Failed");
  const failure = page.getByRole("region", { name: "This execution failed" });
  await expect(failure).toContainText("flurble");
  await expect(failure.locator("mark")).toContainText("flurble");
  await expect(page.getByRole("region", { name: "Details" }).getByText("Limit records")).toBeVisible();
  await failure.getByRole("link", { name: "Edit the definition" }).click();
  await expect(page.getByRole("dialog").getByLabel("Definition")).toHaveValue(UNKNOWN_PHRASE);

  await page.goBack();
  const suggested = failure.getByRole("listitem").getByRole("link").first();
  const better = (await suggested.textContent()) ?? "";
  await suggested.click();
  await expect(page.getByRole("dialog").getByLabel("Definition")).toHaveValue(better);
  await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi\\?kpi=${id}$`));

  await page.goto(`/landing-kpi?kpi=${id}`);
  const history = page.getByRole("region", { name: `Execution History: ${name}` });
  await history.getByRole("link", { name: "Success" }).click();
  await expect(history).toContainText("No execution here.");
  await history.getByRole("link", { name: "Failed" }).click();
  await expect(history.getByRole("region", { name: "Executions" })).toContainText("Failed");
});

test("scenario 5: more records than the limit are counted in full", async ({ page, request }, info) => {
  const name = uniqueName("Scenario 5", info);
  const id = await givenKpi(request, name, "Show me all products in hana material master");
  const run = await givenRun(request, id);
  expect(run.number_of_records).toBe(1000);
  const all = (run.total_records ?? 0).toLocaleString("en");
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByText(`Showing 1 to 50 of 1,000 stored; ${all} in all`)).toBeVisible();
  await page.getByRole("link", { name: "Page 20" }).click();
  await expect(page.getByText(`Showing 951 to 1,000 of 1,000 stored; ${all} in all`)).toBeVisible();
});

test("parameters that make no sense are refused beside their fields", async ({ page, request }, info) => {
  const name = uniqueName("Refused", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  const dialog = await openExecuteDialog(page, name);
  await dialog.getByLabel("Limit records").fill("many");
  await dialog.getByLabel("Minimum confidence").fill("2");
  await dialog.getByLabel("Ruleset").fill("NO_SUCH_RULESET");
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(dialog.getByLabel("Limit records")).toHaveAccessibleDescription(
    /whole number from 1 to 1,000,000/,
  );
  await expect(dialog.getByLabel("Limit records")).toHaveValue("many");
  await expect(dialog.getByLabel("Minimum confidence")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Limit records").fill("10");
  await dialog.getByLabel("Minimum confidence").fill("0.7");
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(dialog.getByLabel("Ruleset")).toHaveAttribute("aria-invalid", "true");
});

test("a database type that is not the source's is refused with a sentence", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Dialect", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  const dialog = await openExecuteDialog(page, name);
  await dialog.getByLabel("DB type").selectOption("oracle");
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(dialog.getByLabel("DB type")).toHaveAccessibleDescription(/sqlite/i);
});

test("a preview and an execution say which source they are on, and the execution keeps it", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const name = uniqueName("Shop of before", info);
  const { file, sourceId } = await givenGraph(request, dataFolder, name);
  const kpi = await givenKpi(request, uniqueName("All orders", info), "orders with amount over 5");
  const select_schema = file.replace(".db", "");
  const run = await givenRun(request, kpi, { kg_name: name, select_schema });
  await page.goto(`/landing-kpi/${kpi}/edit`);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText(`On ${name}, ${select_schema}, of the source ${name} (`)).toBeVisible();
  await request.put(`/v1/sources/${sourceId}`, {
    data: { name: `${name} renamed`, db_type: "sqlite", file },
  });
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const details = page.getByRole("region", { name: "Details" });
  await details.locator("summary").click();
  await details.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { name: `${name} renamed` })).toBeVisible();
  await request.delete(`/v1/kg/${encodeURIComponent(name)}`);
  await request.delete(`/v1/sources/${sourceId}`);
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await details.locator("summary").click();
  await expect(details).toContainText(`${name} (SQLite file, deleted since)`);
});

test("a form that is sent twice is one execution, and says so when it comes back later", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Sent twice", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const dialog = await openExecuteDialog(page, name);
  const key = await dialog.locator("[name=form_key]").inputValue();
  const form = { form_key: key, kg_name: "KG_101", select_schema: "newdqschema", limit_records: "9" };
  const send = async (more: object) => {
    const answer = await request.post(`/landing-kpi/${id}/execute`, {
      form: { ...form, min_confidence: "0.7", ...more },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    return answer.headers();
  };
  const [first, second] = await Promise.all([send({}), send({})]);
  expect(second.location).toBe(first.location);
  await expect(async () => {
    await page.goto(first.location ?? "");
    await expect(page.getByRole("status").filter({ hasText: "Success" })).toBeVisible({ timeout: 1_000 });
  }).toPass();

  const { location, "set-cookie": cookie } = await send({});
  expect(location).toBe(first.location);
  const [told = "", value = ""] = (cookie?.split(";")[0] ?? "").split("=", 2);
  await page.context().addCookies([{ name: told, value, url: new URL(page.url()).origin }]);
  await page.goto(location ?? "");
  await expect(page.getByText("This form was sent before")).toBeVisible();
  expect((await send({ limit_records: "8" })).location).not.toBe(first.location);
  const history = await (await request.get(`/v1/landing-kpi/kpis/${id}/executions`)).json();
  expect(history.total).toBe(2);
});

test("a double click on Execute is one execution", async ({ page, request }, info) => {
  const name = uniqueName("Double click", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const dialog = await openExecuteDialog(page, name);
  await dialog.getByRole("button", { name: "Execute" }).dblclick({ noWaitAfter: true });
  await page.waitForURL(/\/landing-kpi\/drilldown\/\d+$/);
  const history = await (await request.get(`/v1/landing-kpi/kpis/${id}/executions`)).json();
  expect(history.total).toBe(1);
});

test("old executions go beyond what is kept, and a pinned one stays", async ({ page, request }, info) => {
  const name = uniqueName("Kept", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const runs = [await givenRun(request, id), await givenRun(request, id), await givenRun(request, id)];
  await page.goto(`/landing-kpi/drilldown/${runs[0]?.id}`);
  await page.getByRole("button", { name: "Pin this execution" }).click();
  await expect(page.getByText("The execution is pinned")).toBeVisible();
  await expect(page.getByRole("button", { name: "Unpin this execution" })).toBeVisible();

  await page.goto(`/landing-kpi?kpi=${id}`);
  const history = page.getByRole("region", { name: `Execution History: ${name}` });
  await expect(history.getByText("All.", { exact: false })).toBeVisible();
  await history.getByRole("link", { name: "Change what is kept" }).click();
  const dialog = page.getByRole("dialog", { name: `What is kept of ${name}` });
  await dialog.getByLabel("Executions").fill("none");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Must be a whole number from 1 to 1,000,000.")).toBeVisible();
  await dialog.getByLabel("Executions").fill("1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The executions beyond it are being deleted.")).toBeVisible();
  await expect(history.getByText("The newest 1, and those that are pinned.")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(history.getByText("2 executions")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(history.getByText("Pinned", { exact: true })).toBeVisible();
});

test("a deleted KPI's executions stay readable", async ({ page, request }, info) => {
  const id = await givenKpi(request, uniqueName("Gone", info), RBP_NOT_IN_OPS);
  const run = await givenRun(request, id);
  await request.delete(`/v1/landing-kpi/kpis/${id}`);
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByText("Deleted", { exact: true })).toBeVisible();
  await expect(records(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Execute again" })).toHaveCount(0);
});

async function withSlowServer(journey: (server: StartedServer) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const server = await startServer(await makeSlowStore(folder.path));
  try {
    await journey(server);
  } finally {
    await server.stop("SIGKILL");
    folder.remove();
  }
}

test("an execution that would never end is cancelled from its page", async ({ page }) => {
  await withSlowServer(async (server) => {
    await page.goto(`${server.url}/landing-kpi/1/execute`);
    await page.getByRole("dialog").getByRole("button", { name: "Execute" }).click();
    await expect(page.getByRole("region", { name: "Progress" })).toContainText("records read so far");
    await page.getByRole("button", { name: "Cancel the execution" }).click();
    await expect(page.getByRole("heading", { name: "This execution was cancelled" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Cancelled" })).toBeVisible();
  });
});

test.describe("a run that goes on", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "without JavaScript one reloads");

  test("is followed by its events, without loading the page again and again", async ({ page }) => {
    await withSlowServer(async (server) => {
      const { id } = await startEndless(server);
      const opened = page.waitForResponse((response) => response.url().endsWith(`/executions/${id}/events`));
      await page.goto(`${server.url}/landing-kpi/drilldown/${id}`);
      expect((await opened).status()).toBe(200);
      const loads: string[] = [];
      page.on("request", (request) => request.url().includes("_data") && loads.push(request.url()));
      const progress = page.getByRole("region", { name: "Progress" });
      const before = await progress.textContent();
      await expect(progress).not.toHaveText(before ?? ""); // the time passes
      await expect(progress).toContainText(/Running for [3-9]/);
      expect(loads).toEqual([]);
      await post(server, `/v1/landing-kpi/executions/${id}/cancel`);
      await expect(page.getByRole("heading", { name: "This execution was cancelled" })).toBeVisible();
    });
  });

  test("is asked about now and then where its events do not come through", async ({ page }) => {
    await withSlowServer(async (server) => {
      const { id } = await startEndless(server);
      await page.route("**/events", (route) => route.abort());
      await page.goto(`${server.url}/landing-kpi/drilldown/${id}`);
      await expect(page.getByRole("region", { name: "Progress" })).toContainText(/Running for [2-9]/);
      await post(server, `/v1/landing-kpi/executions/${id}/cancel`);
      await expect(page.getByRole("heading", { name: "This execution was cancelled" })).toBeVisible();
    });
  });
});
