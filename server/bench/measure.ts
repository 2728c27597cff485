import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compile } from "../engine/index.ts";
import type { Subject } from "./subjects.ts";

/** Milliseconds; `first` includes what the engine derives from a graph once. */
export interface CompileFigures {
  readonly subject: string;
  readonly tables: number;
  readonly definitions: number;
  readonly compiles: number;
  readonly first: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: string;
}

/** Milliseconds and MiB, the median of several fresh processes. */
export interface LoadFigures {
  readonly importMs: number;
  readonly firstCompileMs: number;
  readonly totalMs: number;
  readonly addedMegabytes: number;
}

const FRESH_PROCESSES = 5;

/** The smallest value that at least `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Compiles every definition of a subject `rounds` times, the first round apart. */
export function measureCompiles({ name, graph, definitions }: Subject, rounds: number): CompileFigures {
  const took: { ms: number; definition: string }[] = [];
  const timed = (definition: string) => {
    const started = performance.now();
    compile({ definition, graph, dialect: "sqlite", today: "2024-12-31", limit: 1000 });
    return performance.now() - started;
  };
  const first = timed(definitions[0] ?? "");
  for (let round = 0; round < rounds; round++)
    for (const definition of definitions) took.push({ ms: timed(definition), definition });
  const times = took.map(({ ms }) => ms);
  const worst = took.toSorted((a, b) => b.ms - a.ms)[0]?.definition ?? "";
  return {
    subject: name,
    tables: graph.tables.length,
    definitions: definitions.length,
    compiles: took.length,
    first,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    worst,
  };
}

export function measureLoad(): LoadFigures {
  const program = fileURLToPath(new URL("load.ts", import.meta.url));
  const runs = Array.from(
    { length: FRESH_PROCESSES },
    () => JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" })) as LoadFigures,
  );
  const median = (figure: keyof LoadFigures) =>
    quantile(
      runs.map((run) => run[figure]),
      0.5,
    );
  return {
    importMs: median("importMs"),
    firstCompileMs: median("firstCompileMs"),
    totalMs: median("totalMs"),
    addedMegabytes: median("addedMegabytes"),
  };
}
