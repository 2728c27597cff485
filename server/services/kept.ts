/** What was asked for last, as far as there is memory for it. */
export class Kept<Key, Value extends { readonly byteLength: number }> {
  readonly #values = new Map<Key, Value>();
  readonly #most: number;
  #bytes = 0;

  /** Memory for all of it, in bytes. */
  constructor(bytes: number) {
    this.#most = bytes;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value) this.keep(key, value);
    return value;
  }

  keep(key: Key, value: Value): void {
    this.#remove(key);
    this.#values.set(key, value);
    this.#bytes += value.byteLength;
    for (const other of this.#values.keys()) {
      if (this.#bytes <= this.#most || other === key) return;
      this.#remove(other);
    }
  }

  #remove(key: Key): void {
    this.#bytes -= this.#values.get(key)?.byteLength ?? 0;
    this.#values.delete(key);
  }
}
