import type { Column } from "../graph.ts";
import type { Token } from "../text/tokens.ts";
import { foldValue, type GraphIndex, type IndexedValue } from "./graph-index.ts";
import type { Mention, ValueHit } from "./mention.ts";
import { canonical, identifierParts } from "./names.ts";

const GIVEN = new Set(["first", "given", "forename"]);
const FAMILY = new Set(["last", "family", "surname", "lastname"]);

function isPartOfName(column: Column, which: ReadonlySet<string>): boolean {
  const parts = canonical(identifierParts(column.name));
  return parts.some((part) => which.has(part)) && (parts.includes("name") || parts.length === 1);
}

/**
 * "Michael Goodrich", and "Goodrich, Michael" no less: the values of a first and of a last name in one table, side by
 * side, are one person. The mentions of whole names that start at each token.
 */
export function fullNames(
  mentions: readonly (readonly Mention[])[],
  tokens: readonly Token[],
  index: GraphIndex,
): Mention[][] {
  return mentions.map((found, start) => {
    const quoted = tokens[start]?.kind === "quoted" && found.every((mention) => mention.values.length === 0);
    if (quoted) {
      const values = splitNames(tokens[start]?.norm ?? "", index);
      return values.length > 0 ? [{ start, end: start + 1, tables: [], columns: [], values }] : [];
    }
    return found.flatMap((first) => {
      const comma = tokens[first.end]?.norm === "," ? 1 : 0;
      return (mentions[first.end + comma] ?? []).flatMap((second) => {
        const values = comma === 1 ? pairs(second.values, first.values) : pairs(first.values, second.values);
        return values.length > 0 ? [{ start, end: second.end, tables: [], columns: [], values }] : [];
      });
    });
  });
}

function splitNames(text: string, index: GraphIndex): ValueHit[] {
  const words = text.trim().split(/\s+/);
  const valuesOf = (part: readonly string[]) =>
    (index.values.get(foldValue(part.join(" "))) ?? []).map((value) => ({ ...value, score: 1 }));
  return words
    .slice(1)
    .flatMap((_, i) => pairs(valuesOf(words.slice(0, i + 1)), valuesOf(words.slice(i + 1))));
}

function pairs(given: readonly ValueHit[], family: readonly ValueHit[]): ValueHit[] {
  return given
    .filter(({ column }) => isPartOfName(column, GIVEN))
    .flatMap((first) =>
      family
        .filter(({ table, column }) => table === first.table && isPartOfName(column, FAMILY))
        .map((last) => ({ ...first, score: Math.min(first.score, last.score), family: bare(last) })),
    );
}

function bare({ table, column, stored }: ValueHit): IndexedValue {
  return { table, column, stored };
}
