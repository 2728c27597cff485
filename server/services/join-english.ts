import type { Graph, RelationshipEnd, Table } from "../engine/graph.ts";
import { AppError, invalidField } from "../errors.ts";
import { type Ends, FIELD, looksWritten, readJoin } from "./graph-join.ts";
import { cutsOf, type JoinCut, type PhrasePair } from "./join-cuts.ts";
import { JoinNames, type NamedColumn, NameTrouble } from "./join-names.ts";

const FORM = "Write orders.customer_no -> customers.id, or “orders belong to customers by customer_no = id”.";

/** A join that was read; `written` when it stood there as ends, and nothing had to be understood. */
export interface ReadJoin extends Ends {
  readonly written: boolean;
}

/**
 * A join as people write it, as ends ("orders.customer_no -> customers.id") or as an English sentence: "orders customer
 * no matches customers id", "orders belong to customers by customer_no", "link A.x with B.y and A.z with B.w". Names are
 * found as in definitions: by alias, by parts, in spite of a misspelling. Throws an AppError on the field `join`, which
 * says what is not known.
 */
export function understandJoin(text: string, graph: Graph): ReadJoin {
  const written = asWritten(text, graph);
  if (written) return { ...written, written: true };
  const names = new JoinNames(graph);
  let best: { readonly ends: Ends; readonly score: number } | undefined;
  let trouble: NameTrouble | undefined;
  for (const cut of cutsOf(text))
    try {
      const pairs = resolve(cut, names);
      const score = Math.min(...pairs.map(scoreOf));
      if (!best || score > best.score) best = { ends: toEnds(pairs), score };
    } catch (error) {
      if (!(error instanceof NameTrouble)) throw error;
      trouble ??= error;
    }
  if (best) return { ...best.ends, written: false };
  throw invalidField(FIELD, `${trouble?.message ?? "That is no join."} ${trouble ? "" : FORM}`.trim());
}

/** The join of the pairs of columns, each with its table; throws an AppError on the field `pairs`. */
export function pairedEnds(pairs: readonly PhrasePair[], graph: Graph): Ends {
  const names = new JoinNames(graph);
  try {
    return toEnds(pairs.map(([left, right]) => [names.end(left), names.end(right)]));
  } catch (error) {
    if (error instanceof NameTrouble) throw invalidField("pairs", error.message);
    throw error;
  }
}

function asWritten(text: string, graph: Graph): Ends | null {
  try {
    return readJoin(text, graph.tables);
  } catch (error) {
    if (error instanceof AppError && !looksWritten(text)) return null;
    throw error;
  }
}

type ColumnPair = readonly [NamedColumn, NamedColumn];

function resolve({ tables, pairs }: JoinCut, names: JoinNames): ColumnPair[] {
  if (!tables) return pairs.map(([left, right]) => [names.end(left), names.end(right)]);
  const [left, right] = tables.map((phrase) => names.table(phrase));
  if (!left || !right) throw new NameTrouble(FORM);
  return pairs.map((pair) => {
    const [a, b] = columnsOf(pair, left.table, right.table, names);
    const score = Math.min(left.score, right.score);
    return [
      { ...a, score: a.score * score },
      { ...b, score: b.score * score },
    ];
  });
}

/** Of "x = y" the first may be the second table's: the way that fits better is taken. */
function columnsOf([x, y]: PhrasePair, left: Table, right: Table, names: JoinNames): ColumnPair {
  const straight = attempt(() => [names.column(x, left), names.column(y, right)] as const);
  const turned = attempt(() => [names.column(y, left), names.column(x, right)] as const);
  if (straight instanceof NameTrouble && turned instanceof NameTrouble)
    throw x === y
      ? new NameTrouble(
          `${straight.message} Where the two columns are called differently, name both: by ${x} = ...`,
        )
      : straight;
  if (straight instanceof NameTrouble) return turned as ColumnPair;
  if (turned instanceof NameTrouble) return straight;
  return scoreOf(turned) > scoreOf(straight) ? turned : straight;
}

function attempt(find: () => ColumnPair): ColumnPair | NameTrouble {
  try {
    return find();
  } catch (error) {
    if (error instanceof NameTrouble) return error;
    throw error;
  }
}

function scoreOf(pair: ColumnPair): number {
  return Math.min(...pair.map((end) => end.score));
}

/** All pairs are of the same two tables, whichever way round each was said. */
function toEnds(pairs: readonly ColumnPair[]): Ends {
  const [first] = pairs;
  if (!first) throw new NameTrouble(FORM);
  const [a, b] = [first[0].table, first[1].table];
  const ordered = pairs.map(([x, y]) => {
    if (x.table === a && y.table === b) return [x.column, y.column] as const;
    if (x.table === b && y.table === a) return [y.column, x.column] as const;
    throw new NameTrouble(
      `A join is of two tables: ${a.name} and ${b.name} here, and ${x.table.name} and ${y.table.name} there. Add them one by one.`,
    );
  });
  const end = ({ schema, name }: Table, columns: string[]): RelationshipEnd => ({
    schema,
    table: name,
    columns,
  });
  const source = end(
    a,
    ordered.map(([column]) => column),
  );
  const target = end(
    b,
    ordered.map(([, column]) => column),
  );
  if (JSON.stringify(source) === JSON.stringify(target))
    throw new NameTrouble("Both ends are the same column. Name two.");
  return { source, target };
}
