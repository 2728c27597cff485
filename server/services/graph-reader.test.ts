import { afterEach, beforeEach, expect, test } from "vitest";
import { compile } from "../engine/index.ts";
import { bigDefinitions, bigGraph, createTables } from "../engine/testing/big-graph.ts";
import { storedGraph } from "../testing/graphs.ts";
import { openShop, type ShopServices } from "../testing/shop-services.ts";

const TABLES = 40;
const WORDS = bigGraph(TABLES);

let shop: ShopServices;

beforeEach(async () => {
  shop = await openShop(createTables(WORDS));
  await shop.make();
});
afterEach(() => shop.close());

const asked = (definition: string) =>
  ({ definition, dialect: "sqlite", today: "2024-12-31", limit: 100 }) as const;

async function wholeShop() {
  const { ask, runTarget } = shop.services.graphs;
  const { part } = await runTarget({ kg_name: "SHOP", select_schema: "shop" });
  return { ask, part };
}

test("a definition is compiled in the thread to what it is compiled to here", async () => {
  const { ask, part } = await wholeShop();
  const graph = await storedGraph(shop.store.db, "SHOP");
  for (const definition of [...bigDefinitions(WORDS).slice(0, 5), "nothing that anybody knows"])
    expect(await ask("compile", part, asked(definition))).toEqual(compile({ ...asked(definition), graph }));
});

test("others have their turn while a definition is compiled", async () => {
  const { ask, part } = await wholeShop();
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(bigDefinitions(WORDS).map((definition) => ask("compile", part, asked(definition))));
  done = true;
  // Were they compiled here, each would let others have a turn or two.
  expect(turns).toBeGreaterThan(10 * bigDefinitions(WORDS).length);
});

test("what is refused there is refused here, on the field that is wrong", async () => {
  const { ask, part } = await wholeShop();
  await expect(ask("readJoin", part, "zeppelins.id -> hangars.id")).rejects.toMatchObject({
    name: "AppError",
    code: "invalid",
    fieldErrors: [{ field: "join", message: "The graph has no table zeppelins." }],
  });
});

test("a name that is given is known to whoever asks next, and given to one thing only", async () => {
  const { aliases } = shop.services;
  const [table = "", other = ""] = WORDS.tables.map(({ name }) => name);
  const named = await Promise.allSettled(
    [table, other].map((name) => aliases.add({ kg_name: "SHOP", table: name, alias: "zeppelins" })),
  );
  expect(named.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { ask, part } = await wholeShop();
  expect(await ask("compile", part, asked("all zeppelins"))).toMatchObject({ ok: true });
});
