/**
 * A small seeded generator of pseudo-random numbers: the same seed gives the same sample database on every
 * machine. It is xorshift32 (Marsaglia, "Xorshift RNGs", 2003, the triple 13, 17, 5) followed by a multiplication
 * that spreads the weak low bits. Good enough for sample data, for nothing else.
 */
export class Random {
  #state: number;

  /** The seed is a name, so that each table draws its own numbers whatever the others do. */
  constructor(seed: string) {
    let hash = 0x2545f491;
    for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.#state = hash | 1;
    // Similar seeds start alike; a few rounds drive them apart.
    for (let round = 0; round < 8; round += 1) this.next();
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (Math.imul(this.#state, 0x9e3779b1) >>> 0) / 2 ** 32;
  }

  /** True in `share` (0..1) of the cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number, both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError("There is nothing to pick from.");
    return item;
  }

  /** One of the items, each as often as its weight says. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let rest = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return this.pick(items)[0];
  }

  /** An ISO date between two days of the given years. */
  date(fromYear: number, toYear: number): string {
    const first = Date.UTC(fromYear, 0, 1);
    const days = (Date.UTC(toYear, 11, 31) - first) / 86_400_000;
    return new Date(first + this.integer(0, days) * 86_400_000).toISOString().slice(0, 10);
  }
}
