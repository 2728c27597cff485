import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../db/database.ts";
import { DEMO_GRAPH, DEMO_KPIS } from "../../db/demo/index.ts";
import type { Graph } from "../engine/graph.ts";
import { bigDefinitions, bigGraph } from "../engine/testing/big-graph.ts";
import { graphFromSuite } from "../eval/graph-from-suite.ts";
import { ensureSampleData } from "../services/sample-data.ts";
import { storedGraph } from "../testing/graphs.ts";

/** A graph and the definitions that are compiled over it. */
export interface Subject {
  readonly name: string;
  readonly graph: Graph;
  readonly definitions: readonly string[];
}

/** The product's own sample landing data with its sample KPIs. */
export async function sampleSubject(): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-bench-"));
  try {
    const store = await openStore(join(folder, "store.db"));
    await ensureSampleData(store.db, folder);
    const graph = await storedGraph(store.db, DEMO_GRAPH.name);
    await store.close();
    return { name: "sample", graph, definitions: DEMO_KPIS.map((kpi) => kpi.nl_definition) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each database of a suite with its questions; graphs are built as `npm run eval` builds them. */
export function suiteSubjects(suite: string): Subject[] {
  const file = join(suite, "questions.jsonl");
  if (!existsSync(file)) throw new Error(`There is no ${file}; --suite is the folder of a suite.`);
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const questions = lines.map(
    (line) => JSON.parse(line) as { database: string; definition?: string; question?: string },
  );
  return [...Map.groupBy(questions, ({ database }) => database)].map(([name, asked]) => ({
    name,
    graph: graphFromSuite(
      join(suite, "databases", `${name}.sqlite`),
      join(suite, "graphs", `${name}.json`),
      name,
    ),
    definitions: asked.map(({ definition, question }) => definition ?? question ?? ""),
  }));
}

export function generatedSubject(tables: number): Subject {
  const graph = bigGraph(tables);
  return { name: `generated, ${tables} tables`, graph, definitions: bigDefinitions(graph) };
}
