/** An identifier as MySQL and MariaDB read it back whatever characters it holds. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
