import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { quantile } from "../measure.ts";
import { bareDesign } from "./bare.ts";
import { oneTextDesign } from "./one-text.ts";
import { type Design, OPERATIONS, type Operation } from "./operations.ts";
import { productDesign } from "./product.ts";

/** Milliseconds, the median of several times; the first time, which may have to read the disk, is among them. */
export interface StoredFigures {
  readonly rows: number;
  readonly operation: string;
  readonly product: number;
  /** The specification's storage: one JSON text a run. */
  readonly oneText: number;
  readonly bare: number;
}

/** How often each is done at most, and after how many milliseconds it is enough. */
const TIMES = 15;
const ENOUGH_MS = 6_000;

/** Does each operation in each design on so many rows, and sees to it that they answer the same. */
export async function measureStored(rows: number): Promise<StoredFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-bench-"));
  const designs = [await productDesign(folder), oneTextDesign(folder), bareDesign(folder)] as const;
  try {
    const figures: StoredFigures[] = [];
    for (const operation of Object.keys(OPERATIONS) as Operation[]) {
      const took: number[] = [];
      const answers: unknown[] = [];
      for (const design of designs) {
        const { ms, answer } = await timed(design, operation, rows);
        took.push(ms);
        answers.push(answer);
      }
      const [first] = answers;
      if (Array.isArray(first) && !answers.every((answer) => isDeepStrictEqual(answer, first)))
        throw new Error(`The designs do not answer "${OPERATIONS[operation]}" the same.`);
      const [product = 0, oneText = 0, bare = 0] = took;
      figures.push({ rows, operation: OPERATIONS[operation], product, oneText, bare });
    }
    return figures;
  } finally {
    for (const design of designs) await design.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(design: Design, operation: Operation, rows: number) {
  const times: number[] = [];
  const most = operation === "store" ? 1 : TIMES;
  let answer: unknown;
  for (let all = 0; times.length < most && all < ENOUGH_MS; ) {
    const started = performance.now();
    answer = await (operation === "store" ? design.store(rows) : design[operation]());
    const ms = performance.now() - started;
    times.push(ms);
    all += ms;
  }
  return { ms: quantile(times, 0.5), answer };
}
