import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, uniqueName } from "./journeys.ts";
import { givenGraph, makeGraph } from "./shop.ts";

test("the graph that one chooses has its names shown, is what a definition is tried on, and is remembered", async ({
  page,
  request,
  dataFolder,
  javaScriptEnabled,
}, info) => {
  const shop = uniqueName("Z shop", info);
  await givenGraph(request, dataFolder, shop);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  const { definition } = fieldsOf(dialog);
  const graph = dialog.getByLabel("Knowledge graph");
  await expect(graph).toHaveValue("");
  await graph.selectOption(shop);
  await dialog.getByText("Which names can be used?").click();
  if (javaScriptEnabled === false) {
    await expect(dialog.getByRole("link", { name: `Those of ${shop}` })).toHaveAttribute(
      "href",
      `/graphs/${encodeURIComponent(shop)}/names`,
    );
  } else {
    const names = dialog.getByRole("region", { name: "Names" });
    await expect(names.getByRole("status")).toContainText("2 tables");
    await expect(names.getByLabel(`Search the names of ${shop}`)).toBeVisible();
  }
  await definition.fill("customers in Porto");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("20 records", { exact: false }).first()).toBeVisible();
  await expect(graph).toHaveValue(shop);
  // What another graph knows is not understood on the one that was chosen.
  await definition.fill("all rows of SKULIFNR");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("Not understood:", { exact: false })).toBeVisible();

  await page.goto("/landing-kpi/new");
  await expect(graph).toHaveValue(shop);
  await graph.selectOption("");
  await definition.fill("all rows of SKULIFNR");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText(/\d records/).first()).toBeVisible();
  await page.goto("/landing-kpi/new");
  await expect(graph).toHaveValue("");
});

test("an address with a graph that is not there says which there are, and keeps the rest of the form", async ({
  page,
  request,
}, info) => {
  const id = await givenKpi(request, uniqueName("No such graph", info), "all rows of SKULIFNR");
  for (const address of ["/landing-kpi/new", `/landing-kpi/${id}/edit`]) {
    const answered = await page.goto(`${address}?definition_graph=NOWHERE`);
    expect(answered?.status()).toBe(422);
    const dialog = page.getByRole("dialog");
    const refusal = dialog.getByRole("alert").filter({ hasText: "There is no knowledge graph “NOWHERE”." });
    await expect(refusal).toContainText("KG_101");
    const { name, definition } = fieldsOf(dialog);
    if (address.endsWith("edit")) await expect(definition).toHaveValue("all rows of SKULIFNR");
    else {
      await name.fill("Kept");
      await definition.fill("all rows of SKULIFNR");
    }
    await dialog.getByRole("button", { name: "Preview" }).click();
    await expect(dialog.getByText(/\d records/).first()).toBeVisible();
    await expect(definition).toHaveValue("all rows of SKULIFNR");
    if (address.endsWith("new")) await expect(name).toHaveValue("Kept");
    await expect(refusal).toHaveCount(0);
  }
});

test("a KPI that never ran is offered to be executed on the graph that understands it", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const shop = uniqueName("Z shop", info);
  // A table that no other journey's shop has: their graphs are on the same server.
  const parcels = shop.replace("Z shop", "parcels").replaceAll(" ", "_");
  await givenGraph(request, dataFolder, shop, `CREATE TABLE ${parcels} (parcel_no TEXT, weight REAL)`);
  for (const [definition, graph] of [
    [`all rows of ${parcels}`, shop],
    ["all rows of SKULIFNR", "KG_101"],
  ] as const) {
    const id = await givenKpi(request, uniqueName(definition, info), definition);
    await page.goto(`/landing-kpi/${id}/execute`);
    await expect(page.getByRole("dialog").getByLabel("Knowledge graph")).toHaveValue(graph);
  }
});

test("a graph that is made leads to a KPI on it", async ({ page, request, dataFolder }, info) => {
  const shop = uniqueName("Z made", info);
  const { sourceId } = await givenGraph(request, dataFolder, shop);
  await page.goto(`/graph-builds/${await makeGraph(request, sourceId, shop)}`);
  await page.getByRole("link", { name: "Write a KPI on it" }).click();
  const graph = page.getByRole("dialog").getByLabel("Knowledge graph");
  await expect(graph).toHaveValue(shop);
  await page.goto("/graphs/KG_101");
  await page.getByRole("link", { name: "New KPI" }).click();
  await expect(graph).toHaveValue("KG_101");
});
