import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { uniqueName } from "./journeys.ts";

const CUSTOMERS = "Customer No;City;Since\n00042;Köln;31.12.2023\n00043;Paris;1.2.2024\n";

async function givenFilesSource(page: Page, name: string) {
  await page.goto("/sources/new");
  await page.getByRole("link", { name: "CSV and Excel files" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("heading", { name: `Files of ${name}` })).toBeVisible();
}

async function upload(page: Page, name: string, content: string | Buffer) {
  await page
    .getByLabel("Files (required)")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Upload" }).click();
}

/** Without JavaScript a page with forms stands still, and a link shows how far it is. */
async function seeLoadsEnd(page: Page) {
  await expect(page.locator("meta[http-equiv=refresh]")).toHaveCount(0);
  const how = page.getByRole("link", { name: "See how far that is" });
  await expect(async () => {
    if (await how.isVisible()) await how.click();
    await expect(how).toBeHidden({ timeout: 1 });
  }).toPass();
}

test("a file is uploaded, looked into, changed and loaded, and offers a knowledge graph", async ({
  page,
}, info) => {
  await givenFilesSource(page, uniqueName("Lists", info));
  await upload(page, "Customers 2024.csv", CUSTOMERS);
  await expect(page.getByRole("heading", { name: "Customers 2024.csv" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sources", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await expect(page.getByText("Delimited text, semicolon, UTF-8")).toBeVisible();
  await expect(page.getByLabel("Type of Since")).toHaveValue("date_dmy");
  await expect(page.getByText("some day is beyond 12")).toBeVisible();
  await page.getByLabel("Table (required)").fill("customers");
  await page.getByLabel("Name of Customer No").fill("customer_no");
  await page.getByLabel("Type of City").selectOption("leave_out");
  await page.getByRole("button", { name: "Load into the table" }).click();
  await expect(page.getByText("2 rows are in the table customers.")).toBeVisible();
  await page.getByRole("link", { name: "Make a knowledge graph" }).click();
  await expect(page.getByRole("heading", { name: /knowledge graph/i })).toBeVisible();
});

test("a header that is a description can be read in the field of its name", async ({ page }, info) => {
  await givenFilesSource(page, uniqueName("Descriptions", info));
  const rows = "1,50;31.12.2023\n20,00;01.02.2024\n";
  await upload(page, "prices.csv", `Net price per unit in EUR;Date of the last change\n${rows}`);
  const name = page.getByLabel("Name of Net price per unit in EUR");
  await expect(name).toHaveValue("Net price per unit in EUR");
  expect(await name.evaluate((field) => field.scrollWidth - field.clientWidth)).toBe(0);
});

test("what cannot become a table says so, and what was chosen stays", async ({ page }, info) => {
  await givenFilesSource(page, uniqueName("Odd files", info));
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText("Choose a file first.")).toBeVisible();
  await upload(page, "report.csv", "%PDF-1.7 and so on");
  await expect(page.getByText(/PDF document/)).toBeVisible();

  await upload(page, "prices.csv", "part,price\na,1\nb,cheap\n");
  await page.getByLabel("Type of price").selectOption("integer");
  await page.getByLabel("Name of part").fill("");
  await page.getByRole("button", { name: "Load into the table" }).click();
  await expect(page.getByText(/Column .*required/i)).toBeVisible();
  await expect(page.getByLabel("Type of price")).toHaveValue("integer");
  await page.getByLabel("Name of part").fill("part");
  await page.getByRole("button", { name: "Load into the table" }).click();
  // What was seen in the file says so too, already before it is loaded.
  await expect(page.getByText(/Column .*required/i)).toBeHidden();
  await expect(page.getByText(/"cheap" in line 3|line 3.*"cheap"/)).toBeVisible();
  await page.getByRole("button", { name: "Drop this file" }).click();
  await expect(page.getByText("No file is uploaded yet.")).toBeVisible();
});

test("a file is read in another way than was found", async ({ page }, info) => {
  await givenFilesSource(page, uniqueName("Read again", info));
  await upload(page, "pipes.csv", "a|b\n1|2\n");
  await page.getByText("Read it in another way").click();
  await page.getByLabel("First row").selectOption("false");
  await page.getByRole("button", { name: "Read it again" }).click();
  await expect(page.getByText("2 rows.")).toBeVisible();
  await expect(page.getByLabel("Name of column 1")).toBeVisible();
});

test("an encoding that is a guess is said to be one until a person chooses it", async ({ page }, info) => {
  await givenFilesSource(page, uniqueName("Guessed", info));
  // Łódź, Kraków in Windows-1250: too few letters to tell from Western European.
  await upload(page, "cities.csv", Buffer.from("name,city\nA,\xa3\xf3d\x9f\nB,Krak\xf3w\n", "latin1"));
  await expect(page.getByText("Windows-1252 (Western European) (a guess)")).toBeVisible();
  await expect(page.getByText("Nothing in the file says its encoding")).toBeVisible();
  await page.getByLabel("Encoding").selectOption("windows-1250");
  await page.getByRole("button", { name: "Read it again" }).click();
  await expect(page.getByText("Windows-1250 (Central European); ")).toBeVisible();
  await expect(page.getByText("Nothing in the file says its encoding")).toBeHidden();
  await expect(page.getByText("Łódź")).toBeVisible();
});

test("several files are sent together, looked at one after the other, and none that waits is lost", async ({
  page,
}, info) => {
  await givenFilesSource(page, uniqueName("A folder", info));
  await page.getByLabel("Files (required)").setInputFiles([
    { name: "parts.csv", mimeType: "text/csv", buffer: Buffer.from("part,count\na,1\n") },
    { name: "report.csv", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.7 and so on") },
    { name: "places.jsonl", mimeType: "application/json", buffer: Buffer.from('{"place":"x"}\n') },
  ]);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert")).toContainText(
    "1 file cannot become a table. 2 other files are uploaded",
  );
  await expect(page.getByRole("alert")).toContainText("report.csv: ");
  const waiting = page.getByRole("region", { name: "Files that wait" });
  await expect(waiting.getByRole("link")).toHaveCount(2);

  await waiting.getByRole("link", { name: "parts.csv" }).click();
  await expect(page.getByText("(1 other file to look at)")).toBeVisible();
  await page.getByRole("button", { name: "Load into the table" }).click();
  await page.getByRole("link", { name: "Next: places.jsonl" }).click();
  await page.getByRole("button", { name: "Load into the table" }).click();
  await page.getByRole("link", { name: "Upload another file" }).click();
  await expect(waiting).toBeHidden();
  const tables = page.getByRole("region", { name: "Tables" });
  await expect(tables.getByRole("rowheader")).toHaveText(["parts", "places"]);

  await tables.getByRole("link", { name: "Drop the table parts" }).click();
  await expect(page.getByRole("heading", { name: "Drop this table?" })).toBeVisible();
  await page.getByRole("button", { name: "Drop" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The table is dropped" })).toBeVisible();
  await expect(tables.getByRole("rowheader")).toHaveText(["places"]);
});

test("several good files are listed with what to do next", async ({ page }, info) => {
  await givenFilesSource(page, uniqueName("Good folder", info));
  await page.getByLabel("Files (required)").setInputFiles([
    { name: "one.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") },
    { name: "two.tsv", mimeType: "text/csv", buffer: Buffer.from("c\td\n1\t2\n") },
  ]);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The files are uploaded." })).toBeVisible();
  await expect(page.getByRole("region", { name: "Files that wait" }).getByRole("link")).toHaveCount(2);
});

test("files that wait become tables all at once, and what one of them replaces is said", async ({
  page,
}, info) => {
  await givenFilesSource(page, uniqueName("At once", info));
  const send = async (files: Readonly<Record<string, string>>) => {
    const sent = Object.entries(files).map(([name, text]) => ({
      ...{ name, mimeType: "text/csv" },
      buffer: Buffer.from(text),
    }));
    await page.getByLabel("Files (required)").setInputFiles(sent);
    await page.getByRole("button", { name: "Upload" }).click();
    await expect(page.getByRole("status").filter({ hasText: "The files are uploaded." })).toBeVisible();
  };
  const waiting = page.getByRole("region", { name: "Files that wait" });
  const tables = page.getByRole("region", { name: "Tables" });
  const load = page.getByRole("button", { name: "Load the ticked files as they were found" });
  await send({ "one.csv": "a,b\n1,2\n", "two.csv": "c,d\n1,2\n", "wide.csv": "e,f\n1,2\n1,2,3\n" });
  for (const name of ["one.csv", "two.csv", "wide.csv"])
    await expect(waiting.getByLabel(`Load ${name}`)).toBeChecked();
  await waiting.getByLabel("Load two.csv").uncheck();
  await load.click();
  await seeLoadsEnd(page);
  await expect(tables.getByRole("rowheader")).toHaveText(["one"]);
  // What failed is not ticked: somebody has to do something about it first.
  await expect(waiting).toContainText("Failed: Line 3 has more cells");
  await expect(waiting.getByLabel("Load wide.csv")).not.toBeChecked();

  await waiting.getByLabel("Load two.csv").uncheck();
  await load.click();
  await expect(page.getByRole("alert")).toContainText("Tick the files that are to become tables.");
  await send({ "one.csv": "a,b\n3,4\n5,6\n", "three.csv": "g\n1\n" });
  await expect(waiting).toContainText("one, which is replaced");
  await load.click();
  await seeLoadsEnd(page);
  await expect(tables.getByRole("rowheader")).toHaveText(["one", "three", "two"]);
  await expect(tables.getByRole("row").filter({ hasText: "one.csv" })).toContainText("2");
});
