import { expect, test } from "./fixtures.ts";
import {
  actOn,
  createKpi,
  fieldsOf,
  givenKpi,
  givenRun,
  RBP_NOT_IN_OPS,
  rowOf,
  UNKNOWN_PHRASE,
  uniqueName,
} from "./journeys.ts";

test("the header leads to the list with the sample KPIs", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "KPIs", exact: true })
    .click();
  await expect(page).toHaveURL(/\/landing-kpi$/);
  await expect(page.getByRole("heading", { name: "Landing KPI Management" })).toBeVisible();
  for (const name of [
    "Product Mismatch - RBP vs OPS",
    "Duplicate Planning SKUs",
    "Inactive Products Count",
  ]) {
    await expect(rowOf(page, name)).toBeVisible();
  }
});

test("a KPI with valid data is created, and its definition can be read in its details", async ({
  page,
}, info) => {
  const name = uniqueName("Created", info);
  await createKpi(page, name, RBP_NOT_IN_OPS);
  await expect(rowOf(page, name)).toBeVisible();
  const details = page.getByRole("region", { name: `Execution History: ${name}` });
  await expect(details.getByText(RBP_NOT_IN_OPS)).toBeVisible();
  await expect(details.getByText("This KPI was never executed.")).toBeVisible();
});

test("a definition is tried before it is saved: what was understood, the SQL, the first records", async ({
  page,
}, info) => {
  const name = uniqueName("Tried", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill(UNKNOWN_PHRASE);
  await dialog.getByRole("button", { name: "Preview" }).click();
  const refused = dialog.getByRole("region", { name: "This definition is not understood" });
  await expect(refused.locator("mark")).toContainText("flurble");
  await expect(refused.getByRole("heading")).toBeInViewport();

  await fields.definition.fill(RBP_NOT_IN_OPS);
  await dialog.getByRole("button", { name: "Preview" }).click();
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("Understood as:")).toBeInViewport();
  await expect(preview.getByRole("region", { name: "Generated SQL" })).toContainText("brz_lnd_RBP_GPU");
  await expect(preview.getByRole("region", { name: "Generated SQL" })).toContainText("limit 1000");
  await expect(preview.getByText(/^\d+ records in all, \d+ different Material\.$/)).toBeVisible();
  await expect(preview.getByRole("region", { name: "First records" }).getByRole("row")).toHaveCount(6);

  await expect(fields.name).toHaveValue(name);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(rowOf(page, name)).toBeVisible();
});

test("a suggestion is put into the field and tried when it is chosen", async ({ page }, info) => {
  const name = uniqueName("Suggested", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill("products in RBP GPU which are not in OPS Excel without a parking permit");
  await dialog.getByRole("button", { name: "Preview" }).click();
  const refused = dialog.getByRole("region", { name: "This definition is not understood" });
  const better = "products in RBP GPU which are not in OPS Excel";
  await refused.getByRole("button", { name: better, exact: true }).click();
  await expect(dialog.getByRole("region", { name: "Preview" }).getByText("Understood as:")).toBeVisible();
  await expect(fields.definition).toHaveValue(better);
  await expect(fields.name).toHaveValue(name);
});

test("missing fields are named beside the fields, and what was typed stays", async ({
  page,
  javaScriptEnabled,
}) => {
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.description.fill("Only a description");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(fields.name).toHaveAttribute("aria-invalid", "true");
  await expect(fields.name).toHaveAccessibleDescription(/Name is required\./);
  await expect(fields.definition).toHaveAccessibleDescription(/Definition is required\./);
  await expect(fields.description).toHaveValue("Only a description");
  if (javaScriptEnabled !== false) await expect(fields.name).toBeFocused();
});

test("a text that is too long is refused with its limit", async ({ page }, info) => {
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(uniqueName("Long", info));
  await fields.definition.fill("x".repeat(4001));
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(fields.definition).toHaveAccessibleDescription(/at most 4,000 characters/);
});

test("a name that is taken is refused beside the name", async ({ page, request }, info) => {
  const name = uniqueName("Taken", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill("count hana material master");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(fields.name).toHaveAttribute("aria-invalid", "true");
  await expect(fields.definition).toHaveValue("count hana material master");
});

test("a KPI is edited, and the list behind keeps its search", async ({ page, request }, info) => {
  const name = uniqueName("Edited", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}`);
  await actOn(page, name, "Edit");
  const dialog = page.getByRole("dialog", { name: `Edit KPI: ${name}` });
  await expect(fieldsOf(dialog).definition).toHaveValue(RBP_NOT_IN_OPS);
  await fieldsOf(dialog).group.fill("Edited group");
  await fieldsOf(dialog).alias.fill("EDITED");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue(name);
  await expect(rowOf(page, name)).toContainText("Edited group");
  await expect(rowOf(page, name)).toContainText("EDITED");
});

test("a KPI is duplicated: the form begins with all that it says, and the list behind keeps its search", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Original", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}`);
  await actOn(page, name, "Duplicate");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  await expect(fieldsOf(dialog).name).toHaveValue(`${name} (copy)`);
  await expect(fieldsOf(dialog).definition).toHaveValue(RBP_NOT_IN_OPS);
  await dialog.getByRole("link", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/landing-kpi\?search=[^&]+$/);
  await actOn(page, name, "Duplicate");
  await fieldsOf(dialog).alias.fill("COPIED");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
  await expect(rowOf(page, `${name} (copy)`)).toContainText("COPIED");
});

test("what was done is said once, not again on the next load", async ({ page }, info) => {
  await createKpi(page, uniqueName("Said once", info), RBP_NOT_IN_OPS);
  await page.reload();
  await expect(page.getByRole("heading", { name: /^Execution History/ })).toBeVisible();
  await expect(page.getByText("The KPI is created.")).toHaveCount(0);
});

test("a dialog is closed without a change by its links", async ({ page, request }, info) => {
  const name = uniqueName("Kept", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}/edit?search=Kept`);
  await fieldsOf(page.getByRole("dialog")).alias.fill("NOT_SAVED");
  page.once("dialog", (question) => question.accept());
  await page.getByRole("dialog").getByRole("link", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/landing-kpi\?search=Kept$/);
  await expect(rowOf(page, name)).not.toContainText("NOT_SAVED");
});

test("a KPI is deleted after a question, restored, and deleted for good by typing its name", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Deleted", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  const search = `search=${encodeURIComponent(name)}`;
  const remove = async () => {
    await page.goto(`/landing-kpi?${search}`);
    await actOn(page, name, "Delete");
    const question = page.getByRole("alertdialog", { name: "Delete this KPI?" });
    await expect(question).toContainText(name);
    await question.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("The KPI is deleted.")).toBeVisible();
    await expect(rowOf(page, name)).toHaveCount(0);
  };
  await remove();

  await page.goto(`/landing-kpi?state=deleted&${search}`);
  await actOn(page, name, "Restore");
  await expect(page.getByText("The KPI is restored.")).toBeVisible();
  await expect(rowOf(page, name)).toHaveCount(0);

  await remove();
  await page.goto(`/landing-kpi?state=deleted&${search}`);
  await actOn(page, name, "Delete permanently");
  const question = page.getByRole("alertdialog", { name: "Delete this KPI permanently?" });
  const typed = question.getByLabel("Type the name of the KPI to confirm");
  await typed.fill("Another name");
  await question.getByRole("button", { name: "Delete permanently" }).click();
  await expect(typed).toHaveAttribute("aria-invalid", "true");
  await typed.fill(name);
  await question.getByRole("button", { name: "Delete permanently" }).click();
  // "Delete permanently", with the name behind it, stands in the row of a KPI that is called "Deleted ...".
  await expect(page.getByText("are permanently deleted")).toBeVisible();
  await page.goto(`/landing-kpi?state=all&${search}`);
  await expect(page.getByText("No KPI matches")).toBeVisible();
});

test("the list is searched, filtered by group and sorted by any column", async ({ page }) => {
  await page.goto("/landing-kpi");
  await page.getByRole("searchbox", { name: "Search" }).fill("planning");
  await page.getByRole("combobox", { name: "Group" }).selectOption("Data Quality");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rowOf(page, "Duplicate Planning SKUs")).toBeVisible();
  await expect(rowOf(page, "Inactive Products Count")).toHaveCount(0);
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(rowOf(page, "Inactive Products Count")).toBeVisible();

  const table = page.getByRole("region", { name: "KPI definitions" });
  for (const column of ["ID", "Name", "Group", "Latest run", "Value"]) {
    const header = table.getByRole("columnheader", { name: column });
    await header.getByRole("link").click();
    await expect(header).toHaveAttribute("aria-sort", /ending$/);
  }
  await page.goto("/landing-kpi?sort_by=name&sort_order=desc");
  const names = await table.getByRole("rowheader").getByRole("link").allInnerTexts();
  expect(names.length).toBeGreaterThan(3);
  expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? 1 : -1)));
});

test("the value stands large in the list, with its change and whether that is better or worse", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z Changing", info);
  const id = await givenKpi(request, name, "Show me all products in RBP GPU which are also in OPS Excel");
  const define = (data: object) => request.put(`/v1/landing-kpi/kpis/${id}`, { data });
  await define({ better: "lower" });
  const before = await givenRun(request, id);
  await define({ nl_definition: RBP_NOT_IN_OPS });
  const after = await givenRun(request, id);
  const change = (after.value ?? 0) - (before.value ?? 0);
  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}`);
  const cell = (label: string) => rowOf(page, name).locator(`[data-label="${label}"]`);
  await expect(cell("Value").locator("strong")).toHaveText((after.value ?? 0).toLocaleString("en"));
  const amount = Math.abs(change).toLocaleString("en");
  await expect(cell("Change")).toContainText(change > 0 ? `+${amount} worse` : `−${amount} better`);
  await expect(cell("Trend").getByRole("img")).toBeVisible();
  const size = (label: string) =>
    cell(label)
      .locator("strong, span")
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const number = cell("Value").locator("strong");
  const large = await number.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(large).toBeGreaterThan(await size("ID"));
});

test("a search without a hit says so and leads back", async ({ page }) => {
  await page.goto("/landing-kpi?search=no+such+kpi+anywhere");
  await expect(page.getByText("No KPI matches this search and these filters.")).toBeVisible();
  await page.getByRole("link", { name: "Show all active KPIs" }).click();
  await expect(rowOf(page, "Duplicate Planning SKUs")).toBeVisible();
});

test("the values of a KPI over time stand as lines and as a table, once there are two", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Trend", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const first = await givenRun(request, id);
  await page.goto(`/landing-kpi?kpi=${id}`);
  const history = page.getByRole("region", { name: `Execution History: ${name}` });
  await expect(history.getByRole("heading", { name: "Over time" })).toHaveCount(0);

  await givenRun(request, id);
  await page.reload();
  const trend = history.getByRole("region", { name: "Over time" });
  await expect(trend.getByRole("img", { name: /^Value of 2 executions, from .* records$/ })).toBeVisible();
  await expect(trend.getByRole("img", { name: /^Execution time of 2 executions/ })).toBeVisible();
  await trend.getByText("The same as a table").click();
  const rows = trend.getByRole("region", { name: "Values over time" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("0 %");
  await rows.nth(2).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/drilldown/${first.id}$`));
});
