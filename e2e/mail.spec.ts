import type { Page } from "@playwright/test";
import { type MailServer, startMailServer } from "../server/testing/mail-server.ts";
import { test as base } from "./ada.ts";
import { LOGIN } from "./adas-store.ts";
import { violations } from "./axe.ts";
import { expect } from "./fixtures.ts";

const PUBLIC_URL = "http://localhost:4711";

/** In both colour schemes and at both ends of the widths; axe needs JavaScript. */
async function expectAccessible(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  for (const width of [320, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
}

/** A mail server and a server that mails by it, for each test. */
const test = base.extend<{ mailServer: MailServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  mailServer: async ({}, use) => {
    const mailServer = await startMailServer();
    await use(mailServer);
    await mailServer.stop();
  },
  baseURL: async ({ adasStore, mailServer }, use, info) => {
    const mail = { SMTP_URL: mailServer.url, MAIL_FROM: "kpi@example.org", PUBLIC_URL };
    const server = await adasStore.serve(`mail-${info.testId}`, mail);
    await use(server.url);
    await server.stop();
  },
});

test("an invitation is mailed, and what was not mailed is shown with the reason", async ({
  page,
  mailServer,
}) => {
  await page.goto("/people");
  const form = page.getByRole("region", { name: "Invite somebody" });
  const invite = async (login: string) => {
    await form.getByLabel("Login").fill(login);
    await form.getByRole("textbox", { name: "Name" }).fill("Bea");
    await form.getByRole("button", { name: "Invite" }).click();
  };
  await invite("bea@example.org");
  await expect(page.getByRole("status")).toContainText("This link was mailed to Bea");
  await expectAccessible(page);
  await mailServer.mailTo("bea@example.org");
  await mailServer.stop();
  await invite("cleo@example.org");
  await expect(page.getByRole("alert")).toContainText("The mail could not be sent");
  await expect(page.getByRole("status")).toContainText("/join/");
  await expectAccessible(page);
});

test("whoever forgot the password asks for a link, and a word that is no address stays with what is wrong", async ({
  page,
  browser,
  mailServer,
  baseURL,
  javaScriptEnabled,
}) => {
  const own = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
  await own.goto("/sign-in");
  await own.getByRole("link", { name: "Forgot your password?" }).click();
  const address = own.getByLabel("E-mail address");
  // The browser takes it for an address; a server wants a domain that others know.
  await address.fill("ada@example");
  await own.getByRole("button", { name: "Send the link" }).click();
  await expect(own.getByText("Enter the e-mail address with which you sign in")).toBeVisible();
  await expectAccessible(own);
  await expect(address).toHaveValue("ada@example");
  await address.fill(LOGIN);
  await own.getByRole("button", { name: "Send the link" }).click();
  await expect(own.getByRole("status")).toContainText("a mail is on its way");
  await expectAccessible(own);
  const { content } = await mailServer.mailTo(LOGIN);
  await own.goto(/\/join\/[\w-]+/.exec(content)?.[0] ?? "no link");
  await own.getByLabel("New password").fill("another long password");
  await own.getByRole("button", { name: "Choose it" }).click();
  await expect(own).toHaveURL(/\/landing-kpi$/);
  await page.goto("/people");
  await expect(page).toHaveURL(/\/sign-in/);
});
