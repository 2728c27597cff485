import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds in a page that runs JavaScript: by all of its rules, or by these alone. */
export async function violations(page: Page, ...rules: string[]): Promise<string[]> {
  // No page has frames of others, which axe would collect in a page of its own; what is well is not listed.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations: found } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
