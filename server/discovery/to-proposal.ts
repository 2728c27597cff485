import { countKeys } from "../engine/sql/key-statements.ts";
import { endOf, type KeyColumn } from "./columns.ts";
import { confidenceOf, type Judged } from "./confidence.ts";
import type { Declared } from "./declared.ts";
import { isSampled, MOST_ROWS } from "./gather.ts";
import type { Evidence, Proposal, ProposalType } from "./proposal.ts";
import type { Reader } from "./reader.ts";

/** A declared key with what its data says of it: declared is not the same as kept. */
export async function declaredProposal(
  reader: Reader,
  { schema, key }: Declared,
  pairs: readonly Judged[],
): Promise<Proposal> {
  return {
    source: { schema, table: key.table, columns: key.columns },
    target: { schema: key.targetSchema, table: key.targetTable, columns: key.targetColumns },
    confidence: 1,
    origin: "declared",
    type: pairs.length === 1 && pairs[0]?.source.unique ? "ONE_TO_ONE" : "FOREIGN_KEY",
    evidence: await evidenceOf(reader, pairs),
  };
}

export async function foundProposal(reader: Reader, pair: Judged): Promise<Proposal> {
  return {
    source: endOf(pair.source),
    target: endOf(pair.target),
    confidence: confidenceOf(pair.weight),
    origin: "evidence",
    type: typeOf(pair.source.unique, pair.target.unique, pair.values),
    evidence: await evidenceOf(reader, [pair]),
  };
}

/** What the two ends are to each other, by what is known of their values. */
export function typeOf(
  sourceUnique: boolean,
  targetUnique: boolean,
  values: Pick<NonNullable<Judged["values"]>, "atLeast" | "containment"> | null,
): ProposalType {
  if (!targetUnique || (values !== null && !values.atLeast && values.containment < 0.5)) return "MATCHES";
  return sourceUnique ? "ONE_TO_ONE" : "FOREIGN_KEY";
}

async function evidenceOf(reader: Reader, pairs: readonly Judged[]): Promise<Evidence> {
  const [pair] = pairs;
  const values = weakest(pairs);
  const fanOut = pair && pairs.length === 1 ? await fanOutOf(reader, pair.source) : null;
  return {
    nameScore: Math.min(1, ...pairs.map((each) => each.nameScore)),
    sameType: pairs.every(({ source, target }) => source.column.kind === target.column.kind),
    valuesChecked: values?.checked ?? 0,
    containment: values?.containment ?? null,
    exactContainment: values?.exactContainment ?? null,
    reverseContainment: values?.reverse ?? null,
    match: values?.match ?? null,
    targetUnique: pairs.length === 1 && pair ? pair.target.unique : true,
    uniqueKnown: pairs.length === 1 && pair ? pair.target.uniqueKnown : "declared",
    sourceDistinct: pairs.length === 1 && pair ? distinctOf(pair.source) : null,
    targetDistinct: pairs.length === 1 && pair ? distinctOf(pair.target) : null,
    fanOut,
    sampled: pairs.some(({ source, target }) => source.sampled || target.sampled),
  };
}

/** Of a composite key the part that is kept least. */
function weakest(pairs: readonly Judged[]): Judged["values"] {
  const seen = pairs.flatMap(({ values }) => values ?? []);
  return seen.length < pairs.length
    ? null
    : seen.reduce<Judged["values"]>(
        (worst, each) => (worst && worst.containment <= each.containment ? worst : each),
        null,
      );
}

function distinctOf({ column, sketch }: KeyColumn): number | null {
  return column.distinctCount ?? sketch?.seen ?? null;
}

/** Counted in the source; from what the catalog measured when there was no time. */
async function fanOutOf(reader: Reader, source: KeyColumn): Promise<Evidence["fanOut"]> {
  if (source.unique) return { average: 1, max: 1 };
  const counts: number[] = [];
  const statement = countKeys(reader.dialect, source.of, [source.column], MOST_ROWS);
  await reader.read(statement, (row) => counts.push(...row.map(Number)));
  const [keys = 0, rows = 0, most = 0] = counts;
  if (keys > 0) return { average: rows / keys, max: most };
  const { filledRows, column } = source;
  if (isSampled(source.of) || filledRows === null || !column.distinctCount) return null;
  return { average: filledRows / column.distinctCount, max: null };
}
