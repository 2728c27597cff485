const REFERENCE = /("#\/components\/schemas\/\w+")/;

/** JSON, with links from each reference to its schema. */
export function JsonBlock({ value, id }: { value: unknown; id?: string }) {
  const pieces = JSON.stringify(value, null, 2).split(REFERENCE);
  return (
    <pre id={id}>
      {pieces.map((piece, index) => {
        const name = REFERENCE.test(piece) ? piece.slice(piece.lastIndexOf("/") + 1, -1) : null;
        if (name === null) return piece;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity and never move
          <a key={index} href={`#${schemaId(name)}`}>
            {name}
          </a>
        );
      })}
    </pre>
  );
}

/** Where a schema is on the page: inside what is folded, so that a link to it unfolds it. */
export function schemaId(name: string): string {
  return `schema-${name}`;
}
