import type { Column, Table } from "../graph.ts";
import type { Condition, Hop, Intent } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import type { ColumnHit } from "../link/mention.ts";
import type { Atom, Element, Phrase, Sketch } from "../parse/sketch.ts";
import { EXACT, withFold } from "../plan/comparisons.ts";
import { areJoined, type JoinSettings } from "../plan/edges.ts";
import { type Draft, newDraft, note, unknown } from "./draft.ts";
import { asTable } from "./meanings.ts";
import { atomsOf, entityQuality } from "./nouns.ts";
import { namedTables, phrasesOf } from "./sources.ts";

/**
 * "Cities that have both customers and suppliers": what is asked for are values of a column that several tables have,
 * not rows of one of them. "Suppliers in countries where we have no customers" asks for the rows that have such a value.
 * No relationship joins the tables so; the definition itself says which column is compared.
 */

/** How sure it is that columns of the same name hold the same things. */
const SAME_NAME = 0.9;
/** Beside a reading that lists whole rows of one of the tables. */
const SET_COST = 0.05;

interface Member {
  readonly table: Table;
  readonly column: Column;
  readonly negated: boolean;
  /** Whether the definition says which column of the table is meant. */
  readonly said: boolean;
}

export interface ValueSet {
  readonly draft: Draft;
  readonly intent: Intent;
}

export function valueSet(sketch: Sketch, settings: JoinSettings): ValueSet | null {
  const said = sketch.elements.filter(({ kind }) => kind !== "skip" && kind !== "connector");
  const set = setOf(said) ?? rowsWithValue(said);
  if (!set) return null;
  const { source, others, rows, phrases } = set;
  const joined = ({ table }: Member) => areJoined(settings, source.table, table);
  if (others.some((member) => !member.said && joined(member))) return null;
  const draft = newDraft(source.table, settings, namedTables(sketch));
  draft.cost += SET_COST;
  draft.named = true;
  draft.targets.push(...others.map(({ table }) => table));
  noteAll(draft, phrases, source.column);
  for (const element of sketch.elements)
    if (element.kind === "skip" && element.unknown) unknown(draft, element);
  const conditions: Condition[] = [
    { kind: "not", item: { kind: "blank", column: source.column } },
    ...others.map((member) => holds(settings, source, member)),
  ];
  const columns = rows ? null : [source.column];
  const intent: Intent = {
    source: source.table,
    where: allOf(conditions),
    shape: { kind: "rows", columns, distinct: !rows, lookups: [], figures: [] },
    order: [],
    limit: null,
  };
  return { draft, intent };
}

interface Compared {
  readonly source: Member;
  readonly others: readonly Member[];
  /** Whether whole rows of the source are asked for, or the values themselves. */
  readonly rows: boolean;
  readonly phrases: readonly Phrase[];
}

/** "Cities" first, then where they are and where they are not. */
function setOf([head, ...clauses]: readonly Element[]): Compared | null {
  if (head?.kind !== "phrase" || clauses.length === 0) return null;
  const asked = columnAtom(head.phrase);
  const members = asked && membersOf(clauses, asked.mention.columns);
  if (!asked || !members) return null;
  const [scope, ...more] = head.phrase.scopes;
  const table = scope && tableNamed(scope);
  const own = table && asked.mention.columns.find((hit) => hit.table === table);
  if (more.length > 0 || (scope && !own)) return null;
  const source = own
    ? { table: own.table, column: own.column, negated: false, said: true }
    : members.find(({ negated }) => !negated);
  if (!source) return null;
  return compared(source, members, false, [head.phrase, ...clauses.flatMap(phrasesOf)]);
}

/** "Suppliers", "in countries", then where those are and where they are not. */
function rowsWithValue([head, ...said]: readonly Element[]): Compared | null {
  if (head?.kind !== "phrase") return null;
  const first = said[0]?.kind === "present" && !said[0].negated && !said[0].key ? said[0] : null;
  const places = head.phrase.scopes.length > 0 ? head.phrase.scopes : (first?.phrases ?? []);
  const clauses = places === first?.phrases ? said.slice(1) : said;
  const [where, ...more] = places;
  const things = { ...head.phrase, scopes: [] };
  const table = tableNamed(things);
  const shared = where && columnAtom(where);
  if (!table || !shared || more.length > 0 || clauses.length === 0) return null;
  const own = shared.mention.columns.find((hit) => hit.table === table);
  const members = membersOf(clauses, shared.mention.columns);
  if (!own || !members || things.atoms.length > 1) return null;
  const source = { table, column: own.column, negated: false, said: true };
  // However the tables are joined otherwise, here it is by that column.
  const meant = members.map((member) => ({ ...member, said: true }));
  return compared(source, meant, true, [things, where, ...clauses.flatMap(phrasesOf)]);
}

function compared(
  source: Member,
  members: readonly Member[],
  rows: boolean,
  phrases: readonly Phrase[],
): Compared | null {
  const others = members.filter((member) => member !== source);
  if (others.length === 0 || others.some(({ table }) => table === source.table)) return null;
  return { source, others, rows, phrases };
}

function holds(settings: JoinSettings, source: Member, member: Member): Condition {
  const hop: Hop = {
    from: source.table,
    to: member.table,
    fromColumns: [source.column.name],
    toColumns: [member.column.name],
    comparisons: [EXACT],
    reason: "the definition compares these columns",
    confidence: SAME_NAME,
  };
  const related: Condition = { kind: "related", path: [settings.fold ? withFold(hop) : hop], where: null };
  return member.negated ? negate(related) : related;
}

type ColumnAtom = Extract<Atom, { kind: "mention" }>;

/** The one piece of a phrase when it names columns of at least two tables better than any table. */
function columnAtom({ atoms, quantity }: Phrase): ColumnAtom | null {
  const [atom] = atoms;
  if (atom?.kind !== "mention" || atoms.length > 1 || quantity) return null;
  const { columns, tables } = atom.mention;
  const [best] = columns;
  return best?.whole && best.score >= 0.6 && best.score > (tables[0]?.score ?? 0) ? atom : null;
}

/** The tables that clauses about having and being somewhere name, each with the column that is meant there. */
function membersOf(clauses: readonly Element[], columns: readonly ColumnHit[]): Member[] | null {
  const members: Member[] = [];
  for (const clause of clauses) {
    // "where there are customers" is read as a state.
    if (clause.kind !== "have" && clause.kind !== "present" && clause.kind !== "is") return null;
    if (clause.kind === "present" && clause.key) return null;
    for (const phrase of clause.phrases) {
      const table = tableNamed(phrase);
      const there = table && columnThere(phrase, table, columns);
      if (!there || phrase.quantity) return null;
      members.push({ table, ...there, negated: clause.negated });
    }
  }
  return members;
}

/** The table when a phrase names nothing but that, or also which of its columns ("the customers' cities"). */
function tableNamed(phrase: Phrase): Table | null {
  const tables = atomsOf(phrase).flatMap((atom) =>
    atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) >= 0.9
      ? [atom.mention.tables[0]?.table as Table]
      : [],
  );
  return tables.length === 1 ? (tables[0] ?? null) : null;
}

function columnThere(
  phrase: Phrase,
  table: Table,
  columns: readonly ColumnHit[],
): Pick<Member, "column" | "said"> | null {
  const further = atomsOf(phrase).filter(
    (atom) => !(atom.kind === "mention" && atom.mention.tables[0]?.table === table),
  );
  if (further.length > 1) return null;
  const [said] = further;
  const hits = said ? (said.kind === "mention" ? said.mention.columns : []) : columns;
  // "Inactive in the shop": what a column holds is no name of it.
  const stored = said?.kind === "mention" ? said.mention.values.map(({ column }) => column) : [];
  const hit = hits.find(
    (one) => one.table === table && one.score >= 0.6 && (said || one.whole) && !stored.includes(one.column),
  );
  return hit ? { column: hit.column, said: said !== undefined } : null;
}

function noteAll(draft: Draft, phrases: readonly Phrase[], column: Column): void {
  for (const atom of phrases.flatMap(atomsOf)) {
    // What nothing knows says something about the rows that is not heard.
    if (atom.kind === "word" && entityQuality(atom.word) < 0.9) {
      unknown(draft, atom);
      continue;
    }
    const table = atom.kind === "mention" ? atom.mention.tables[0] : undefined;
    const meaning =
      table && table.score >= 0.9
        ? asTable(table.table, table.reason)
        : `the values of ${draft.source.name}.${column.name}, compared`;
    note(draft, atom, meaning, 0.95);
  }
}
