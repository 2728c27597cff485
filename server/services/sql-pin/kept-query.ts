import { createHash } from "node:crypto";
import { LARGEST_LIMIT_RECORDS } from "../../contracts/executions.ts";
import type { Compiled, CompileResult, Refused } from "../../engine/result.ts";
import { writeExact } from "../exact-json.ts";
import { inWords, type MovingDate, movingDate, onDay } from "./moving-dates.ts";

/**
 * A compiled query to be run again and again without being compiled: exactly its text, in which only what depends on the
 * day and on the limit of a run is told apart. It is plain data, but for large integers.
 */
export interface KeptQuery {
  readonly compiled: Compiled;
  readonly places: readonly Place[];
}

type Step = string | number;

/** Where in the compiled query a text or a number depends on the run. A text is cut where its numbers and dates stand. */
interface Place {
  readonly at: readonly Step[];
  readonly pieces: readonly Piece[];
}

/** As written; a limit of at most `most`; or a date. */
type Piece = string | { readonly most: number } | MovingDate;

/** Why a query cannot be kept: what is in it besides dates that follow the day. */
class NotKept extends Error {}

type CompileAt = (today: string, limit: number) => CompileResult;

/** Days that tell any two ways of following the day apart: a leap day, ends of months, of a quarter and of a year. */
const OTHER_DAYS = ["2024-02-29", "2027-12-31", "2025-03-31", "2026-01-01", "2028-05-15", "2031-08-30"];

/**
 * Compiles a definition for several days and limits, so that what differs shows what depends on them, whatever the dialect
 * makes of it: SQL Server has the limit in its text, others have it as a parameter. What is kept gives exactly what was
 * compiled on each of these days; a query that differs in any other way is refused.
 */
export function keepQuery(compileAt: CompileAt, today: string): KeptQuery | Refused {
  const compiled = compileAt(today, LARGEST_LIMIT_RECORDS);
  if (!compiled.ok) return compiled;
  try {
    return { compiled, places: placesOf(compiled, compileAt, today) };
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    const { queryType, operation, confidence, sourceTable, targetTable } = compiled;
    const message = `This SQL cannot be accepted: ${error.message} Its runs go on compiling the definition.`;
    return {
      ...{ ok: false, queryType, operation, confidence, sourceTable, targetTable },
      diagnostics: [{ code: "unsupported", message, suggestions: [] }],
    };
  }
}

function placesOf(compiled: Compiled, compileAt: CompileAt, today: string): Place[] {
  const read = (day: string, limit: number): Run => {
    const result = compileAt(day, limit);
    if (!result.ok)
      throw new NotKept(`on ${day} the definition is not understood. ${result.diagnostics[0].message}`);
    return { today: day, limit, compiled: result };
  };
  const asked: Run = { today, limit: LARGEST_LIMIT_RECORDS, compiled };
  const runs = [asked, read(today, 1), read(today, 2)];
  for (const day of OTHER_DAYS) {
    runs.push(read(day, LARGEST_LIMIT_RECORDS));
    // Two days far apart that give the same query: no day is in it.
    if (runs.length === 5 && runs.slice(3).every((run) => isSame(run.compiled, compiled))) break;
  }
  const places: Place[] = [];
  findPlaces(
    [],
    runs.map((run) => run.compiled),
    runs,
    places,
  );
  return places;
}

interface Run {
  readonly today: string;
  readonly limit: number;
  readonly compiled: Compiled;
}

function isSame(one: unknown, other: unknown): boolean {
  return writeExact(one) === writeExact(other);
}

/** Goes through the same place of all results at once. */
function findPlaces(
  at: readonly Step[],
  values: readonly unknown[],
  runs: readonly Run[],
  places: Place[],
): void {
  const [first] = values;
  if (typeof first === "object" && first !== null) {
    const keys = Object.keys(first);
    if (!values.every((value) => isSame(Object.keys(Object(value)), keys))) throw differs(at);
    for (const key of keys) {
      const step = Array.isArray(first) ? Number(key) : key;
      findPlaces(
        [...at, step],
        values.map((value) => (value as Record<Step, unknown>)[step]),
        runs,
        places,
      );
    }
  } else if (!values.every((value) => value === first)) {
    if (!values.every((value) => typeof value === typeof first)) throw differs(at);
    places.push({ at, pieces: piecesOf(at, values.map(String), runs) });
  }
}

const NUMBERS_AND_DATES = /(\d{4}-\d{2}-\d{2}|\d+)/;

function piecesOf(at: readonly Step[], texts: readonly string[], runs: readonly Run[]): Piece[] {
  const cut = texts.map((text) => text.split(NUMBERS_AND_DATES));
  const [first = []] = cut;
  if (!cut.every((pieces) => pieces.length === first.length)) throw differs(at);
  return first.map((piece, i) => {
    const written = cut.map((pieces) => pieces[i] ?? "");
    if (written.every((other) => other === piece)) return piece;
    const limited = written.slice(0, 3);
    if (limited[1] === "1" && limited[2] === "2" && written.slice(3).every((other) => other === piece))
      return { most: Number(piece) };
    const samples = runs.map(({ today }, run) => ({ today, value: written[run] ?? "" }));
    const moving = movingDate(samples as [(typeof samples)[0]]);
    if (!moving) throw differs(at);
    return moving;
  });
}

function differs(at: readonly Step[]): NotKept {
  return new NotKept(`its ${at.join(".")} follows the day otherwise than by dates and years.`);
}

/** The query as it is run on a day, with at most `limit` rows. */
export function queryOn({ compiled, places }: KeptQuery, today: string, limit: number): Compiled {
  const query = structuredClone(compiled) as unknown as Record<Step, unknown>;
  for (const { at, pieces } of places) {
    const text = pieces.map((piece) => written(piece, today, limit)).join("");
    const holder = at
      .slice(0, -1)
      .reduce<Record<Step, unknown>>((inner, step) => inner[step] as never, query);
    const last = at[at.length - 1] as Step;
    holder[last] = typeof holder[last] === "number" ? Number(text) : text;
  }
  return query as unknown as Compiled;
}

function written(piece: Piece, today: string, limit: number): string {
  if (typeof piece === "string") return piece;
  return "most" in piece ? String(Math.min(piece.most, limit)) : onDay(piece, today);
}

/** The dates in a query that follow the day of a run: as they are on a day, and what they are in words. */
export function movingDatesOf({ places }: KeptQuery, today: string): { date: string; means: string }[] {
  const dates = new Map<string, string>();
  for (const { pieces } of places)
    for (const piece of pieces)
      if (typeof piece === "object" && !("most" in piece)) dates.set(inWords(piece), onDay(piece, today));
  return [...dates]
    .map(([means, date]) => ({ date, means }))
    .sort((one, other) => one.date.localeCompare(other.date));
}

/** Changes exactly when what a run would send does, on whatever day it is asked for. */
export function fingerprintOf(kept: KeptQuery): string {
  const { statement, countStatement, wholeQuery } = queryOn(kept, "2000-01-01", LARGEST_LIMIT_RECORDS);
  const sent = [statement, countStatement, wholeQuery, kept.places.filter(({ at }) => at[0] === "statement")];
  return createHash("sha256").update(writeExact(sent)).digest("hex").slice(0, 16);
}
