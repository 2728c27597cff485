/** An identifier as SQL Server reads it back whatever characters it holds. */
export function quoteIdentifier(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}
