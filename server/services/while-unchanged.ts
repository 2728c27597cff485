import { Kept } from "./kept.ts";

/**
 * What follows from the store alone, made once and kept for as long as nothing in the store changes: any change, by any
 * process, ends all of it.
 */
export class WhileUnchanged<Value extends { readonly byteLength: number }> {
  readonly #revision: () => Promise<string>;
  readonly #kept: Kept<
    string,
    { readonly revision: string; readonly value: Value; readonly byteLength: number }
  >;

  /** `revision` is another one after each change of the store; memory for what is kept in bytes. */
  constructor(revision: () => Promise<string>, bytes: number) {
    this.#revision = revision;
    this.#kept = new Kept(bytes);
  }

  /**
   * What was made for this key, which names all that it follows from beside the store, such as who asks. What `make`
   * answers null for is not kept.
   */
  async get(key: string, make: () => Promise<Value | null>): Promise<Value | null> {
    // Read before what is made, which may then be newer than it says, never older.
    const revision = await this.#revision().catch(() => null);
    if (revision === null) return make(); // why the store cannot be read, `make` explains
    const kept = this.#kept.get(key);
    if (kept?.revision === revision) return kept.value;
    const value = await make();
    if (value) this.#kept.keep(key, { revision, value, byteLength: value.byteLength + key.length });
    return value;
  }
}
