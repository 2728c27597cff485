import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, RBP_NOT_IN_OPS, rowOf, uniqueName } from "./journeys.ts";

/** SQL that somebody reviewed: it is run as it is, and asked about when it is stale. */

const EDITED = "Show me all products in RBP NBU which are not in OPS Excel NBU";

test("the SQL of a KPI is reviewed, accepted, executed, becomes stale, is compared and unpinned", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z Reviewed", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}`);
  const state = page.getByRole("region", { name: "Accepted SQL" });
  await expect(state).toContainText("None: each execution compiles the definition anew.");
  await state.getByRole("link", { name: "Review the SQL" }).click();
  await expect(page.getByRole("heading", { name: `SQL of ${name}`, level: 1 })).toBeVisible();
  const now = page.getByRole("region", { name: "What the definition gives now" });
  await expect(now.getByText("Understood as:")).toBeVisible();
  await expect(now.getByRole("region", { name: "Generated SQL" })).toContainText("brz_lnd_RBP_GPU");

  await now.getByLabel("Excluded fields").fill("Created_By");
  await now.getByRole("button", { name: "Show the SQL for these" }).click();
  await expect(page).toHaveURL(/excluded_fields=Created_By/);
  await page.goto(`/landing-kpi/${id}/sql`);
  await now.getByRole("button", { name: "Accept this SQL" }).click();
  await expect(page.getByText("The SQL is accepted.")).toBeVisible();
  await expect(now.getByText("This is the SQL that is accepted.")).toBeVisible();
  await expect(now.getByRole("button", { name: "Accept this SQL" })).toHaveCount(0);

  await page.goto(`/landing-kpi/${id}/execute`);
  const dialog = page.getByRole("dialog", { name: `Execute KPI: ${name}` });
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(page).toHaveURL(/drilldown\/\d+/);
  await expect
    .poll(
      async () => (await (await request.get(`/v1/landing-kpi/kpis/${id}/executions`)).json()).executions[0],
    )
    .toMatchObject({ execution_status: "success", sql_pin: { kpi_version: 1 } });
  await page.reload();
  await page.getByText("How it was read, and its SQL").click();
  await expect(page.getByText("It ran the SQL that was accepted")).toBeVisible();

  await page.goto(`/landing-kpi/${id}/edit?search=${encodeURIComponent(name)}`);
  const edit = page.getByRole("dialog", { name: `Edit KPI: ${name}` });
  await fieldsOf(edit).definition.fill(EDITED);
  await edit.getByRole("button", { name: "Save changes" }).click();
  const saved = page.getByRole("status").filter({ hasText: "The accepted SQL is of the definition before" });
  await expect(saved.getByRole("link", { name: "Review the SQL" })).toHaveAttribute(
    "href",
    `/landing-kpi/${id}/sql`,
  );
  await expect(rowOf(page, name)).toContainText("Accepted SQL is stale");
  await page.goto(`/landing-kpi/${id}/execute`);
  await dialog.getByLabel("Limit records").fill("7");
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(dialog.locator(".field-error")).toContainText("The definition was edited after version 1");
  await expect(dialog.locator(".field-error")).toContainText(
    /version 1 of the KPI\. Choose which SQL to run\.$/,
  );
  await expect(dialog.getByText("The SQL of this KPI was accepted on")).toHaveCount(1);
  await expect(dialog.getByLabel("Limit records")).toHaveValue("7");
  await dialog.getByLabel("SQL", { exact: false }).first().selectOption("The accepted SQL all the same");
  await dialog.getByRole("button", { name: "Execute" }).click();
  await expect(page).toHaveURL(/drilldown\/\d+/);

  await page.goto(`/landing-kpi/${id}/sql`);
  const difference = now.getByRole("region", { name: "What differs from the accepted SQL" });
  await expect(difference.locator("del").first()).toContainText("− ");
  await expect(difference.locator("ins").filter({ hasText: "brz_lnd_RBP_NBU" }).first()).toBeVisible();
  await now.getByRole("button", { name: "Accept this SQL" }).click();
  await expect(page.getByText("for version 2 of the KPI")).toBeVisible();
  await page.getByRole("button", { name: "Unpin" }).click();
  await expect(page.getByText("The SQL is unpinned")).toBeVisible();
  await expect(state).toContainText("None: each execution compiles the definition anew.");
});
