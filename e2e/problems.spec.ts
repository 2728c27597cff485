import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, uniqueName } from "./journeys.ts";

for (const [path, status, sentence] of [
  ["/no/such/page", 404, "There is no page at /no/such/page."],
  ["/a%0aline", 404, "There is no page at this address."],
  ["/executions/1%0a/export.csv", 404, "There is no page at this address."],
  ["/landing-kpi/drilldown/99999999", 404, "There is no execution with id 99999999."],
  ["/landing-kpi/drilldown/first", 404, "There is no execution “first”."],
  ["/landing-kpi/99999999/edit", 404, "99999999"],
  ["/landing-kpi?kpi=99999999", 404, "99999999"],
  ["/landing-kpi?sort_by=nonsense", 422, "sort_by"],
] as const) {
  test(`${path} is answered with ${status} and a sentence`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(status);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByText(/ {2,}at .+:\d+:\d+/)).toHaveCount(0);
    await page.getByRole("link", { name: /Go to the list of KPIs|Close/ }).click();
    await expect(page.getByRole("heading", { name: "Landing KPI Management" })).toBeVisible();
  });
}

test("a column that the result does not have is refused by name", async ({ page, request }, info) => {
  const run = await givenRun(request, await givenKpi(request, uniqueName("Column", info), RBP_NOT_IN_OPS));
  const response = await page.goto(`/landing-kpi/drilldown/${run.id}?sort_by=NO_SUCH_COLUMN`);
  expect(response?.status()).toBe(422);
  await expect(page.getByText(/NO_SUCH_COLUMN/).first()).toBeVisible();
});

test("a name in the address that the page of records does not know is refused, whatever it is called", async ({
  page,
  request,
}, info) => {
  const run = await givenRun(request, await givenKpi(request, uniqueName("Address", info), RBP_NOT_IN_OPS));
  for (const name of ["filters", "__proto__"]) {
    for (const path of ["", "/live"]) {
      const response = await page.goto(`/landing-kpi/drilldown/${run.id}${path}?${name}=x`);
      expect(response?.status()).toBe(422);
      await expect(page.getByText(`The address has “${name}”, which this page does not know.`)).toBeVisible();
    }
  }
});
