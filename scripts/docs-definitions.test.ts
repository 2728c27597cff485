import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openStore, type Store } from "../db/database.ts";
import type { Graph } from "../server/engine/graph.ts";
import { compile } from "../server/engine/index.ts";
import { ensureSampleData } from "../server/services/sample-data.ts";
import { storedGraph } from "../server/testing/graphs.ts";
import { inRoot } from "./project.mjs";

const definitions = ["README.md", "docs/LANDING_KPI_USER_GUIDE.md"].flatMap((path) =>
  [...readFileSync(inRoot(path), "utf8").matchAll(/```kpi\n([^`]+)```/g)].flatMap(([, block]) =>
    String(block).trim().split("\n"),
  ),
);

let folder: string;
let store: Store;
let graph: Graph;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-docs-"));
  store = await openStore(join(folder, "landing_kpi.db"));
  await ensureSampleData(store.db, join(folder, "demo"));
  graph = await storedGraph(store.db, "KG_101");
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a definition in the documentation", () => {
  it("is there to be tried", () => expect(definitions.length).toBeGreaterThan(20));

  it.each([...new Set(definitions)])("runs on the sample data: %s", (definition) => {
    const compiled = compile({
      definition,
      graph,
      dialect: "sqlite",
      today: "2026-11-23",
      minConfidence: 0.7,
    });
    expect(compiled.ok, compiled.ok ? "" : compiled.diagnostics[0].message).toBe(true);
  });
});
