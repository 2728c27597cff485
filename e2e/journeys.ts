import type { APIRequestContext, Locator, Page, TestInfo } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** Steps that several journeys share, done the way a person does them. */

export const RBP_NOT_IN_OPS = "Show me all products in RBP GPU which are not in OPS Excel";
export const UNKNOWN_PHRASE = "Show me all products in RBP GPU which are not in the flurble list";

/** A name that no other test of this worker uses. */
export function uniqueName(base: string, { testId, retry }: TestInfo): string {
  return `${base} ${testId.slice(-8)}${retry || ""}`;
}

export function fieldsOf(dialog: Locator) {
  return {
    name: dialog.getByLabel("Name"),
    alias: dialog.getByLabel("Alias"),
    group: dialog.getByLabel("Group"),
    description: dialog.getByLabel("Description"),
    definition: dialog.getByRole("textbox", { name: "Definition" }),
  };
}

export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "KPI definitions" }).getByRole("row").filter({ hasText: name });
}

/** Acts that are behind the menu of a KPI's row. */
const IN_THE_MENU = ["Edit", "Duplicate", "Delete", "Delete permanently"];

/** The link or button in a KPI's row that begins an act, in sight: Execute, Edit, Duplicate, Delete, Restore, Delete permanently. */
export async function actionOn(page: Page, name: string, act: string): Promise<Locator> {
  const row = rowOf(page, name);
  const label = { name: `${act} ${name}`, exact: true };
  const control = row.getByRole("link", label).or(row.getByRole("button", label));
  if (IN_THE_MENU.includes(act) && !(await control.isVisible())) await row.getByText("More").click();
  return control;
}

/** Begins an act from a KPI's row. */
export async function actOn(page: Page, name: string, act: string): Promise<void> {
  await (await actionOn(page, name, act)).click();
}

/** Creates a KPI through the dialog and ends on the list with its details open; answers its id. */
export async function createKpi(page: Page, name: string, definition: string): Promise<number> {
  await page.goto("/landing-kpi");
  await page.getByRole("link", { name: "New KPI" }).click();
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill(definition);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
  return Number(new URL(page.url()).searchParams.get("kpi"));
}

/** Creates a KPI through the API, for journeys that are about something else. */
export async function givenKpi(
  request: APIRequestContext,
  name: string,
  definition: string,
): Promise<number> {
  const response = await request.post("/v1/landing-kpi/kpis", { data: { name, nl_definition: definition } });
  expect(response.status()).toBe(201);
  return (await response.json()).kpi.id;
}

interface RunFacts {
  readonly id: number;
  readonly number_of_records: number;
  readonly total_records: number | null;
  readonly distinct_key: { readonly columns: readonly string[]; readonly count: number } | null;
  readonly value: number | null;
  readonly generated_sql: string;
}

/** Executes a KPI through the API and waits for its end. */
export async function givenRun(
  request: APIRequestContext,
  kpiId: number,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<RunFacts> {
  const response = await request.post(`/v1/landing-kpi/kpis/${kpiId}/execute`, {
    data: { kg_name: "KG_101", select_schema: "newdqschema", ...parameters },
  });
  expect(response.status()).toBe(200);
  return (await response.json()).execution_result;
}

/** The execute dialog of a KPI, opened from its row in the list. */
export async function openExecuteDialog(page: Page, name: string): Promise<Locator> {
  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}`);
  await actOn(page, name, "Execute");
  const dialog = page.getByRole("dialog", { name: `Execute KPI: ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/**
 * Sends the execute dialog and waits on the run's page until it says `status`; answers the execution's id. Without
 * JavaScript the page loads itself again every two seconds, for which only one who waits `patiently` waits.
 */
export async function execute(
  dialog: Locator,
  status: "Success" | "Failed",
  { patiently = false } = {},
): Promise<number> {
  const page = dialog.page();
  await dialog.getByRole("button", { name: "Execute" }).click();
  await page.waitForURL(/\/landing-kpi\/drilldown\/\d+$/);
  const said = page.getByRole("status").filter({ hasText: status });
  const reloads = !patiently && test.info().project.use.javaScriptEnabled === false;
  await expect(async () => {
    if (reloads && !(await said.isVisible())) await page.reload();
    await expect(said).toBeVisible({ timeout: reloads ? 200 : 30_000 });
  }).toPass({ timeout: 30_000 });
  return Number(/\d+$/.exec(new URL(page.url()).pathname)?.[0]);
}

export function records(page: Page): Locator {
  return page.getByRole("region", { name: "Records", exact: true });
}

/** The texts of one column of the record grid, by its name. */
export async function columnTexts(page: Page, column: string): Promise<string[]> {
  const grid = records(page);
  const names = await grid.getByRole("columnheader").allInnerTexts();
  const index = names.findIndex((name) => name.trim() === column);
  expect(index, `column ${column} among ${names.join(", ")}`).toBeGreaterThanOrEqual(0);
  return grid.locator(`tbody tr > :nth-child(${index + 1})`).allInnerTexts();
}
