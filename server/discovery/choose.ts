import type { Candidate } from "./candidates.ts";
import { endOf, type KeyColumn } from "./columns.ts";
import { confidenceOf, type Judged } from "./confidence.ts";
import { pairKey } from "./proposal.ts";

/** A second target for a column must be nearly as good as the best one, in log-odds. */
const NEARLY_AS_GOOD = 1.0;
/** ... and be named as well, but for this much. */
const SAME_NAME = 0.02;
/** What is less likely than this is not shown to anyone. */
export const LEAST_CONFIDENCE = 0.3;

/**
 * The proposals worth showing: each pair in its better direction, each column with its best target, and no pair
 * that follows from two others. What is declared stands: nothing else is proposed for its source.
 */
export function choose(judged: readonly Judged[], declared: readonly Candidate[]): Judged[] {
  const bestWay = new Map<string, Judged>();
  for (const pair of judged) {
    if (confidenceOf(pair.weight) < LEAST_CONFIDENCE) continue;
    const key = pairKey({ source: endOf(pair.source), target: endOf(pair.target) });
    const other = bestWay.get(key);
    if (!other || precedence(pair) > precedence(other)) bestWay.set(key, pair);
  }
  const ordered = [...bestWay.values()].sort((a, b) => b.weight - a.weight);
  return withoutImplied(ordered, declared);
}

/** Of the two directions, the one that points at the table that owns the key. */
function precedence({ source, target, weight }: Judged): number {
  return weight + (target.unique ? 1 : 0) + target.keyLikeness - source.keyLikeness;
}

/**
 * Best first. A pair is left out when its ends are joined already through a key that both point at, or when its
 * source has a better target that this target itself points at (or that points at it).
 */
function withoutImplied(ordered: readonly Judged[], declared: readonly Candidate[]): Judged[] {
  const chosen: Judged[] = [];
  const targetsOf = new Map<KeyColumn, Judged[]>();
  const groups = new Groups<KeyColumn>();
  const settled = new Set(declared.map(({ source }) => source));
  for (const { source, target } of declared) groups.join(source, target);
  for (const pair of ordered) {
    if (settled.has(pair.source) || groups.same(pair.source, pair.target)) continue;
    const others = targetsOf.get(pair.source) ?? [];
    const best = others[0];
    if (best && !isAsGood(pair, best)) continue;
    chosen.push(pair);
    targetsOf.set(pair.source, [...others, pair]);
    groups.join(pair.source, pair.target);
  }
  return chosen;
}

/** Two tables may hold the same keys (a list for the north, one for the south): then neither is named better. */
function isAsGood(pair: Judged, best: Judged): boolean {
  return best.weight - pair.weight <= NEARLY_AS_GOOD && pair.nameScore >= best.nameScore - SAME_NAME;
}

/** Columns (or keys of several) that are equal to one another through what was chosen so far. */
export class Groups<T> {
  readonly #parent = new Map<T, T>();

  same(a: T, b: T): boolean {
    return this.#root(a) === this.#root(b);
  }

  join(a: T, b: T): void {
    const [from, to] = [this.#root(a), this.#root(b)];
    if (from !== to) this.#parent.set(from, to);
  }

  #root(column: T): T {
    let at = column;
    for (let next = this.#parent.get(at); next; next = this.#parent.get(at)) at = next;
    return at;
  }
}
