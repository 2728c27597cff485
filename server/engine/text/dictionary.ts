/** A look-up by words that people type: unlike an object's, its keys never include `constructor` or `__proto__`. */
export function dictionary<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries));
}
