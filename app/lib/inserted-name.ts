const JOINED_BEFORE = /[\s("“‘'`]$/;
const JOINED_AFTER = /^[\s)"”’'`.,;:?!]/;

/** A name as it goes into a text between two places of it: with the spaces that keep it apart from its neighbours. */
export function insertedName(text: string, start: number, end: number, name: string): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const space = (joined: boolean) => (joined ? "" : " ");
  return (
    space(before === "" || JOINED_BEFORE.test(before)) +
    name +
    space(after === "" || JOINED_AFTER.test(after))
  );
}
