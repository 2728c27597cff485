import type { RelationshipEnd } from "../engine/graph.ts";
import { compareText, type Evidence, type Proposal, pairKey } from "./proposal.ts";

/** A join as it is known from before: an earlier discovery proposed it, or a person added it. */
export interface KnownJoin {
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
  readonly type: string;
  readonly origin: string;
  readonly confidence: number;
  /** Null when nobody measured. */
  readonly evidence: Evidence | null;
}

/** A figure that is another one now; `direction` says that source and target changed places. */
export interface Difference {
  readonly what: "direction" | "type" | "origin" | "confidence" | keyof Evidence;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a rebuild found of one pair of columns. */
export type Rebuilt<Known extends KnownJoin> =
  | { readonly change: "new"; readonly known: null; readonly proposal: Proposal }
  | {
      readonly change: "same" | "changed";
      readonly known: Known;
      readonly proposal: Proposal;
      readonly differences: readonly Difference[];
    }
  | { readonly change: "gone"; readonly known: Known; readonly proposal: null };

/** Shares, averages and confidences that differ by less are the same: samples are never quite equal. */
const NOTABLE = 0.01;

/**
 * Compares the joins that are known from before with what is proposed now: what is proposed in its order, then what is
 * gone. Pairs are the same when they join the same columns. It decides nothing: what becomes of a join that is gone or
 * that differs is up to whoever stores it.
 */
export function compareProposals<Known extends KnownJoin>(
  before: readonly Known[],
  after: readonly Proposal[],
): Rebuilt<Known>[] {
  const old = new Map(before.map((join) => [pairKey(join), join]));
  const found = after.map((proposal): Rebuilt<Known> => {
    const key = pairKey(proposal);
    const known = old.get(key);
    old.delete(key);
    if (!known) return { change: "new", known: null, proposal };
    const differences = differencesOf(known, proposal);
    return { change: differences.length > 0 ? "changed" : "same", known, proposal, differences };
  });
  const gone = [...old.values()].map((known): Rebuilt<Known> => ({ change: "gone", known, proposal: null }));
  return [...found, ...gone];
}

/** Whether two joins of the same columns have them the other way round: then the figures of one are not the other's. */
export function isTurned(before: Pick<KnownJoin, "source">, after: Pick<KnownJoin, "source">): boolean {
  return endKey(before.source) !== endKey(after.source);
}

function differencesOf(before: KnownJoin, after: Proposal): Difference[] {
  const direction: Difference[] = isTurned(before, after)
    ? [{ what: "direction", before: before.source, after: after.source }]
    : [];
  const fields = (["type", "origin", "confidence"] as const).flatMap((what) =>
    difference(what, before[what], after[what]),
  );
  return [...direction, ...fields, ...differencesOfEvidence(before.evidence, after.evidence)];
}

/** The figures that differ notably; none when there were none before. */
export function differencesOfEvidence(before: Evidence | null, after: Evidence): Difference[] {
  if (before === null) return [];
  return (Object.keys(after) as (keyof Evidence)[]).flatMap((what) =>
    difference(what, before[what], after[what]),
  );
}

function endKey({ schema, table, columns }: RelationshipEnd): string {
  return JSON.stringify([schema, table, ...columns.toSorted(compareText)]);
}

function difference(what: Difference["what"], before: unknown, after: unknown): Difference[] {
  return isSame(before, after) ? [] : [{ what, before, after }];
}

function isSame(before: unknown, after: unknown): boolean {
  if (typeof before === "number" && typeof after === "number") {
    return before === after || (!isCount(before, after) && Math.abs(before - after) < NOTABLE);
  }
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null)
    return before === after;
  const [a, b] = [before, after] as Record<string, unknown>[];
  return Object.keys({ ...a, ...b }).every((key) => isSame(a?.[key], b?.[key]));
}

function isCount(before: number, after: number): boolean {
  return Number.isInteger(before) && Number.isInteger(after);
}
