import type { ListedColumn } from "../servers/driver.ts";
import { quoteIdentifier } from "./quote.ts";

/** How CONVERT writes a type without loss: 17 digits, four decimals, ISO. Others have one way only. */
const STYLES: readonly (readonly [RegExp, style: number])[] = [
  [/^(float|real)/, 3],
  [/^(small)?money/, 2],
  [/^(small)?date|^time\(/, 121],
];

export function asText({ name, kind, declaredType }: ListedColumn, characters: number): string {
  const column = quoteIdentifier(name);
  // A cast to a shorter text cuts the rest off.
  if (kind === "text") return `CAST(${column} AS nvarchar(${characters}))`;
  const style = STYLES.find(([type]) => type.test(declaredType))?.[1] ?? 0;
  return `CONVERT(nvarchar(60), ${column}, ${style})`;
}

/** Texts are told apart by their bytes: no collation of the server's tells spaces at the end apart. */
export function countDistinct({ name, kind }: ListedColumn): string {
  const column = quoteIdentifier(name);
  return kind === "text"
    ? `COUNT_BIG(DISTINCT CAST(CAST(${column} AS nvarchar(4000)) AS varbinary(8000)))`
    : `COUNT_BIG(DISTINCT ${column})`;
}
