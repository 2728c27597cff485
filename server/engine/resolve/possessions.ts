import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import { affirmatives } from "../link/flags.ts";
import { identifierParts } from "../link/names.ts";
import type { Atom, Phrase, Quantity } from "../parse/sketch.ts";
import { columnOf, isToOne } from "../plan/paths.ts";
import { singular } from "../text/words.ts";
import { type ColumnReading, isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { narrowByVerb } from "./done-to.ts";
import { addCondition, addOnTable, type Draft, distanceTo, note, placeCondition, unknown } from "./draft.ts";
import { noteRivals } from "./filters.ts";
import { asRows, asValue } from "./meanings.ts";
import { atomsOf, isEntityNoun, tableChoices } from "./nouns.ts";
import { type Of, readTable, relate, roleTable } from "./relations.ts";
import { isNumeric, nearestValue, valueCondition } from "./values.ts";
import { viaVerb } from "./verbs.ts";

/** "with no invoice", "without a composer", "with more than 300 tracks", "having a sales rep". */
export function readHave(draft: Draft, element: Of<"have">): void {
  for (const [i, phrase] of element.phrases.entries()) {
    const before = i > 0 ? draft.conditions.at(-1) : undefined;
    haveOne(draft, element, phrase);
    const last = draft.conditions.at(-1);
    // One missing entry is enough for a row to be incomplete; "without orders or payments" has neither.
    const entries = isMissingEntry(before?.condition) && isMissingEntry(last?.condition);
    if (element.any && last && last !== before && entries)
      draft.conditions[draft.conditions.length - 1] = { ...last, joinedBy: "or" };
  }
}

/** A column that is blank, or the one row that it would lead to is not there. */
function isMissingEntry(condition: Condition | undefined): boolean {
  if (condition?.kind !== "not") return condition?.kind === "blank";
  return condition.item.kind === "related" && condition.item.where === null && isToOne(condition.item.path);
}

function haveOne(draft: Draft, element: Of<"have">, phrase: Phrase): void {
  const tableScore = bestTable(draft, phrase);
  if (phrase.quantity && !element.negated && haveInGroup(draft, phrase, phrase.quantity)) return;
  if (haveSoMany(draft, element, phrase, tableScore)) return;
  if (haveColumn(draft, element, phrase, tableScore) || haveColumnThere(draft, element, phrase)) return;
  const role = roleTable(draft, phrase);
  if (tableScore >= 0.6) {
    const reading = readTable(draft, phrase);
    if (reading && reading.table !== draft.source) {
      draft.cost += tableScore < 0.9 ? (1 - tableScore) * 2 : 0;
      if (!element.negated && !phrase.quantity)
        draft.cost += phrase.scopes.some((scope) => scope.preposition === "from") ? 0.6 : 0.1;
      draft.heeded.add(phrase.start);
      const { verb, negated } = element;
      const via = verb ? viaVerb(draft, reading.table, verb) : null;
      const said = draft.conditions.length;
      relate(draft, reading.table, reading.filters, negated, phrase.quantity, phrase, via);
      if (element.refers) referToIt(draft, draft.conditions.slice(said));
      if (verb && !via && draft.conditions.length > said)
        narrowByVerb(draft, { ...element, verb }, reading.table);
      return;
    }
    if (reading && phrase.quantity && draft.groups.length > 0) {
      draft.heeded.add(phrase.start);
      draft.having = { quantity: phrase.quantity, table: reading.table, column: null };
      return;
    }
    if (reading) draft.cost += 1.5;
  }
  if (role) {
    note(draft, role.atom, `${role.table.name}.${role.column.name}`, 0.85);
    draft.heeded.add(phrase.start);
    relate(draft, role.table, [], element.negated, phrase.quantity, phrase, role.path);
    return;
  }
  haveValues(draft, element, phrase);
}

/** What refers to something that is not there has the key of it. */
function referToIt(draft: Draft, related: readonly { readonly condition: Condition }[]): void {
  for (const { condition } of related) {
    const inner = condition.kind === "not" ? condition.item : condition;
    if (inner.kind !== "related") continue;
    const [hop] = inner.path;
    for (const name of hop.fromColumns)
      addCondition(draft, negate({ kind: "blank", column: columnOf(hop.from, name) }));
  }
}

/** "for 3 or more adults", "with no children": a column that says how many there are; none are none or not said. */
function haveSoMany(draft: Draft, element: Of<"have">, phrase: Phrase, tableScore: number): boolean {
  const { quantity } = phrase;
  if (tableScore >= 0.6 || phrase.scopes.length > 0 || (quantity && element.negated)) return false;
  if (!quantity && !element.negated) return false;
  const said = { ...phrase, quantity: null };
  const own = readColumn(draft, said, draft.focus).find(
    ({ path, column, quality, filters }) =>
      path === null && filters.length === 0 && quality > 0.9 && isNumeric(column) && countsSomething(column),
  );
  if (!own) return false;
  noteColumn(draft, own);
  draft.heeded.add(phrase.start);
  const operand = { kind: "column" as const, column: own.column };
  addCondition(
    draft,
    quantity
      ? { kind: "compare", operand, op: quantity.op, value: quantity.count }
      : {
          kind: "any",
          items: [
            { kind: "compare", operand, op: "=", value: 0 },
            { kind: "blank", column: own.column },
          ],
        },
  );
  return true;
}

/** `adults`, `children`: called after several of them. */
function countsSomething({ name }: Column): boolean {
  const last = identifierParts(name).at(-1) ?? "";
  return singular(last) !== last;
}

/** "without a composer": a column that is blank, or filled; false when the phrase is rather a table. */
function haveColumn(draft: Draft, element: Of<"have">, phrase: Phrase, tableScore: number): boolean {
  const readings = phrase.quantity ? [] : readColumn(draft, phrase, draft.focus);
  const own = readings.find((reading) => reading.path === null && reading.quality > 0.55);
  const column = own ?? (tableScore < 0.6 && element.negated ? readings[0] : undefined);
  if (
    !column ||
    (column.path && isKeyColumn(draft, column)) ||
    (column.filters.length > 0 && (column.path !== null || phrase.scopes.length === 0)) ||
    (!isNearer(draft, column, phrase) &&
      (tableScore >= 0.9 || column.quality < Math.max(0.55, tableScore - 0.05)))
  )
    return false;
  noteColumn(draft, column);
  noteRivals(draft, phrase, column, readings, () => true);
  const yes = affirmatives(column.column) ?? oneOfTwo(column.column);
  // "with a projector" of a column of yes and no: it has to say yes.
  const filled: Condition = yes
    ? { kind: "oneOf", column: column.column, values: yes, fold: true }
    : negate({ kind: "blank", column: column.column });
  const condition: Condition = column.path ? { kind: "related", path: column.path, where: filled } : filled;
  if (!element.negated) draft.cost += 0.35;
  addCondition(draft, element.negated ? negate(condition) : condition);
  // "Without a fax in Brazil": where they are stands.
  for (const filter of column.filters) addCondition(draft, filter, true);
  return true;
}

/** "Screenings with a Q&A": numbers of which there are two, and each row has one, say yes and no. */
function oneOfTwo({ kind, distinctCount, blankShare }: Column): readonly string[] | null {
  return kind === "integer" && distinctCount === 2 && blankShare === 0 ? ["1"] : null;
}

/** The source's own column of that very name, where the table of that name is several joins away. */
function isNearer(draft: Draft, { path, quality }: ColumnReading, phrase: Phrase): boolean {
  const far = atomsOf(phrase)
    .flatMap((atom) => tableChoices(draft, atom))
    .every(({ table }) => (distanceTo(draft, table) ?? 99) > 1);
  return path === null && quality > 0.9 && far;
}

/** "suppliers with more than 100 materials": what is asked for is a column, and its groups are counted. */
function haveInGroup(draft: Draft, phrase: Phrase, quantity: Quantity): boolean {
  const grouped = draft.asked.length === 1 ? draft.asked[0] : undefined;
  const bare = { ...phrase, quantity: null };
  const named = phrase.atoms.some((atom) =>
    tableChoices(draft, atom).some((hit) => hit.table === draft.source),
  );
  const counted = named
    ? undefined
    : readColumn(draft, bare).find((reading) => reading.path === null && reading.column !== grouped);
  if (!grouped || (!named && !counted)) return false;
  if (counted) {
    noteColumn(draft, counted);
    for (const filter of counted.filters) addCondition(draft, filter, true);
  } else if (!countRows(draft, phrase)) return false;
  draft.heeded.add(phrase.start);
  // What is missing is none of the things that have several.
  if (grouped.blankShare !== 0) addCondition(draft, negate({ kind: "blank", column: grouped }));
  draft.groups.push({ path: null, columns: [grouped] });
  draft.having = { quantity, table: draft.source, column: counted?.column ?? null };
  return true;
}

/** "more than one active subscription": the source's rows, and what they must meet to be counted. */
function countRows(draft: Draft, phrase: Phrase): boolean {
  const atoms = atomsOf(phrase);
  const values = atoms.map((atom) => valueCondition(draft, atom, draft.source));
  const rows = (atom: Atom) =>
    isEntityNoun(draft, atom) || tableChoices(draft, atom).some((hit) => hit.table === draft.source);
  if (!atoms.every((atom, i) => values[i] || rows(atom))) return false;
  atoms.forEach((atom, i) => {
    const value = rows(atom) ? null : values[i];
    if (value) addCondition(draft, value.condition, true);
    note(
      draft,
      atom,
      value ? asValue(draft.source, value.column) : asRows(draft.source),
      0.97,
      value ?? undefined,
    );
  });
  return true;
}

/** "without a planner in OPS Excel": a column of another table that is no key is blank there, not the row missing. */
function haveColumnThere(draft: Draft, element: Of<"have">, phrase: Phrase): boolean {
  if (phrase.scopes.length === 0 || phrase.quantity || bestTable(draft, { ...phrase, scopes: [] }) >= 0.6)
    return false;
  const column = readColumn(draft, phrase)[0];
  if (!column?.path || column.quality < 0.8 || column.filters.length > 0 || isKeyColumn(draft, column))
    return false;
  noteColumn(draft, column);
  if (!element.negated) draft.cost += 0.4;
  const blank: Condition = { kind: "blank", column: column.column };
  addCondition(draft, { kind: "related", path: column.path, where: element.negated ? blank : negate(blank) });
  return true;
}

function bestTable(draft: Draft, phrase: Phrase): number {
  return Math.max(
    0,
    ...[...phrase.atoms, ...phrase.scopes.flatMap((s) => s.atoms)].map(
      (atom) => tableChoices(draft, atom)[0]?.score ?? 0,
    ),
  );
}

/** "With status active": the column of one of the values beside it. */
function namesColumnOf(atom: Atom, atoms: readonly Atom[]): boolean {
  if (atom.kind !== "mention") return false;
  const { columns } = atom.mention;
  return atoms.some(
    (other) =>
      other.kind === "mention" &&
      other.mention.values.some((value) => columns.some(({ column }) => column === value.column)),
  );
}

/**
 * "Without a dog", "without a projector in Curie": what is denied is had, where it is stands. Values of a related row
 * are those of one row: "without a merit award from the city" may have one from elsewhere.
 */
function haveValues(draft: Draft, element: Of<"have">, phrase: Phrase): void {
  const denied: { table: Table; condition: Condition; atom: Atom }[] = [];
  const places = new Set(phrase.scopes.flatMap((scope) => scope.atoms));
  const atoms = [...phrase.atoms, ...places];
  for (const atom of atoms) {
    const reading = nearestValue(draft, atom, [draft.source]);
    if (!reading) {
      if (namesColumnOf(atom, atoms)) note(draft, atom, "column", 0.9);
      else unknown(draft, atom);
      continue;
    }
    const { table, condition } = reading;
    note(draft, atom, asValue(table, reading.column), reading.quality, reading);
    const via = element.verb && table !== draft.source ? viaVerb(draft, table, element.verb) : null;
    if (via) {
      relate(draft, table, [condition], element.negated, null, atom, via);
      continue;
    }
    const same = denied.find((other) => other.table === table && table !== draft.source);
    if (!element.negated || (places.has(atom) && !same)) addOnTable(draft, table, condition, atom);
    else if (same) same.condition = allOf([same.condition, condition]) ?? condition;
    else denied.push({ table, condition, atom });
  }
  for (const { table, condition, atom } of denied) {
    // "who have a dog but no cat": another row, which is not there.
    const there = placeCondition(draft, table, condition, atom);
    if (there) addCondition(draft, negate(there));
  }
}
