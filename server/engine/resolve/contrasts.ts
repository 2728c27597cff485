import type { Column, Table } from "../graph.ts";
import type { CompareOp, Condition, Path } from "../intent.ts";
import { allOf, pathKey } from "../intent-parts.ts";
import type { Atom, ContrastSide, Element, Phrase, Range } from "../parse/sketch.ts";
import { findPath, isToOne, neighbourHops } from "../plan/paths.ts";
import { mostJoined, readColumn } from "./columns.ts";
import { FLIP } from "./differences.ts";
import { addCondition, type Draft, note, type Use, unknown } from "./draft.ts";
import { asColumn, asRemark, type Meaning } from "./meanings.ts";
import { tableChoices } from "./nouns.ts";
import { holdsWords, isNumeric } from "./values.ts";

/** A column that one side of a contrast may mean, and how it is reached. */
interface Spot {
  readonly table: Table;
  readonly column: Column;
  /** Null when it is the row's own. */
  readonly path: Path | null;
  readonly filters: readonly Condition[];
  /** What it is a name of: a column's name, or the table that it refers to. */
  readonly names: string;
  readonly quality: number;
  readonly uses: readonly Use[];
}

/** "The carrier is not the carrier of the shipment": two columns, each the row's own or that of something it belongs to. */
export function readContrast(draft: Draft, element: Extract<Element, { kind: "contrast" }>): void {
  const { left, right } = element;
  const pair = bestPair(spotsOf(draft, left, right), element.op, spotsOf(draft, right, left));
  if (pair) {
    const [mine, theirs] = pair;
    draft.cost += strangeness(mine, theirs);
    for (const use of [...mine.uses, ...theirs.uses]) note(draft, use, use.meaning, use.quality, use.value);
    addCondition(draft, allOf([conditionOf(mine, element.op, theirs), ...mine.filters]) as Condition);
    for (const spot of pair) if (spot.table !== draft.source) draft.targets.push(spot.table);
    return;
  }
  for (const phrase of [left.owner, left.what, right.what, right.owner]) if (phrase) unknown(draft, phrase);
  draft.cost += 1;
}

function conditionOf(mine: Spot, op: CompareOp, theirs: Spot): Condition {
  if (!theirs.path) {
    if (mine.path) return conditionOf(theirs, FLIP[op], mine);
    return { kind: "columns", left: mine.column, op, right: theirs.column };
  }
  const own = mine.path ? { minePath: mine.path } : {};
  return { kind: "differs", path: theirs.path, ...own, mine: mine.column, op, theirs: theirs.column };
}

function bestPair(
  lefts: readonly Spot[],
  op: CompareOp,
  rights: readonly Spot[],
): readonly [Spot, Spot] | null {
  let best: { pair: readonly [Spot, Spot]; quality: number } | null = null;
  for (const left of lefts) {
    for (const right of rights) {
      const quality = left.quality + right.quality - strangeness(left, right);
      const pair = orderly(left, op, right);
      if (pair && (!best || quality > best.quality)) best = { pair, quality };
    }
  }
  return best?.pair ?? null;
}

/** What is set against each other is mostly of one name and kind. */
function strangeness(left: Spot, right: Spot): number {
  const kinds = left.column.kind === right.column.kind ? 0 : 0.1;
  return left.names === right.names ? kinds : kinds + 0.2;
}

/** Two columns of one row are no contrast, nor is a key with the one that it is joined by. That two of several values each agree is not asked for. */
function orderly(left: Spot, op: CompareOp, right: Spot): readonly [Spot, Spot] | null {
  const [there, here] = [right, left].map(({ path }) => (path ? pathKey(path) : ""));
  if (there === here || isJoinedBy(left, right) || isJoinedBy(right, left)) return null;
  // A number is neither before nor after a day.
  const ordered = op !== "=" && op !== "!=";
  if (
    ordered &&
    (isNumeric(left.column) !== isNumeric(right.column) ||
      [left, right].some(({ column }) => holdsWords(column)))
  )
    return null;
  if (!left.path || !right.path || op === "!=" || isToOne(left.path)) return [left, right];
  return isToOne(right.path) ? [right, left] : null;
}

function isJoinedBy(own: Spot, there: Spot): boolean {
  const [hop, ...more] = there.path ?? [];
  if (own.path || !hop || more.length > 0) return false;
  return hop.fromColumns.some(
    (name, i) => name === own.column.name && hop.toColumns[i] === there.column.name,
  );
}

function spotsOf(draft: Draft, side: ContrastSide, other: ContrastSide): Spot[] {
  const what = side.what ?? other.what;
  if (!what) return [];
  const known = side.what === null;
  const scopes = known ? [] : what.scopes;
  const phrase = { ...what, scopes: side.owner ? [...scopes, side.owner, ...side.owner.scopes] : scopes };
  return [...columnSpots(draft, phrase, known), ...entitySpots(draft, phrase, known)];
}

/** The columns that the words name. `known` = the other side has said their names. */
function columnSpots(draft: Draft, phrase: Phrase, known: boolean): Spot[] {
  const [owner, ...outer] = phrase.scopes;
  const around = outer.flatMap((scope) => scope.atoms);
  return readColumn(draft, { ...phrase, scopes: owner ? [owner] : [] }, draft.focus)
    .filter(({ path, table, quality }) => quality > 0.5 && (path !== null || table === draft.source))
    .filter(({ path }) => around.every((atom) => liesOn(draft, path, atom)))
    .map((reading) => {
      const elsewhere = reading.path !== null && !owner && phrase.atoms.length === 1 ? 0.3 : 0;
      const quality = Math.min(1, reading.quality) - elsewhere;
      const said: Use = { ...reading.at, meaning: reading.meaning, quality };
      const chain = around.map((atom) => use(atom, asRemark(`of ${reading.table.name}`)));
      const uses = [...reading.others, ...chain, ...(known ? [] : [said])];
      return { ...reading, names: reading.column.name, quality, uses };
    });
}

/** "The site of the meter": the meter is on the way to the site. */
function liesOn(draft: Draft, path: Path | null, atom: Atom): boolean {
  const tables = (path ?? []).flatMap((hop) => [hop.from, hop.to]);
  return tableChoices(draft, atom).some((hit) => tables.includes(hit.table));
}

function use({ start, end }: Range, meaning: Meaning, quality = 0.98): Use {
  return { start, end, meaning, quality };
}

/** "The clinic of the vet": the column by which the vet's row refers to clinics. */
function entitySpots(draft: Draft, phrase: Phrase, known: boolean): Spot[] {
  const [atom, ...more] = phrase.atoms;
  if (!atom || more.length > 0) return [];
  const [owner, ...outer] = phrase.scopes;
  const named = owner?.atoms.flatMap((at) => tableChoices(draft, at)).map((hit) => hit.table);
  const around = [...(owner?.atoms ?? []), ...outer.flatMap((scope) => scope.atoms)];
  const spots: Spot[] = [];
  for (const entity of tableChoices(draft, atom)) {
    for (const table of new Set(named ?? [draft.source])) {
      const path = table === draft.source ? null : findPath(draft.settings, draft.source, table);
      if (path && path.kind !== "path") continue;
      // "The guest of the confirmed booking": what else is said of it would be lost.
      const names = (at: Atom) => tableChoices(draft, at).some((hit) => hit.table === table);
      if (!around.every((at) => names(at) || liesOn(draft, path?.path ?? null, at))) continue;
      const quality = entity.score - 0.05 - 0.04 * (path?.path.length ?? 0);
      for (const column of references(draft, table, entity.table)) {
        const uses = around.map((at) => use(at, asRemark(`of ${table.name}`)));
        if (!known) uses.push(use(atom, asColumn(table, column, "key"), entity.score - 0.02));
        spots.push({
          table,
          column,
          path: path?.path ?? null,
          filters: [],
          names: entity.table.name,
          quality,
          uses,
        });
      }
    }
  }
  return spots;
}

/** The columns of a table that refer to another: by a join, or named as its key is. */
function references(draft: Draft, table: Table, entity: Table): Column[] {
  if (table === entity) return [];
  const joined = neighbourHops(draft.settings, table)
    .filter((hop) => hop.to === entity && hop.fromColumns.length === 1)
    .map((hop) => hop.fromColumns[0]);
  const names = joined.length > 0 ? joined : [mostJoined(draft.settings.graph, entity)?.name];
  return table.columns.filter(({ name }) => names.includes(name));
}
