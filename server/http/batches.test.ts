import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { composeApp } from "../testing/composed-app.ts";
import { makeSlowStore } from "../testing/slow-source.ts";
import { temporaryFolder } from "../testing/started-server.ts";

test("the calls of a batch are taken one by one, so that other requests come between them", async () => {
  const folder = temporaryFolder();
  const { app, close } = await composeApp(await makeSlowStore(folder.path));
  try {
    const names = Array(10).fill("kpis.list").join(",");
    let answered = false;
    const batch = Promise.resolve(
      app.request(`http://127.0.0.1/trpc/${names}?batch=1&input={}`, { headers: { Host: "127.0.0.1" } }),
    ).then(async (answer) => {
      expect(await answer.json()).toHaveLength(10);
      answered = true;
    });
    let turns = 0;
    for (; !answered; turns++) await nextTurn();
    await batch;
    expect(turns).toBeGreaterThan(10);
  } finally {
    await close();
    folder.remove();
  }
});
