import type { Page } from "@playwright/test";
import axe from "axe-core";

/** What axe finds in a page that runs JavaScript: by all of its rules, or by these alone. */
export async function violations(page: Page, ...rules: string[]): Promise<string[]> {
  // Loading it takes longer than most runs, and pages are looked at several times.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const here = window as unknown as { readonly axe: typeof axe };
    const only = values.length > 0 ? { runOnly: { type: "rule" as const, values } } : {};
    // What is well is not listed.
    const { violations: found } = await here.axe.run(document, { resultTypes: ["violations"], ...only });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, rules);
}
