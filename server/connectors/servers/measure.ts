import type { ColumnKind } from "../../engine/graph.ts";
import { type Cell, SourceError } from "../connector.ts";
import { FULL_SCAN_ROWS, type IndexBudget, MAX_VALUE_LENGTH } from "../measuring/bounds.ts";
import { type Measured, measuredBy, Tally } from "../measuring/tally.ts";
import type { ListedColumn, ListedTable, ServerDriver, ServerSession } from "./driver.ts";

export interface MeasuredTable {
  /** In the order of the table's columns. */
  readonly columns: readonly Measured[];
  /** Exact when the whole table was read, else the server's estimate, if it has a good one. */
  readonly rowCount: number | undefined;
}

/** Stands for a value of which only its presence was asked. */
const PRESENT = Buffer.alloc(0);

/** Reads a table, or a sample of a large one, once, and says what its columns hold. */
export async function measureTable(
  driver: ServerDriver,
  session: ServerSession,
  table: ListedTable,
  budget: IndexBudget,
  timeLimitMs: number,
): Promise<MeasuredTable> {
  const endsAt = Date.now() + timeLimitMs;
  const tallies = table.columns.map(() => new Tally());
  const sampling = await driver.sampling(session, table);
  const list = table.columns.map((column) => selected(driver, column)).join(", ");
  let rows = 0;
  for (const { sql, parameters } of sampling.sources) {
    const cursor = await session.open({ sql: `SELECT ${list} ${sql}`, parameters });
    for (let some = await cursor.next(); some.length > 0; some = await cursor.next()) {
      if (Date.now() > endsAt) throw new SourceError("time_limit", "The table took too long to measure.");
      for (const row of some) tallyRow(table.columns, tallies, row);
      rows += some.length;
    }
  }
  const whole = sampling.whole && rows <= FULL_SCAN_ROWS;
  const distinct = await distinctCounts(driver, session, table, tallies, whole);
  return {
    columns: table.columns.map((column, index) => {
      const tally = tallies[index] as Tally;
      return measuredBy(tally, kindSeen(column, tally), { rows, whole, distinct: distinct[index] }, budget);
    }),
    rowCount: whole ? rows : believable(table, sampling.estimatedRows, rows),
  };
}

/** Estimates of views are worth nothing, nor is one below what was read. */
function believable(table: ListedTable, estimate: number | undefined, read: number): number | undefined {
  return !table.isView && estimate !== undefined && estimate > read ? estimate : undefined;
}

/** Of values that are only compared as they are, it matters just that they are there. */
function onlyPresence({ kind }: ListedColumn): boolean {
  return kind === "binary" || kind === "unknown";
}

function selected(driver: ServerDriver, column: ListedColumn): string {
  return onlyPresence(column)
    ? `CASE WHEN ${driver.quote(column.name)} IS NULL THEN NULL ELSE 1 END`
    : driver.asText(column, MAX_VALUE_LENGTH + 1);
}

function tallyRow(columns: readonly ListedColumn[], tallies: readonly Tally[], row: readonly Cell[]): void {
  for (const [index, column] of columns.entries()) {
    const cell = row[index] ?? null;
    (tallies[index] as Tally).add(cell === null ? null : onlyPresence(column) ? PRESENT : String(cell));
  }
}

/** A column declared as a boolean that holds other numbers is a number (MySQL's tinyint(1)). */
function kindSeen({ kind }: ListedColumn, tally: Tally): ColumnKind {
  if (kind !== "boolean") return kind;
  const truths = new Set<unknown>(["0", "1", "true", "false"]);
  return tally.distinct !== undefined && [...tally.distinct.keys()].every((value) => truths.has(value))
    ? "boolean"
    : "integer";
}

/** How many different values each column has, where that is known or can be asked of the whole table. */
async function distinctCounts(
  driver: ServerDriver,
  session: ServerSession,
  table: ListedTable,
  tallies: readonly Tally[],
  whole: boolean,
): Promise<(number | undefined)[]> {
  const counts = tallies.map((tally) => tally.distinct?.size);
  const open = table.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => whole && counts[index] === undefined && !onlyPresence(column));
  if (open.length === 0) return counts;
  const list = open.map(({ column }) => driver.countDistinct(column)).join(", ");
  const from = `${driver.quote(table.schema)}.${driver.quote(table.name)}`;
  const [row] = await session.ask(`SELECT ${list} FROM ${from}`);
  for (const [at, { index }] of open.entries()) counts[index] = Number(row?.[at]);
  return counts;
}
