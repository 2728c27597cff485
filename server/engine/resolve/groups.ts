import type { Column, Table } from "../graph.ts";
import type { GroupKey, GroupUnit } from "../intent.ts";
import { allOf, pathKey } from "../intent-parts.ts";
import { identifierParts } from "../link/names.ts";
import { expand } from "../link/vocabulary.ts";
import type { Element, Phrase } from "../parse/sketch.ts";
import { columnOf, isToOne } from "../plan/paths.ts";
import { measureColumns } from "./amounts.ts";
import { type ColumnReading, mostJoined, noteColumn, readColumn } from "./columns.ts";
import { datedRow, dateOfWordBefore } from "./dates.ts";
import { addCondition, type Draft, note, pathTo, unknown } from "./draft.ts";
import { asColumn } from "./meanings.ts";
import { elsewhereCost, tableChoices } from "./nouns.ts";
import { askWhichDate } from "./periods.ts";
import { readTable } from "./relations.ts";
import { mayBeDate } from "./values.ts";
import { readDone } from "./verbs.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** The columns that tell people which row it is: its key, declared or joined by, and its name. */
export function describing(draft: Draft, table: Table): Column[] {
  const names = table.columns.filter((column) => {
    const parts = identifierParts(column.name).flatMap((part) => expand(part));
    return column.kind !== "integer" && (parts.includes("name") || parts.includes("title"));
  });
  const joined = table.primaryKey.length === 0 ? mostJoined(draft.settings.graph, table) : undefined;
  const keys = joined ? [joined] : table.columns.filter((column) => table.primaryKey.includes(column.name));
  const found = [...keys, ...names.filter((column) => !keys.includes(column)).slice(0, 2)];
  return found.length > 0 ? found : table.columns.slice(0, 2);
}

/** "per channel", "for each department". */
export function readGroup(draft: Draft, element: Of<"group">): void {
  if (element.unit) {
    const key = dateKey(draft, element, element.unit);
    if (key) draft.groups.push(key);
    return;
  }
  for (const phrase of element.phrases) {
    const key = groupKey(draft, phrase);
    // "Products by price" are sorted by it: hardly two have the same.
    const amounts =
      key && !key.path && key.columns.some((column) => measureColumns(draft.source).includes(column));
    if (amounts && draft.measures.length === 0) draft.cost += 0.5;
    if (key) addGroup(draft, key);
    else unknown(draft, phrase);
  }
  const { did, end } = element;
  if (did) readDone(draft, { start: end - 1, end }, did);
}

/** "Only towns with more than 60": the things are those that are grouped by. */
export function readThreshold(
  draft: Draft,
  { of, quantity, ...range }: Of<"threshold">,
  afterGroup: boolean,
): void {
  const keys = draft.groups.flatMap((group) => group.columns);
  const named = of && readColumn(draft, of).find(({ column }) => keys.includes(column));
  const noun = of?.atoms.length === 1 ? of.atoms[0] : undefined;
  const table = noun && tableChoices(draft, noun)[0]?.table;
  const things = draft.groups.some(({ path }) => path && path.at(-1)?.to === table);
  if (keys.length === 0 || !afterGroup || draft.threshold || (of && !named && !things)) {
    unknown(draft, range);
    return;
  }
  if (noun && things) note(draft, noun, "the groups", 0.97);
  else if (named) noteColumn(draft, named);
  draft.threshold = quantity;
}

/** "per month of the order date", "per month": the date that is named, or the one that the rows have. */
function dateKey(draft: Draft, element: Of<"group">, unit: GroupUnit): GroupKey | null {
  const [phrase] = element.phrases;
  const named = phrase && readColumn(draft, phrase).find(({ column }) => mayBeDate(column));
  if (named && named.filters.length === 0 && (!named.path || isToOne(named.path))) {
    noteColumn(draft, named);
    return { path: named.path, columns: [named.column], unit };
  }
  // "Rentals started per month": by the date of that.
  const done = phrase ? null : dateOfWordBefore(draft, element);
  const said = done && { table: draft.source, column: done, path: null };
  const own = phrase ? null : (said ?? datedRow(draft, draft.source));
  if (own) {
    note(draft, element, asColumn(own.table, own.column), 0.93);
    return { path: own.path, columns: [own.column], unit };
  }
  if (phrase) unknown(draft, element);
  else askWhichDate(draft, element);
  return null;
}

/** "In each semester and year": columns of one table that is joined once. */
function addGroup(draft: Draft, key: GroupKey): void {
  const { path } = key;
  const at =
    path && !key.unit
      ? draft.groups.findIndex((group) => group.path && !group.unit && pathKey(group.path) === pathKey(path))
      : -1;
  const same = draft.groups[at];
  if (same) draft.groups[at] = { path, columns: [...new Set([...same.columns, ...key.columns])] };
  else draft.groups.push(key);
}

/** What a phrase says that rows are grouped by. */
export function groupKey(draft: Draft, phrase: Phrase): GroupKey | null {
  const column = readColumn(draft, phrase, [...draft.targets, ...draft.focus])[0];
  const table = phrase.atoms.map((atom) => tableChoices(draft, atom)[0]).find((hit) => hit);
  const own = column && column.path === null && column.quality > ((table?.score ?? 0) >= 0.9 ? 0.9 : 0.7);
  const last = phrase.atoms.at(-1);
  const ends = last?.kind === "mention" && tableChoices(draft, last).length === 0;
  // "Per department, approved ones": a state, not the column of who approved.
  if (last?.kind === "mention" && last.mention.values.some(({ score }) => score >= 0.95) && !column?.outright)
    return null;
  // Part of the name of a column that nothing said leads to is a guess.
  if (column?.path && column.quality < 0.4) return null;
  if (column && (own || ends || !table || column.quality > table.score)) {
    noteColumn(draft, column);
    const elsewhere = column.path ? elsewhereCost(draft, column.table) : 0;
    draft.cost += elsewhere > 0 ? elsewhere + 0.15 : 0;
    addFilters(draft, column);
    return { path: column.path, columns: [column.column] };
  }
  if (!table) return null;
  const reading = readTable(draft, phrase);
  if (!reading) return null;
  const path = reading.table === draft.source ? null : pathTo(draft, reading.table, phrase);
  if (!path && reading.table !== draft.source) return null;
  addFilters(draft, { path, filters: reading.filters });
  return { path, columns: describing(draft, reading.table) };
}

/** "per product family in Gaming", "per rail carrier": what a phrase says beside its name says which rows. */
export function addFilters(draft: Draft, { path, filters }: Pick<ColumnReading, "path" | "filters">): void {
  const where = allOf(filters);
  if (where) addCondition(draft, path ? { kind: "related", path, where } : where, true);
}

/** By columns of the rows themselves, or by what each of them refers to. */
export function isOwnGroup({ path, unit }: GroupKey): boolean {
  return !unit && (path === null || (path.length === 1 && isToOne(path)));
}

/** The columns of the rows that tell such groups apart. */
export function ownColumns({ path, columns }: GroupKey): readonly Column[] {
  return path ? path[0].fromColumns.map((name) => columnOf(path[0].from, name)) : columns;
}
