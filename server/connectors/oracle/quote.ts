/** An identifier exactly as the catalog has it, capital letters and all; Oracle's names hold no quotes. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
