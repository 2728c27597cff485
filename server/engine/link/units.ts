import { dictionary } from "../text/dictionary.ts";
import { singular } from "../text/words.ts";

/** A unit of measure: what it measures, and how many of the smallest unit of that it is. */
interface UnitOfMeasure {
  readonly of: "time" | "mass" | "length" | "area" | "volume";
  readonly size: number;
}

const time = (size: number): UnitOfMeasure => ({ of: "time", size });
const mass = (size: number): UnitOfMeasure => ({ of: "mass", size });
const length = (size: number): UnitOfMeasure => ({ of: "length", size });
/** Square centimetres, millilitres. */
const area = (size: number): UnitOfMeasure => ({ of: "area", size });
const volume = (size: number): UnitOfMeasure => ({ of: "volume", size });

/** Milliseconds, milligrams and millimetres are one. Months and years are of no one length. */
const UNITS = dictionary<UnitOfMeasure>({
  millisecond: time(1),
  ms: time(1),
  second: time(1000),
  sec: time(1000),
  minute: time(60_000),
  min: time(60_000),
  hour: time(3_600_000),
  hr: time(3_600_000),
  day: time(86_400_000),
  week: time(604_800_000),
  milligram: mass(1),
  mg: mass(1),
  gram: mass(1000),
  kilogram: mass(1_000_000),
  kg: mass(1_000_000),
  kilo: mass(1_000_000),
  tonne: mass(1_000_000_000),
  millimetre: length(1),
  millimeter: length(1),
  mm: length(1),
  centimetre: length(10),
  centimeter: length(10),
  cm: length(10),
  metre: length(1000),
  meter: length(1000),
  kilometre: length(1_000_000),
  kilometer: length(1_000_000),
  km: length(1_000_000),
  sqm: area(10_000),
  sqkm: area(10_000_000_000),
  sqft: area(929.0304),
  hectare: area(100_000_000),
  cbm: volume(1_000_000),
  litre: volume(1000),
  liter: volume(1000),
  ml: volume(1),
});

export function isTimeUnit(word: string): boolean {
  return unitOf(word)?.of === "time";
}

/** Whether two words are units of the same, as hours and minutes are. */
export function measuresAlike(a: string, b: string): boolean {
  const [first, second] = [unitOf(a), unitOf(b)];
  return first !== undefined && first.of === second?.of;
}

export function isUnitOfMeasure(word: string): boolean {
  return unitOf(word) !== undefined;
}

/**
 * How much "2 hours" is for a column whose name says in what it is measured (`duration_minutes`: 120). The number as it
 * is where either says nothing of a unit; null where they measure different things.
 */
export function inUnitOf(value: number, said: string | null, columnWords: readonly string[]): number | null {
  const from = said === null ? undefined : unitOf(said);
  if (!from) return value;
  // "min" begins names of what is least.
  const units = columnWords.filter((word) => word !== "min").flatMap((word) => unitOf(word) ?? []);
  const to = units.find((unit) => unit.of === from.of);
  if (to) return Number(((value * from.size) / to.size).toPrecision(15));
  return units.length > 0 ? null : value;
}

/** The number in every unit of what its own measures. */
export function inAllUnits(value: number, said: string | null): number[] {
  const from = said === null ? undefined : unitOf(said);
  if (!from) return [value];
  return [...UNITS].filter(([, to]) => to.of === from.of).map(([to]) => inUnitOf(value, said, [to]) ?? value);
}

function unitOf(word: string): UnitOfMeasure | undefined {
  return UNITS.get(word) ?? UNITS.get(singular(word));
}
