import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { expect, test } from "./fixtures.ts";
import { uniqueName } from "./journeys.ts";

/** Puts a small database where the server looks for files to connect; its name. */
function givenDatabase(dataFolder: string, name: string): string {
  const folder = path.join(dataFolder, "sources");
  fs.mkdirSync(folder, { recursive: true });
  const file = `${name.replaceAll(" ", "-")}.db`;
  const db = new SQLite(path.join(folder, file));
  db.exec(
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, amount REAL); INSERT INTO orders (amount) VALUES (1.5)",
  );
  db.close();
  return file;
}

test("a SQLite file is tested, connected, changed and deleted again", async ({ page, dataFolder }, info) => {
  const name = uniqueName("Sales", info);
  const file = givenDatabase(dataFolder, name);
  await page.goto("/landing-kpi");
  await page.getByRole("link", { name: "Sources" }).click();
  await page.getByRole("link", { name: "+ Connect a source" }).click();
  await page.getByRole("link", { name: "SQLite file" }).click();

  await page.getByLabel("Name").fill(name);
  await page.getByLabel("File").fill(file);
  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Connected to SQLite" })).toBeVisible();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(
    page.getByText("The source is connected. Make a knowledge graph of its tables next."),
  ).toBeVisible();
  await expect(page.getByRole("heading", { name })).toBeVisible();

  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(page.getByText(/^Connected to SQLite 3\S+ It has the schema/)).toBeVisible();

  await page.getByRole("link", { name: `Edit ${name}` }).click();
  await page.getByLabel("Name").fill(`${name} 2`);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("The changes are saved, and the connection works.")).toBeVisible();

  await page.getByRole("link", { name: `Delete ${name} 2` }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The source is deleted. The database itself was not touched.")).toBeVisible();
  await expect(page.getByRole("link", { name: `${name} 2` })).toHaveCount(0);
});

test("what was typed comes back with the reason when a connection does not work", async ({ page }) => {
  await page.goto("/sources/new?type=sqlite");
  await page.getByLabel("Name").fill("Nowhere");
  await page.getByLabel("File").fill("nowhere.db");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText(/^There is no file nowhere\.db in/)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Nowhere");
});

test("a source that a graph is about is kept, and the page says why", async ({ page }) => {
  await page.goto("/sources");
  await page.getByRole("link", { name: "newdqschema" }).click();
  await page.getByRole("link", { name: "Delete newdqschema" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("alert")).toContainText("KG_101");
});

test("the sample is removed with its graph and KPIs, and added again", async ({ page }) => {
  await page.goto("/sources");
  await page.getByRole("link", { name: "newdqschema" }).click();
  await page.getByRole("link", { name: "Delete newdqschema" }).click();
  await expect(page.getByText("With it go the knowledge graph KG_101 and its KPIs")).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("is used by the knowledge graph KG_101");
  await page.getByRole("button", { name: "Remove the whole sample" }).click();
  await expect(page.getByText("The sample is removed")).toBeVisible();
  await expect(page.getByRole("link", { name: "newdqschema" })).toHaveCount(0);
  await page.getByRole("button", { name: "Add the sample again" }).click();
  await expect(page.getByText("The sample is there again")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add the sample again" })).toHaveCount(0);
  await page.goto("/graphs/KG_101");
  await expect(page.getByRole("link", { name: "Rejected (0)" })).toBeVisible();
});
