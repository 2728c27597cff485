import { expect, test } from "./fixtures.ts";

test("the API documentation is a page of the product: its header, its colours, its way back", async ({
  page,
}) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/landing-kpi");
  const light = await background();
  await page.getByRole("link", { name: "Docs", exact: true }).click();
  await expect(page.getByRole("heading", { name: "API documentation" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Docs", exact: true })).toHaveAttribute("aria-current", "page");
  expect(await background()).toBe(light);
  await page.getByRole("button", { name: "Dark colours" }).click();
  await expect(page.getByRole("button", { name: "Dark colours" })).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/\/docs$/);
  expect(await background()).not.toBe(light);
  await page.getByRole("link", { name: "Landing KPI", exact: true }).click();
  await expect(page.getByRole("heading", { name: "How the KPIs are" })).toBeVisible();
});

test("an endpoint of the documentation has its parameters, and a link from its schema unfolds what it names", async ({
  page,
}) => {
  await page.goto("/docs");
  const execute = page.getByRole("group").filter({ hasText: "POST /v1/landing-kpi/kpis/{kpi_id}/execute" });
  await execute.locator("summary").first().click();
  await expect(execute.getByRole("region", { name: /^Parameters of POST/ })).toContainText("kpi_id");
  const schema = execute.locator("details", { has: page.locator("pre a") }).last();
  await schema.getByText("Schema", { exact: true }).click();
  const link = schema.locator("pre a").first();
  const name = await link.textContent();
  await link.click();
  await expect(page.locator(`#schema-${name}`)).toBeVisible();
});

test("the documentation needs no script and nothing from elsewhere", async ({ request }) => {
  const html = await (await request.get("/docs")).text();
  expect(html).toContain("/v1/landing-kpi/kpis/{kpi_id}/execute");
  expect(html).not.toMatch(/<script|https?:\/\//);
});
