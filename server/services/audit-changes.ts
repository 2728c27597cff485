type State = Readonly<Record<string, unknown>>;

/** What differs between two states of a thing; null where it was not there, or where nothing differs. */
export function changesBetween(
  before: State | null,
  after: State | null,
): { readonly before: State | null; readonly after: State | null } {
  if (!before || !after) return { before, after };
  const differs = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  if (differs.length === 0) return { before: null, after: null };
  const part = (state: State) => Object.fromEntries(differs.map((field) => [field, state[field] ?? null]));
  return { before: part(before), after: part(after) };
}
