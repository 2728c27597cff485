import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fieldsOf } from "./journeys.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "a question that JavaScript adds");

/** Does something that asks, and answers it; the question's text. */
async function answered(page: Page, answer: "accept" | "dismiss", act: () => Promise<void>) {
  const asked = page.waitForEvent("dialog").then(async (question) => {
    await question[answer]();
    return question.message();
  });
  await act();
  return asked;
}

for (const path of ["new", "1/edit", "1/execute"]) {
  test(`leaving a changed form asks first at ${path}, and loses nothing when one stays`, async ({ page }) => {
    await page.goto("/landing-kpi");
    await page.goto(`/landing-kpi/${path}`);
    const dialog = page.getByRole("dialog");
    const field = dialog.getByRole("textbox").last();
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await field.fill("Changed");
    const pressEscape = () => page.keyboard.press("Escape");
    expect(await answered(page, "dismiss", pressEscape)).toBe("Discard your changes?");
    await expect(field).toHaveValue("Changed");
    await answered(page, "dismiss", () => dialog.getByRole("link", { name: "Close" }).click());
    await expect(field).toHaveValue("Changed");
    await answered(page, "accept", () => dialog.getByRole("link", { name: "Cancel" }).click());
    await expect(dialog).toHaveCount(0);
  });
}

test("leaving a changed form asks also after a preview, and not when nothing is changed", async ({
  page,
}) => {
  await page.goto("/landing-kpi/1/edit");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await fieldsOf(dialog).definition.fill("Count all products in RBP GPU");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "Preview", exact: true })).toBeVisible();
  await answered(page, "accept", () => page.keyboard.press("Escape"));
  await expect(dialog).toHaveCount(0);
  const troubles: string[] = [];
  page.on("dialog", (question) => {
    troubles.push(question.message());
    void question.dismiss();
  });
  await page.goto("/landing-kpi/1/execute");
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(troubles).toEqual([]);
});
