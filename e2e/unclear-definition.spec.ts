import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, RBP_NOT_IN_OPS, rowOf, UNKNOWN_PHRASE, uniqueName } from "./journeys.ts";

test("a definition that is not understood is saved only when one says so", async ({ page }, info) => {
  const name = uniqueName("Unclear", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill(UNKNOWN_PHRASE);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  const warning = dialog.getByRole("alert");
  await expect(warning).toContainText(/Not understood: “[^”]*flurble/);
  await expect(warning).toContainText("Nothing is saved yet.");
  await expect(fields.name).toHaveValue(name);
  await dialog.getByRole("button", { name: "Save anyway" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
  await expect(rowOf(page, name)).toBeVisible();
});

test("a definition with several readings is a question: the one that is clicked is saved", async ({
  page,
}, info) => {
  const name = uniqueName("Two readings", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill("RBP GPU vs OPS Excel");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    /^Nothing is saved yet\. Choose what is meant, or save it/,
  );
  const question = dialog.getByRole("region", { name: "Which of these is meant?" });
  await expect(question).toContainText("Choose one:");
  const reading = "rows of brz_lnd_OPS_EXCEL_GPU not in brz_lnd_RBP_GPU";
  // Its name has places to break at in it.
  await question.getByRole("button", { name: /^rows of brz.*OPS.* not in/ }).click();
  await expect(fields.definition).toHaveValue(reading);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
});

test("a change to a definition that is not understood is warned of, other changes of such a KPI are not", async ({
  page,
  request,
}, info) => {
  const id = await givenKpi(request, uniqueName("Becomes unclear", info), RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}/edit`);
  const dialog = page.getByRole("dialog");
  await fieldsOf(dialog).definition.fill(UNKNOWN_PHRASE);
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing is saved yet.");
  // Enter in a field sends the form as its own button does: it chooses no suggestion and does not save anyway.
  await fieldsOf(dialog).alias.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Nothing is saved yet.");
  await expect(fieldsOf(dialog).definition).toHaveValue(UNKNOWN_PHRASE);
  await dialog.getByRole("button", { name: "Save anyway" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
  await page.goto(`/landing-kpi/${id}/edit`);
  await expect(fieldsOf(dialog).definition).toHaveValue(UNKNOWN_PHRASE);
  await fieldsOf(dialog).alias.fill("STILL");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
});
