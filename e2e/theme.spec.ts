import { expect, test } from "./fixtures.ts";

test("the colours follow the system until one chooses, and the choice stays", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/landing-kpi?search=planning");
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.getByRole("button", { name: "Light colours" }).click();
  await expect(page.getByRole("button", { name: "Light colours" })).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/\/landing-kpi\?search=planning$/);
  expect(await background()).toBe(light);
  await page.goto("/landing-kpi/new");
  expect(await background()).toBe(light);
});
