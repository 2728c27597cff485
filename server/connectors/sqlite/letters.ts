import type Database from "better-sqlite3";

/**
 * SQLite's own upper() knows the letters of ASCII only, so "MÜLLER" and "Müller" would differ where case is to be
 * ignored, and only in SQLite. A database whose own views or indexes use upper() keeps SQLite's: views may not call
 * functions of ours, and an index would no longer fit.
 */
export function knowAllLetters(db: Database.Database): void {
  const own = db.prepare("SELECT 1 FROM sqlite_schema WHERE sql LIKE '%upper%(%' LIMIT 1").get();
  if (own === undefined) db.function("upper", { deterministic: true, safeIntegers: true }, upper);
}

function upper(value: unknown): string | null {
  if (value === null) return null;
  // Whole numbers are bigints, so this one is a real: SQLite writes it 1.0.
  if (Number.isInteger(value)) return `${value}.0`;
  return String(value).toUpperCase();
}
