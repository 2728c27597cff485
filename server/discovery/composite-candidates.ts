import type { Catalog } from "../connectors/connector.ts";
import type { Column, Table } from "../engine/graph.ts";
import { isComparable, wordsOf } from "./columns.ts";
import { keyName } from "./names.ts";
import { compareText } from "./proposal.ts";

/** A column under the name by which it is looked for in other tables. */
interface Part {
  readonly of: Table;
  readonly column: Column;
  readonly name: string;
}

/** Two tables and the columns that are called the same in both, in the target's order. */
export interface SharedColumns {
  readonly source: Table;
  readonly target: Table;
  readonly pairs: readonly { readonly source: Column; readonly target: Column }[];
}

/** A name that more tables have (`status`, `created_at`) says nothing of any two of them. */
const MOST_HOLDERS = 40;
/** Columns that tables share beyond these are not looked at: they are copies of one another. */
const MOST_SHARED = 8;

/** What describes or measures is no part of a key; a period, a position or a class may be one. */
const NO_PARTS: ReadonlySet<string> = new Set(
  "amount price quantity total rate percent salary wage weight height width depth length size count score rating cost fee tax discount value average balance description comment note remark text content url image photo password flag email telephone fax address".split(
    " ",
  ),
);

const PART_KINDS: ReadonlySet<Column["kind"]> = new Set([
  "text",
  "integer",
  "decimal",
  "date",
  "timestamp",
  "unknown",
]);

/**
 * The pairs of tables that share two or more names of columns, each in both directions, those that share the rarest
 * names first.
 */
export async function sharedColumns(
  catalogs: readonly Catalog[],
  breathe: () => Promise<void>,
): Promise<SharedColumns[]> {
  const tables = catalogs.flatMap((catalog) => catalog.tables);
  const parts = new Map<Table, Map<string, Part>>();
  for (const table of tables) {
    await breathe();
    parts.set(table, partsOf(table));
  }
  const holders = Map.groupBy(
    [...parts.values()].flatMap((each) => [...each.values()]),
    ({ name }) => name,
  );
  const found: (SharedColumns & { readonly rarity: number })[] = [];
  for (const target of tables) {
    await breathe();
    const own = parts.get(target) ?? new Map<string, Part>();
    const met = new Map<Table, { parts: Part[]; rarity: number }>();
    for (const part of own.values()) {
      const held = holders.get(part.name) ?? [];
      if (held.length > MOST_HOLDERS) continue;
      for (const { of, column } of held) {
        if (of === target || !mayBeEqual(column, part.column)) continue;
        const known = met.get(of) ?? { parts: [], rarity: 0 };
        met.set(of, { parts: [...known.parts, part], rarity: known.rarity + 1 / held.length });
      }
    }
    for (const [source, { parts: shared, rarity }] of met) {
      if (shared.length < 2 || shared.length > MOST_SHARED) continue;
      const pairs = shared.flatMap(({ name, column }) => {
        const from = parts.get(source)?.get(name);
        return from ? [{ source: from.column, target: column }] : [];
      });
      found.push({ source, target, pairs, rarity });
    }
  }
  return found.sort((a, b) => b.rarity - a.rarity || compareText(a.target.name, b.target.name));
}

/** By their names; of two columns that are called the same neither is meant. */
function partsOf(table: Table): Map<string, Part> {
  const { prefix } = wordsOf(table);
  const named = table.columns
    .filter(({ kind }) => PART_KINDS.has(kind))
    .flatMap((column): Part[] => {
      const { about, key } = keyName(column.name, prefix);
      if (key === null && NO_PARTS.has(about.at(-1) ?? "")) return [];
      return [{ of: table, column, name: [...about, key ?? ""].join(" ") }];
    });
  const unique = [...Map.groupBy(named, ({ name }) => name)].filter(([, parts]) => parts.length === 1);
  return new Map(unique.flatMap(([name, [part]]) => (part ? [[name, part]] : [])));
}

function mayBeEqual(a: Column, b: Column): boolean {
  const isTime = ({ kind }: Column) => kind === "date" || kind === "timestamp";
  return isTime(a) || isTime(b) ? a.kind === b.kind : isComparable(a, b);
}
