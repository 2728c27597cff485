import type { Relationship, RelationshipEnd } from "../engine/graph.ts";

/**
 * How two stored values come to be the same, from strict to lenient; each form includes the ones before it.
 * `leading_zeros`: numbers alone, `0042` and `42`.
 */
export const MATCH_FORMS = ["exact", "trimmed", "case_insensitive", "leading_zeros"] as const;
export type MatchForm = (typeof MATCH_FORMS)[number];

/**
 * FOREIGN_KEY: the source's values are keys of the target. ONE_TO_ONE: the same, and the source has each key once.
 * MATCHES: two lists of the same things, of which neither holds all of the other, or a target that repeats its keys.
 */
export type ProposalType = "FOREIGN_KEY" | "ONE_TO_ONE" | "MATCHES";

/** From which confidence a proposal is good enough to be ticked for a person who looks through them. */
export const LIKELY = 0.8;

/** What speaks for and against a proposal. Shares are 0..1; null is what could not be found out. */
export interface Evidence {
  /** How well the names of the two ends fit, 0..1; for several columns the worst of them. */
  readonly nameScore: number;
  /** Whether both ends hold the same kind of value (text, integer ...). */
  readonly sameType: boolean;
  /** How many distinct source values were looked for in the target; 0 when no values were compared. */
  readonly valuesChecked: number;
  /** Share of the source's distinct values that are in the target, as `match` compares them. */
  readonly containment: number | null;
  /** The same share when values are compared exactly as stored. */
  readonly exactContainment: number | null;
  /** Share of the target's distinct values that are in the source, as `match` compares them. */
  readonly reverseContainment: number | null;
  /** The strictest form under which (nearly) as many values match as under the most lenient one. */
  readonly match: MatchForm | null;
  readonly targetUnique: boolean;
  /** How that is known: a declared key, all rows measured, or only a part of the rows seen. */
  readonly uniqueKnown: "declared" | "measured" | "sampled";
  readonly sourceDistinct: number | null;
  readonly targetDistinct: number | null;
  /** Rows of the source for each of its keys. */
  readonly fanOut: { readonly average: number; readonly max: number | null } | null;
  /** Whether a part of the rows or values had to do for one of these figures. */
  readonly sampled: boolean;
}

/** A relationship that the source suggests and nobody has decided on yet. */
export interface Proposal extends Pick<Relationship, "source" | "target" | "confidence"> {
  readonly type: ProposalType;
  readonly origin: "declared" | "evidence";
  readonly evidence: Evidence;
}

/** The same for two proposals (or relationships) that join the same columns, whichever way round they are written. */
export function pairKey({ source, target }: { source: RelationshipEnd; target: RelationshipEnd }): string {
  const side = (end: RelationshipEnd, order: readonly number[]) =>
    JSON.stringify([end.schema, end.table, ...order.map((at) => end.columns[at])]);
  // The columns of a composite key pair up; in which order the pairs are listed is no difference.
  const orderOf = (end: RelationshipEnd) =>
    end.columns.map((_, at) => at).sort((a, b) => compareText(end.columns[a] ?? "", end.columns[b] ?? ""));
  const plain = (end: RelationshipEnd) => side(end, orderOf(end));
  const [first, second] = plain(source) <= plain(target) ? [source, target] : [target, source];
  const order = orderOf(first);
  return `${side(first, order)}=${side(second, order)}`;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
