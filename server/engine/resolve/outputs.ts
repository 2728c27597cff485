import type { Column, Table } from "../graph.ts";
import type { AggregateFunction, Operand } from "../intent.ts";
import { allOf, pathKey } from "../intent-parts.ts";
import { affirmatives } from "../link/flags.ts";
import { identifierParts } from "../link/names.ts";
import { expand } from "../link/vocabulary.ts";
import type { Element, Measure, Phrase } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { amountColumn, measureColumns } from "./amounts.ts";
import { type ColumnReading, isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { addCondition, type Draft, note, pathTo, unknown } from "./draft.ts";
import { addFilters, describing } from "./groups.ts";
import { asRows, asTable } from "./meanings.ts";
import { isEntityNoun, notePhrase, tableChoices } from "./nouns.ts";
import { readTable } from "./relations.ts";
import { namesSource } from "./sources.ts";
import { mentionedColumn } from "./unsaid.ts";
import { isNumeric } from "./values.ts";
import { tableOfVerb } from "./verbs.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** "also show client name and segment from CRM": what the last item says of its table holds for all. */
export function readProject(draft: Draft, element: Of<"project">): void {
  const focus = element.phrases.flatMap(placesOf(draft)).filter((table) => table !== draft.source);
  if (element.only) draft.askedOf = true;
  // "names and job titles": two names in a list are two columns.
  const named: Column[] = [];
  if (element.phrases.length === 0 && !showLastCount(draft)) unknown(draft, element);
  for (const phrase of element.phrases) {
    if (element.counted) {
      const shown = element.measure ? showFigure(draft, phrase, element.measure) : showCount(draft, phrase);
      if (!shown) unknown(draft, phrase);
      continue;
    }
    const reading = readColumn(draft, phrase, focus).find(
      ({ column, outright }) => outright || !named.includes(column),
    );
    if (reading && reading.filters.length === 0) {
      // "Clinics with emergency service" have it; who wants to see a yes or a no says so.
      const bare = draft.settings.wordAt({ end: phrase.start }) === "with";
      if (bare && affirmatives(reading.column)) draft.cost += 0.6;
      // "Orders with insurance" have one: a list of orders shows the column without being asked.
      else if (bare && !reading.path && element.phrases.length === 1) draft.cost += 0.2;
      named.push(reading.column);
      noteColumn(draft, reading);
      if (reading.path) addLookup(draft, reading.path, siblings(reading, phrase));
      else draft.asked.push(reading.column);
      continue;
    }
    const table = element.only ? null : readTable(draft, phrase);
    const path = table && table.table !== draft.source ? pathTo(draft, table.table, phrase) : null;
    draft.cost += 0.5;
    if (table && path) addLookup(draft, path, describing(draft, table.table));
    else unknown(draft, phrase);
  }
}

/** "and the total amount of their orders" */
function showFigure(draft: Draft, phrase: Phrase, measure: Measure): boolean {
  const figure = orderOperand(draft, phrase, measure);
  if (figure?.kind !== "related") return false;
  draft.figures.push(figure);
  draft.shown.push(figure);
  return true;
}

/** "and their order count": a figure of the related rows beside each row; false when it is not about a related table. */
function showCount(draft: Draft, phrase: Phrase): boolean {
  const atom = phrase.atoms.at(-1);
  const hit = atom && tableChoices(draft, atom)[0];
  const path =
    hit && hit.table !== draft.source && hit.score >= 0.6 ? pathTo(draft, hit.table, phrase) : null;
  if (!hit || !path || phrase.atoms.length > 1) return false;
  notePhrase(draft, phrase, `number of rows of ${hit.table.name}`, 0.95);
  const figure: Operand = { kind: "related", path, function: "count", column: null, where: null };
  draft.figures.push(figure);
  draft.shown.push(figure);
  return true;
}

/** "..., and how many they had": the number that was just compared. */
function showLastCount(draft: Draft): boolean {
  const counts = draft.conditions.flatMap(({ condition }) =>
    condition.kind === "compare" && condition.operand.kind === "related" ? [condition.operand] : [],
  );
  const last = counts.at(-1);
  if (last) draft.figures.push(last);
  if (last) draft.shown.push(last);
  return last !== undefined;
}

function placesOf(draft: Draft) {
  return (phrase: Phrase): Table[] =>
    phrase.scopes.flatMap((scope) =>
      scope.atoms.flatMap((atom) => tableChoices(draft, atom).map((hit) => hit.table)),
    );
}

/** "name" of someone who has a first and a last name means both. */
function siblings(reading: ColumnReading, phrase: Phrase): Column[] {
  const word = phrase.atoms[phrase.atoms.length - 1];
  const bare = word && word.end - word.start === 1;
  const parts = (column: Column) => identifierParts(column.name).flatMap((part) => expand(part));
  if (!bare || !parts(reading.column).includes("name")) return [reading.column];
  const own = parts(reading.column);
  if (!own.includes("first") && !own.includes("last")) return [reading.column];
  const said = reading.meaning.how === "parts";
  return said
    ? reading.table.columns.filter(
        (column) =>
          parts(column).includes("name") &&
          (parts(column).includes("first") || parts(column).includes("last")),
      )
    : [reading.column];
}

function addLookup(draft: Draft, path: NonNullable<ColumnReading["path"]>, columns: readonly Column[]): void {
  const key = pathKey(path);
  const at = draft.lookups.findIndex((lookup) => pathKey(lookup.path) === key);
  const known = draft.lookups[at];
  if (!known) draft.lookups.push({ path, columns });
  else draft.lookups[at] = { path, columns: [...new Set([...known.columns, ...columns])] };
}

export function functionOf(measure: Measure): AggregateFunction {
  return measure === "share" ? "count" : measure;
}

/** "by number of albums", "sorted by order date", "by quantity ordered", "most first". */
export function readOrder(draft: Draft, element: Of<"order">): void {
  if (element.limit !== null && !draft.limit)
    draft.limit = { count: element.limit, descending: element.descending ?? true };
  const descending = element.descending ?? draft.limit?.descending ?? false;
  // "Top 3 venues by share of cancelled screenings" are not those with the most.
  if (element.measure === "share") {
    unknown(draft, element);
    return;
  }
  if (!element.phrase) {
    draft.order.push({ by: { kind: "measure", index: 0 }, descending });
    return;
  }
  if (element.measure && rankGroups(draft, element.phrase, element.measure, descending)) return;
  const by = orderOperand(draft, element.phrase, element.measure, element.ofAmount);
  if (!by) {
    unknown(draft, element.phrase);
    return;
  }
  // "The guide with the most tours" is not the one whose tour has the highest number.
  const numbers = by.kind === "column" && element.measure === "count" && isNumeric(by.column);
  if (numbers && !measureColumns(draft.source).includes(by.column)) {
    unknown(draft, element.phrase);
    return;
  }
  if (by.kind === "related") draft.figures.push(by);
  // "Top 5 product groups by shipped quantity" ranks the groups, not the products that are in one.
  const [asked, more] = draft.asked;
  if (
    by.kind === "related" &&
    asked &&
    !more &&
    !draft.askedOf &&
    !isKeyColumn(draft, { table: draft.source, column: asked })
  )
    draft.cost += 0.6;
  // The last by a number are the lowest, as in a ranking; of days and names the order itself says which are last.
  const ordinal = element.descending === null && by.kind === "column" && !isNumeric(by.column);
  const inOrder = ordinal ? draft.limit?.inOrder : undefined;
  draft.order.push({ by, descending: inOrder ? inOrder === "last" : descending });
}

/** "top 5 planners by number of products", "... by total amount": a column is asked for, its groups are measured. */
function rankGroups(draft: Draft, phrase: Phrase, measure: Measure, descending: boolean): boolean {
  const mentioned = mentionedColumn(draft, true);
  const rows = measure === "count" && countsRows(draft, phrase);
  const asked = (draft.asked.length > 0 ? draft.asked : mentioned ? [mentioned] : []).filter(
    (column) => rows || !isNumeric(column),
  );
  if (asked.length === 0 || draft.limit === null || draft.groups.length > 0 || draft.measures.length > 0)
    return false;
  const own = readColumn(draft, phrase).find(
    (reading) => reading.path === null && !asked.includes(reading.column),
  );
  if (rows) {
    notePhrase(draft, phrase, asRows(draft.source), 0.97);
    draft.measures.push({ measure, distinct: false, column: null, table: null });
  } else if (own && own.filters.length === 0 && (measure === "count" || isNumeric(own.column))) {
    noteColumn(draft, own);
    const column = { table: own.table, column: own.column };
    draft.measures.push({ measure, distinct: phrase.distinct, column, table: null });
  } else return false;
  draft.groups.push({ path: null, columns: asked });
  draft.order.push({ by: { kind: "measure", index: 0 }, descending });
  return true;
}

/** "products in OPS Excel": the source itself, or a general noun for its rows. */
function countsRows(draft: Draft, phrase: Phrase): boolean {
  if (phrase.distinct) return false;
  return [phrase, ...phrase.scopes]
    .flatMap((part) => part.atoms)
    .every((atom) => namesSource(draft, atom) || (draft.named && isEntityNoun(draft, atom)));
}

function orderOperand(
  draft: Draft,
  phrase: Phrase,
  measure: Measure | null,
  ofAmount = false,
): Operand | null {
  const summed = measure !== null && measure !== "count";
  // The highest of the highest, and of the lowest the lowest.
  const extreme = draft.limit?.descending === false ? "min" : "max";
  const column = readColumn(draft, phrase).find((reading) => !summed || isNumeric(reading.column));
  const table = phrase.atoms
    .map((atom) => tableChoices(draft, atom)[0])
    .find((hit) => hit && hit.table !== draft.source);
  if (column && (!table || column.quality >= table.score)) {
    noteColumn(draft, column);
    if (!column.path) {
      addFilters(draft, column);
      return { kind: "column", column: column.column };
    }
    const single = isToOne(column.path) && measure === null;
    const unsaid = ofAmount ? extreme : "sum";
    // "The most annual premium": an amount is added up, and not how many there are of it.
    const counted = measure === "count" && !measureColumns(column.table).includes(column.column);
    const figure = measure === "count" && !counted ? "sum" : (measure ?? unsaid);
    return {
      kind: "related",
      path: column.path,
      function: single ? "max" : functionOf(figure),
      column: counted ? null : column.column,
      where: allOf(column.filters),
    };
  }
  const reading = table ? readTable(draft, phrase) : null;
  const target = table ? reading?.table : verbTable(draft, phrase);
  const path = target && target !== draft.source ? pathTo(draft, target, phrase) : null;
  if (!target || !path) return null;
  const measured = measure !== null && measure !== "count";
  const amount = measured || (ofAmount && measure === null) ? amountColumn(target) : null;
  // "Total payments" may be how many there are; the largest of them is an amount.
  const needsAmount = measure === null ? ofAmount : measured && measure !== "sum";
  if (needsAmount && !amount) return null;
  return {
    kind: "related",
    path,
    function: amount ? functionOf(measure ?? extreme) : "count",
    column: amount,
    where: allOf(reading?.filters ?? []),
  };
}

function verbTable(draft: Draft, phrase: Phrase): Table | null {
  for (const atom of phrase.atoms) {
    const table = atom.kind === "word" ? tableOfVerb(draft, atom.word) : null;
    if (!table) continue;
    note(draft, atom, asTable(table), 0.85);
    return table;
  }
  return null;
}

/** "whose total payments exceed 150000": an aggregate over the related rows. */
export function readFigure(draft: Draft, element: Of<"figure">): void {
  const operand = orderOperand(draft, element.phrase, element.measure);
  if (operand?.kind !== "related") {
    unknown(draft, element.phrase);
    return;
  }
  draft.figures.push(operand);
  draft.targets.push(operand.path[operand.path.length - 1]?.to ?? draft.source);
  addCondition(draft, { kind: "compare", operand, op: element.op, value: element.value });
}
