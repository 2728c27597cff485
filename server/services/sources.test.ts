import { afterEach, beforeEach, expect, test } from "vitest";
import { openShop, type ShopServices } from "../testing/shop-services.ts";

let shop: ShopServices;

beforeEach(async () => {
  shop = await openShop(
    "CREATE TABLE customers (id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1), (2);",
  );
});

afterEach(() => shop.close());

test("a source is not deleted while its first knowledge graph is being made", async () => {
  const { services, source_id } = shop;
  const { id } = await services.graphBuilds.start({ kg_name: "SHOP", source_id });
  await expect(services.sources.remove(source_id)).rejects.toThrow(
    'The knowledge graph SHOP is being made of the source "SHOP". Wait, or cancel that first.',
  );
  await services.graphBuilds.cancel(id);
  await services.sources.remove(source_id);
  await expect(services.sources.get(source_id)).rejects.toThrow("There is no source");
});
