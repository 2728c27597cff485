// Run by measure.ts as a process of its own: how long the engine takes from its import to its first answer, and the memory it adds.
import type { Graph } from "../engine/graph.ts";

const before = process.memoryUsage().rss;
const started = performance.now();
const { compile } = await import("../engine/index.ts");
const imported = performance.now();
const graph: Graph = {
  name: "KG_LOAD",
  version: 1,
  relationships: [],
  tables: [{ schema: "main", name: "orders", aliases: [], columns: [], primaryKey: [], uniqueKeys: [] }],
};
compile({ definition: "how many orders", graph, dialect: "sqlite", today: "2024-12-31" });
const answered = performance.now();
const figures = {
  importMs: imported - started,
  firstCompileMs: answered - imported,
  totalMs: answered - started,
  addedMegabytes: (process.memoryUsage().rss - before) / 2 ** 20,
};
process.stdout.write(JSON.stringify(figures));
