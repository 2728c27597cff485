import type { Parameter } from "../engine/result.ts";
import { distinctKeys, keysPresent } from "../engine/sql/key-statements.ts";
import type { Candidate } from "./candidates.ts";
import type { KeyColumn } from "./columns.ts";
import { isSampled, MOST_ROWS } from "./gather.ts";
import type { Reader } from "./reader.ts";
import { Lookup, type Overlap } from "./sketch.ts";
import { keyOf } from "./value-forms.ts";

/** Values of a source that are asked for by name in a target too large to be read. */
const ASKED_VALUES = 200;

/**
 * Looks for the sources' values among the target's own, where sketches had too few in common to say. A target of up
 * to MOST_ROWS rows is read once for all of its sources; a larger one is asked for some of their values through its
 * key, or not at all. Pairs that could not be looked at are absent from the answer.
 */
export async function verify(reader: Reader, pairs: readonly Candidate[]): Promise<Map<Candidate, Overlap>> {
  const verified = new Map<Candidate, Overlap>();
  for (const [target, candidates] of Map.groupBy(pairs, (pair) => pair.target)) {
    if (!isSampled(target.of)) await readTarget(reader, target, candidates, verified);
    else if (target.uniqueKnown === "declared" && target.unique)
      for (const candidate of candidates) {
        const found = await askTarget(reader, candidate.source, target);
        if (found) verified.set(candidate, found);
      }
  }
  return verified;
}

async function readTarget(
  reader: Reader,
  target: KeyColumn,
  candidates: readonly Candidate[],
  verified: Map<Candidate, Overlap>,
): Promise<void> {
  const lookups = candidates.flatMap((candidate) =>
    candidate.source.sketch ? [{ candidate, lookup: new Lookup(candidate.source.sketch) }] : [],
  );
  const limits = { rows: MOST_ROWS, values: MOST_ROWS };
  const statement = distinctKeys(reader.dialect, target.of, [target.column], limits);
  const whole = await reader.read(statement, (row) => {
    const key = keyOf(row);
    if (key !== null) for (const { lookup } of lookups) lookup.meet(key);
  });
  if (whole) for (const { candidate, lookup } of lookups) verified.set(candidate, lookup.overlap());
}

/** One column of a table. */
export type ColumnOf = Pick<KeyColumn, "of" | "column">;

/** Looks for some of the source's values in a target that has an index on them; null when nothing came of it. */
export async function askTarget(reader: Reader, source: ColumnOf, target: ColumnOf): Promise<Overlap | null> {
  const values: string[] = [];
  const sample = distinctKeys(reader.dialect, source.of, [source.column], {
    rows: MOST_ROWS,
    values: ASKED_VALUES,
  });
  const sampled = await reader.read(sample, (row) => {
    const text = keyOf(row);
    if (typeof text === "string") values.push(text);
  });
  const asked = values.flatMap((text) => parameterFor(target, text) ?? []);
  if (!sampled || asked.length === 0) return null;
  let found = 0;
  const statement = keysPresent(reader.dialect, target.of, target.column, asked);
  if (!(await reader.read(statement, () => found++))) return null;
  // Values are compared by the database, as stored: it says nothing of the other forms.
  return {
    checked: values.length,
    found: { exact: found, trimmed: found, case_insensitive: found, leading_zeros: found },
  };
}

/** The value as the target's column compares it; null when no number can be equal to it. */
function parameterFor({ column }: ColumnOf, text: string): Parameter | null {
  if (column.kind !== "integer" && column.kind !== "decimal") return text;
  return /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : null;
}
