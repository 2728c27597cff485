import { expect, test } from "./fixtures.ts";
import {
  createKpi,
  execute,
  givenKpi,
  givenRun,
  openExecuteDialog,
  RBP_NOT_IN_OPS,
  uniqueName,
} from "./journeys.ts";
import { changeShop, givenGraph, givenShop } from "./shop.ts";

test("one's own data, from the file to the rows of a KPI", async ({ page, request, dataFolder }, info) => {
  const name = uniqueName("Shop", info);
  const file = givenShop(dataFolder, name);
  const source = await request.post("/v1/sources", { data: { name, db_type: "sqlite", file } });
  await page.goto(`/sources/${(await source.json()).source.id}`);
  await page.getByRole("link", { name: "Make a knowledge graph" }).click();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await page.getByRole("button", { name: "Make the graph" }).click();
  await expect(page.getByText(/^The graph is made: 2 tables/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Look at its joins" }).click();

  const join = page.getByRole("listitem").filter({ hasText: "orders.customer_no -> customers.customer_no" });
  await expect(join).toContainText("100 % of 40 values of orders.customer_no are in customers.customer_no");
  await expect(join.getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: "Approve the ticked ones" }).click();
  await expect(
    page.getByText("No join waits for a decision.").or(page.getByText("Approved (1)")),
  ).not.toHaveCount(0);
  await page.getByRole("link", { name: "Approved (1)" }).click();
  await expect(join).toBeVisible();

  // A definition that is new is tried on the first graph, with that graph's own schema.
  await page.goto("/landing-kpi/new");
  await page.getByRole("textbox", { name: "Definition" }).fill(RBP_NOT_IN_OPS);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("On KG_101, newdqschema")).toBeVisible();
  await expect(page.getByText("Understood as:")).toBeVisible();

  const kpi = uniqueName("Idle customers", info);
  await createKpi(page, kpi, "customers which are not in orders");
  const dialog = await openExecuteDialog(page, kpi);
  await dialog.getByLabel("Knowledge graph").selectOption(name);
  await dialog.getByLabel("Schema").selectOption(file.replace(".db", ""));
  await execute(dialog, "Success");
  await expect(page.getByText("20", { exact: true }).first()).toBeVisible();
});

test("a join by hand comes back with the reason when it cannot be read", async ({ page }) => {
  await page.goto("/graphs");
  await page.getByRole("link", { name: "KG_101" }).click();
  const field = page.getByLabel("Join", { exact: false }).last();
  await field.fill("brz_lnd_RBP_GPU.Materiel -> brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU");
  await page.getByRole("button", { name: "Add the join" }).click();
  await expect(page.getByText(/has no column Materiel\. It has:/)).toBeVisible();
  await expect(field).toHaveValue("brz_lnd_RBP_GPU.Materiel -> brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU");
});

test("a join in English is shown as it is understood before it is added", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const name = uniqueName("Said", info);
  await givenGraph(request, dataFolder, name);
  await page.goto(`/graphs/${encodeURIComponent(name)}`);
  const field = page.getByLabel("Join", { exact: false }).last();
  await field.fill("orders belong to invoices by customer number");
  await page.getByRole("button", { name: "Add the join" }).click();
  await expect(page.getByText("The graph has no table “invoices”.")).toBeVisible();
  await expect(field).toHaveValue("orders belong to invoices by customer number");
  await field.fill("order amounts match the city of customers");
  await page.getByRole("button", { name: "Add the join" }).click();
  const told = page.getByRole("status").filter({ hasText: "Understood as" });
  await expect(told).toContainText("orders.amount -> customers.city. Nothing is added yet.");
  await told.getByRole("button", { name: "Add this join" }).click();
  await expect(page.getByRole("link", { name: "Approved (1)" })).toBeVisible();
  await expect(
    page.getByRole("listitem").filter({ hasText: "orders.amount -> customers.city" }),
  ).toBeVisible();
});

test("a join by hand has the figures that others have, and is measured again", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const name = uniqueName("Measured", info);
  const { file } = await givenGraph(request, dataFolder, name);
  await page.goto(`/graphs/${encodeURIComponent(name)}`);
  await page.getByLabel("Join", { exact: false }).last().fill("orders.order_id -> customers.customer_no");
  await page.getByRole("button", { name: "Add the join" }).click();
  const join = page
    .getByRole("listitem")
    .filter({ hasText: "orders.order_id -> customers.customer_no" })
    .first();
  await expect(join).toContainText("0 % of 200 values of orders.order_id are in customers.customer_no");
  changeShop(dataFolder, file, "UPDATE customers SET customer_no = rowid");
  await join.getByText("Change").click();
  await join.getByRole("button", { name: "Measure again" }).click();
  await expect(join).toContainText("30 % of 200 values of orders.order_id are in customers.customer_no");
});

test("a definition that lacks only a proposed join has it approved where it is written", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const name = uniqueName("Undecided", info);
  const { file } = await givenGraph(request, dataFolder, name);
  const select_schema = file.replace(".db", "");
  const definition = "customers which are not in orders";
  const kpi = await givenKpi(request, uniqueName("Customers without orders", info), definition);
  const run = await givenRun(request, kpi, { kg_name: name, select_schema });
  const join = "orders.customer_no -> customers.customer_no";
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByRole("link", { name: join })).toBeVisible();
  await page.getByRole("link", { name: "Edit the definition" }).click();

  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Alias").fill("IDLE");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("heading", { name: "This definition lacks a join" })).toBeVisible();
  await expect(dialog).toContainText(
    `no join between customers and orders is approved. ${join} (100 % of its values are found) is proposed`,
  );
  const place = await dialog.getByRole("link", { name: join }).getAttribute("href");
  await dialog.getByRole("button", { name: `Approve ${join} and preview again` }).click();
  await expect(dialog.getByText(`On ${name}, ${select_schema}`)).toBeVisible();
  await expect(dialog.getByText("Understood as:")).toBeVisible();
  await expect(dialog.getByLabel("Alias")).toHaveValue("IDLE");
  await expect(dialog.getByRole("textbox", { name: "Definition" })).toHaveValue(definition);
  await page.goto(place ?? "");
  await expect(page.getByText("No join waits for a decision.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Approved (1)" })).toBeVisible();
});

test("the forms of a graph work whatever signs are in its name", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const name = uniqueName("What? 5 % of #1 & more", info);
  await givenGraph(request, dataFolder, name);
  await page.goto(`/graphs/${encodeURIComponent(name)}`);
  await page.getByRole("searchbox").fill("customer");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/search=customer/);
  await page.getByRole("button", { name: "Approve the ticked ones" }).click();
  await expect(page.getByRole("link", { name: "Approved (1)" })).toBeVisible();
  await page.getByLabel("Join", { exact: false }).last().fill("orders.amount -> customers.city");
  await page.getByRole("button", { name: "Add the join" }).click();
  const join = page.getByRole("listitem").filter({ hasText: "orders.amount -> customers.city" }).first();
  await join.getByText("Change").click();
  await join.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "Approved (1)" })).toBeVisible();

  await page.goto(`/graphs/${encodeURIComponent(name)}/tables/customers`);
  await page.getByLabel("Name", { exact: false }).last().fill("patrons");
  await page.getByRole("button", { name: "Add the name" }).click();
  await page.getByRole("button", { name: "Delete the name patrons" }).click();
  await expect(page.getByRole("button", { name: "Delete the name patrons" })).toHaveCount(0);
  await page.goto(`/graphs/${encodeURIComponent(name)}/delete`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("The knowledge graph is deleted.")).toBeVisible();
});

test("nothing ticked is told, and a graph is deleted only after a question", async ({ page }) => {
  await page.goto("/graphs/KG_101?status=approved");
  await page.getByRole("button", { name: "Reject the ticked ones" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose at least one join.");
  await page.getByRole("link", { name: "Delete KG_101" }).click();
  await expect(page.getByRole("heading", { name: "Delete this knowledge graph?" })).toBeVisible();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "KG_101", exact: true })).toBeVisible();
});

test("one join is prioritised, excluded and used again, and what is no priority is told", async ({
  page,
}) => {
  await page.goto("/graphs/KG_101?status=approved&search=SAR_Excel_GPU");
  const join = page.getByRole("listitem").filter({ hasText: "brz_lnd_SAR_Excel_GPU.Material" });
  const change = async (button: string, priority?: string) => {
    if (!(await join.getByRole("button", { name: button }).isVisible()))
      await join.getByText("Change").click();
    if (priority !== undefined) await join.getByLabel(/^Priority/).fill(priority);
    await join.getByRole("button", { name: button }).click();
  };
  await change("Save the priority", "12");
  await expect(join).toContainText("Priority 12.");
  await change("Exclude");
  await expect(join).toContainText("Excluded: never used.");
  await change("Use it again");
  await expect(join).not.toContainText("Excluded: never used.");
  await change("Save the priority", "5000");
  await expect(page.getByRole("alert")).toContainText("Must be a whole number from -1,000 to 1,000.");
  await change("Save the priority", "10");
  await expect(join).toContainText("Priority 10.");
});

test("a graph is made again with its name and its schemas", async ({ page }) => {
  await page.goto("/graphs/KG_101");
  await page.getByRole("link", { name: "Make again" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("KG_101");
  await expect(page.getByRole("checkbox", { name: "newdqschema" })).toBeChecked();
});

test("a graph that is made again says what changed and what no longer fits", async ({
  page,
  request,
  dataFolder,
}, info) => {
  // Behind KG_101 in the alphabet, whose names other journeys expect beside a new definition.
  const name = uniqueName("Remade", info);
  const { file } = await givenGraph(request, dataFolder, name);
  const listed = await (await request.get(`/v1/kg/${name}/relationships`)).json();
  const relationship_ids = listed.relationships.map(({ id }: { id: number }) => id);
  await request.post(`/v1/kg/${name}/relationships/decide`, {
    data: { relationship_ids, status: "approved" },
  });
  await request.post(`/v1/kg/${name}/relationships`, { data: { join: "orders.amount -> customers.city" } });
  changeShop(
    dataFolder,
    file,
    "UPDATE orders SET customer_no = 'X' || order_id WHERE order_id > 8; ALTER TABLE customers DROP COLUMN city",
  );

  await page.goto(`/graphs/${encodeURIComponent(name)}`);
  await page.getByRole("link", { name: "Make again" }).click();
  await page.getByRole("button", { name: "Make the graph" }).click();
  const changed = page.getByRole("region", { name: "What changed" });
  await expect(changed).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: "Graphs", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await expect(changed.getByRole("listitem")).toContainText([
    /orders\.customer_no -> customers\.customer_no \(approved\)\. 4\s% of the values are in the target; it was 100\s%/,
    /Join “orders\.amount -> customers\.city”: gone is customers\.city\./,
    /customers\.city is gone\./,
  ]);
  const address = page.url();
  await page.goto(`/graphs/${encodeURIComponent(name)}`);
  await page.locator("dt", { hasText: "Last made" }).locator("..").getByRole("link").click();
  await expect(page).toHaveURL(address);
  await expect(changed).toBeVisible();
});
