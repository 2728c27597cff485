import type { ColumnEvidence, Fit, Place } from "./column-evidence.ts";
import type { ColumnType, DateOrder, Notation } from "./column-type.ts";
import { ORDER_NAMES } from "./column-type.ts";
import { shown } from "./file-error.ts";
import { type Delimiter, type FileShape, lineWord } from "./file-shape.ts";

export interface InferredType {
  readonly type: ColumnType;
  /** Sentences about what speaks for the type, or against one that seems near. */
  readonly notes: readonly string[];
  /** By type: how many values fit, and the first that does not. Whole numbers are decimals too. */
  readonly fits: Record<Exclude<ColumnType["kind"], "text">, TypeFit>;
}

export interface TypeFit {
  readonly count: number;
  readonly misfit: Place | null;
}

/**
 * The narrowest type that every value of a column fits, where its writing leaves no choice; text otherwise. Values
 * that are numbers by their digits and names by their writing (00042) stay text.
 */
export function inferType(seen: ColumnEvidence, shape: FileShape): InferredType {
  const notation = better(seen.decimal, ["point", "comma"]);
  const order = better(seen.datetime, ["ymd", "dmy", "mdy"]);
  const fits = {
    integer: plain(seen.integer[notation]),
    decimal: plain(seen.decimal[notation]),
    boolean: plain(seen.boolean),
    date: plain(seen.date[order]),
    datetime: plain(seen.datetime[order]),
  };
  const found =
    seen.values === 0
      ? { type: TEXT, notes: ["The column has no values in the rows that were read."] }
      : (numberType(seen, notation, shape.format === "delimited" ? shape.delimiter : null) ??
        (seen.boolean.count === seen.values ? { type: { kind: "boolean" } as const, notes: [] } : null) ??
        dateType(seen, order) ??
        textType(seen, fits, lineWord(shape)));
  return { ...found, fits };
}

type Found = Omit<InferredType, "fits">;

const TEXT: ColumnType = { kind: "text" };

const plain = ({ count, misfit }: Fit): TypeFit => ({ count, misfit });

/** The way of writing that most values fit; the earlier one where two fit equally. */
function better<K extends string>(fits: Record<K, Fit>, keys: readonly [K, ...K[]]): K {
  return keys.reduce((best, key) => (fits[key].count > fits[best].count ? key : best), keys[0]);
}

/** `delimiter`: null where the file itself says what is a number. */
function numberType(seen: ColumnEvidence, notation: Notation, delimiter: Delimiter | null): Found | null {
  const { values, decimal, integer, twofold } = seen;
  if (decimal[notation].count < values) return null;
  const either = decimal.point.count === values && decimal.comma.count === values;
  const unclear = delimiter !== null && either && twofold.point + twofold.comma > 0;
  // Where commas delimit cells, nobody writes them between digits without quotes: the point is the decimal sign.
  if (unclear && (delimiter === ";" || twofold.comma > 0)) {
    const sign = twofold.point > 0 ? "." : ",";
    const text = `Numbers like 1${sign}234 are written in a way that means 1234 in some countries and 1.234 in others, and no value of the column decides: choose.`;
    return { type: TEXT, notes: [text] };
  }
  const kind = integer[notation].count === values && !unclear ? "integer" : "decimal";
  return { type: { kind, notation }, notes: numberNotes(notation) };
}

/** Numbers without any sign fit both notations, and then are said to be written with a point. */
function numberNotes(notation: Notation): string[] {
  return notation === "point"
    ? []
    : ["Numbers are written with a decimal comma: 1.234,56 is read as 1234.56."];
}

function dateType({ values, date, datetime }: ColumnEvidence, order: DateOrder): Found | null {
  if (datetime[order].count < values) return null;
  if (order !== "ymd" && datetime.dmy.count === datetime.mdy.count) {
    const text =
      "Dates are written with the day first or the month first, and no value decides which (no day beyond 12): choose.";
    return { type: TEXT, notes: [text] };
  }
  const kind = date[order].count === values ? "date" : "datetime";
  const notes = order === "ymd" ? [] : [`Dates are written as ${ORDER_NAMES[order]}: some day is beyond 12.`];
  return { type: { kind, order }, notes };
}

function textType(
  { values, digits, names }: ColumnEvidence,
  fits: InferredType["fits"],
  word: string,
): Found {
  if (digits === values) {
    const text = `${names} of ${values} values have leading zeros, a plus sign or more than 15 digits: they are names, not quantities.`;
    return { type: TEXT, notes: [text] };
  }
  const [near] = Object.entries(fits).sort(([, a], [, b]) => b.count - a.count);
  if (near === undefined || near[1].count === 0 || near[1].misfit === null) return { type: TEXT, notes: [] };
  const [kind, { count, misfit }] = near;
  const text = `${count} of ${values} values would be read as ${kind}, but not ${shown(misfit.value)} in ${word} ${misfit.line}.`;
  return { type: TEXT, notes: [text] };
}
