import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { FileError, shown } from "./file-error.ts";
import {
  type FilePlan,
  type LoadedColumn,
  type LoadedFile,
  loadedColumns,
  refuseTableName,
} from "./file-plan.ts";
import { cellText, isBlank, lineWord, type RawRow, tableStart } from "./file-shape.ts";
import { Keys } from "./json-rows.ts";
import { Passed } from "./passed.ts";
import type { Progress } from "./protocol.ts";
import { Misfit, RowChecker } from "./row-checker.ts";
import { removeLeftovers, Staging } from "./staging.ts";
import { swapIn } from "./swap.ts";
import { tableRows } from "./table-rows.ts";

const PROGRESS_EVERY_MS = 200;

export interface LoadTold {
  readonly onProgress: (progress: Progress) => void;
  /** Resolves when the new table may take the place of the old one. */
  readonly ready: () => Promise<void>;
}

/**
 * Loads a file into `table` of the landing store `target`. Whatever is thrown, the old table is as it was and nothing
 * is left behind. Keeps the thread that calls it busy: the server asks `loadFile`.
 */
export async function loadRows(
  plan: FilePlan,
  target: string,
  table: string,
  told: LoadTold,
): Promise<LoadedFile> {
  refuseTableName(table);
  const columns = loadedColumns(plan);
  removeLeftovers(target);
  const staging = new Staging(target, columns);
  try {
    const read = await stage(plan, columns, staging, told.onProgress);
    staging.finish();
    await swapIn(target, table, columns, staging.path, told.ready);
    return { table, columns, loadedAt: new Date().toISOString(), ...read };
  } finally {
    staging.remove();
  }
}

async function stage(
  plan: FilePlan,
  columns: readonly LoadedColumn[],
  staging: Staging,
  onProgress: LoadTold["onProgress"],
) {
  const { size: totalBytes } = await stat(plan.path);
  const passed = new Passed();
  const hash = createHash("sha256");
  const checker = new RowChecker(plan, columns);
  let bytes = 0;
  let rows = 0;
  let told = 0;
  let awaited = tableStart(plan.shape).hasHeader;
  const batches = tableRows({
    ...plan,
    keys: new Keys(plan.columns.map(({ header }) => header)),
    passed,
    onChunk: (chunk) => hash.update(chunk),
    onBytes: (read) => {
      bytes = read;
    },
  });
  for await (const batch of batches) {
    for (const row of batch) {
      if (awaited) {
        refuseOtherHeader(plan, row);
        awaited = false;
        continue;
      }
      const values = checker.check(row);
      if (values instanceof Misfit)
        throw await countMore(values, batch.slice(batch.indexOf(row) + 1), batches);
      staging.add(values);
      rows += 1;
    }
    if (performance.now() - told < PROGRESS_EVERY_MS) continue;
    told = performance.now();
    onProgress({ rows, bytes, totalBytes });
  }
  if (awaited)
    throw new FileError(
      "choice",
      `${shown(plan.originalName)} ends before its header. Look at the file again.`,
    );
  onProgress({ rows, bytes: totalBytes, totalBytes });
  const file = { name: plan.originalName, size: totalBytes, sha256: hash.digest("hex") };
  return { rows, file, shortRows: checker.shortRows, ...passed };
}

/** Reads on, as far as is cheap, so that one message says how much is to be corrected. */
async function countMore(
  misfit: Misfit,
  rest: readonly RawRow[],
  batches: AsyncGenerator<RawRow[]>,
): Promise<FileError> {
  try {
    for (let rows: readonly RawRow[] = rest; ; ) {
      if (!rows.every((row) => misfit.lookAt(row))) break;
      const next = await batches.next();
      if (next.done) break;
      rows = next.value;
    }
  } catch (error) {
    // Further down something else is wrong too; the first trouble is the one to tell.
    if (!(error instanceof FileError)) throw error;
  } finally {
    await batches.return(undefined);
  }
  return misfit.error();
}

/** A plan is about the columns that somebody saw: a file with others would land in the wrong ones. */
function refuseOtherHeader(plan: FilePlan, { line, cells }: RawRow): void {
  for (const [index, { header }] of plan.columns.entries()) {
    const found = cellText(cells[index]) ?? "";
    if (found === header) continue;
    throw otherHeader(plan, line, `column ${index + 1} is ${shown(found)} and was ${shown(header)}`);
  }
  const beyond = cells.slice(plan.columns.length);
  if (!isBlank(beyond)) {
    throw otherHeader(plan, line, `it has ${cells.length} columns and had ${plan.columns.length}`);
  }
}

function otherHeader({ shape }: FilePlan, line: number, difference: string): FileError {
  return new FileError(
    "choice",
    `The header in ${lineWord(shape)} ${line} is not the one that the choices were made for: ${difference}. Look at the file again.`,
    { line },
  );
}
