/** What was asked for last, as far as there is memory for it. */
export class Kept<Key, Value extends { readonly byteLength: number }> {
  readonly #values = new Map<Key, Value>();
  readonly #bytes: number;

  /** Memory for all of it, in bytes. */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value) this.keep(key, value);
    return value;
  }

  keep(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    let bytes = 0;
    for (const [other, kept] of [...this.#values].reverse()) {
      bytes += kept.byteLength;
      if (bytes > this.#bytes && other !== key) this.#values.delete(other);
    }
  }
}
