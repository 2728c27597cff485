import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createKpi, execute, openExecuteDialog, uniqueName } from "./journeys.ts";
import { givenGraph, makeGraph } from "./shop.ts";

const JOIN = "orders.customer_no -> customers.customer_no";
/** Whatever a name may hold that means something in an address or a page. */
const HOSTILE = `50 % / Größe? #1 "a" & 'b' <b>\\ %2F`;

function ruleOf(page: Page, name: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

async function makeRuleset(page: Page, name: string, begin: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Begin with").selectOption(begin);
  await page.getByRole("button", { name: "Make the ruleset" }).click();
  await expect(page.getByText("The ruleset is created.")).toBeVisible();
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
}

test("a ruleset is made, its rules are added, changed and deleted, and it goes after a question", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const shop = uniqueName("Ruled", info);
  const { sourceId } = await givenGraph(request, dataFolder, shop);
  const graph = `${shop} 50 % Größe? #1 "a"`;
  const ruleset = `Nightly ${HOSTILE}`;
  const rule = `Customers ${HOSTILE}`;
  await makeGraph(request, sourceId, graph);
  await page.goto(`/graphs/${encodeURIComponent(graph)}`);
  await page.getByRole("link", { name: "Rulesets" }).click();
  await expect(page.getByText("There is none yet.")).toBeVisible();
  await makeRuleset(page, ruleset, "No rules");

  await page.getByLabel("Join").fill(JOIN);
  await page.getByLabel("Name").fill(rule);
  await page.getByLabel("Compared").selectOption("Spaces around ignored");
  await page.getByRole("button", { name: "Add the rule" }).click();
  await expect(page.getByText("The rule is added.")).toBeVisible();
  await expect(ruleOf(page, rule)).toContainText(JOIN);
  await expect(ruleOf(page, rule)).toContainText("Compared with spaces around ignored.");
  await expect(page.getByLabel("Join")).toHaveValue("");

  await page.getByRole("link", { name: `Change the rule ${rule}` }).click();
  await expect(page.getByLabel("Compared")).toHaveValue("trimmed");
  await page.getByLabel("Compared").selectOption("Within a tolerance (numbers)");
  await page.getByLabel("Tolerance").fill("2");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("customer_no holds text");
  await expect(page.getByLabel("Compared")).toHaveValue("within");
  await expect(page.getByLabel("Tolerance")).toHaveValue("2");
  await page.getByLabel("Compared").selectOption("Case and spaces ignored");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("The rule is changed.")).toBeVisible();
  await expect(ruleOf(page, rule)).toContainText("Compared with case and spaces ignored.");
  await expect(page.getByText("version 3")).toBeVisible();

  await page.getByRole("button", { name: `Delete the rule ${rule}` }).click();
  await expect(page.getByText("The rule is deleted.")).toBeVisible();
  await expect(ruleOf(page, rule)).toHaveCount(0);
  await page.getByRole("link", { name: `Delete ${ruleset}` }).click();
  await expect(page.getByRole("heading", { name: "Delete this ruleset?" })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The ruleset is deleted.")).toBeVisible();
  await expect(page.getByRole("link", { name: ruleset })).toHaveCount(0);
});

test("what was typed comes back with the reason when a rule or a ruleset is refused", async ({ page }) => {
  await page.goto("/graphs/KG_101/rulesets");
  await page.getByLabel("Name").fill("RECON_20251027_001");
  await page.getByLabel("Begin with").selectOption("No rules");
  await page.getByRole("button", { name: "Make the ruleset" }).click();
  await expect(page.getByText("exists already; choose another name.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("RECON_20251027_001");
  await expect(page.getByLabel("Begin with")).toHaveValue("empty");

  await page.getByRole("link", { name: "RECON_20251027_001" }).click();
  const join = "brz_lnd_RBP_GPU.Materiel -> brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU";
  await page.getByLabel("Join").fill(join);
  await page.getByLabel("Name").fill("Mine");
  await page.getByLabel("Compared").selectOption("Leading zeros ignored too");
  await page.getByRole("button", { name: "Add the rule" }).click();
  await expect(page.getByText(/has no column Materiel\. It has:/)).toBeVisible();
  await expect(page.getByLabel("Join")).toHaveValue(join);
  await expect(page.getByLabel("Name")).toHaveValue("Mine");
  await expect(page.getByLabel("Compared")).toHaveValue("leading_zeros");

  const missing = await page.goto("/graphs/KG_101/rulesets/none");
  expect(missing?.status()).toBe(404);
  await expect(page.getByText('has no ruleset "none"')).toBeVisible();
});

test("a ruleset of the approved joins is offered where a KPI is executed", async ({ page }, info) => {
  const ruleset = uniqueName("Of joins", info);
  await page.goto("/graphs/KG_101/rulesets");
  await makeRuleset(page, ruleset, "A rule for each approved join");
  await expect(ruleOf(page, "brz_lnd_RBP_GPU to brz_lnd_OPS_EXCEL_GPU")).toContainText("PLANNING_SKU");

  const kpi = uniqueName("By ruleset", info);
  await createKpi(page, kpi, "RBP GPU which are not in OPS Excel");
  const dialog = await openExecuteDialog(page, kpi);
  await expect(dialog.locator(`datalist option[value="${ruleset}"]`)).toHaveCount(1);
  await dialog.getByLabel("Ruleset").fill(ruleset);
  await execute(dialog, "Success");
  const again = await openExecuteDialog(page, kpi);
  await expect(again.getByLabel("Ruleset")).toHaveValue(ruleset);
});

test("the KPIs of a rule are made and executed at one click, once, and the page shows what they found", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const graph = uniqueName("Reconciled", info);
  await givenGraph(request, dataFolder, graph);
  const ruleset = `${HOSTILE} ${graph}`;
  const rules = [{ join: JOIN, name: "by number" }];
  const made = await request.post(`/v1/kg/${graph}/rulesets`, { data: { ruleset_name: ruleset, rules } });
  expect(made.status()).toBe(201);
  await page.goto(`/graphs/${graph}/rulesets/${encodeURIComponent(ruleset)}`);
  await expect(page.getByText("No KPIs are made yet.")).toBeVisible();
  await page.getByRole("button", { name: "Make the KPIs for the rule by number" }).click();
  await expect(page.getByText("The KPIs are made, and being executed.")).toBeVisible();

  const line = page.getByRole("region", { name: "Results" }).getByRole("row", { name: /by number/ });
  await expect(async () => {
    await page.reload();
    await expect(line.getByRole("link")).toHaveText([
      /orders in customers: 200 records$/,
      /orders not in customers: 0 records$/,
      /customers not in orders: 20 records$/,
      /share of orders in customers: 100\u00a0%$/,
    ]);
  }).toPass({ timeout: 30_000 });

  await page.getByRole("button", { name: "Execute the KPIs again", exact: true }).click();
  await expect(page.getByText("All of these KPIs were there already;")).toBeVisible();
  const { total } = await (
    await request.get("/v1/landing-kpi/kpis", { params: { group_name: ruleset } })
  ).json();
  expect(total).toBe(4);

  const name = `${ruleset}: customers not in orders`;
  const dialog = await openExecuteDialog(page, name);
  await expect(dialog.getByLabel("Knowledge graph")).toHaveValue(graph);
  await expect(dialog.getByLabel("Ruleset")).toHaveValue(ruleset);
  await execute(dialog, "Success");
});

test("KPIs that cannot be made are refused on the page, with the rule that is to blame", async ({
  page,
  request,
}, info) => {
  const ruleset = uniqueName("With itself", info);
  const join = "brz_lnd_RBP_GPU.Material -> brz_lnd_RBP_GPU.Product_Line";
  const rules = [{ join, name: "same table" }];
  await request.post("/v1/kg/KG_101/rulesets", { data: { ruleset_name: ruleset, rules } });
  await page.goto(`/graphs/KG_101/rulesets/${ruleset}`);
  await page.getByRole("button", { name: "Make the KPIs", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("No KPIs of the rule “same table” can be made.");
});

test("the execute dialog offers the rulesets of the graph that is chosen", async ({
  page,
  request,
  dataFolder,
  javaScriptEnabled,
}, info) => {
  const name = uniqueName("Ruled shop", info);
  await givenGraph(request, dataFolder, name);
  const made = await request.post(`/v1/kg/${encodeURIComponent(name)}/rulesets`, {
    data: { ruleset_name: "SHOP_RULES" },
  });
  expect(made.status()).toBe(201);
  await page.goto("/landing-kpi/1/execute");
  const dialog = page.getByRole("dialog");
  const offered = () =>
    dialog
      .locator("datalist option")
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  if (javaScriptEnabled === false) {
    expect(await offered()).toContain("SHOP_RULES");
    return;
  }
  await expect.poll(offered).not.toContain("SHOP_RULES");
  await dialog.getByLabel("Knowledge graph").selectOption(name);
  await expect.poll(offered).toEqual(["SHOP_RULES"]);
});
