/**
 * The knowledge graph as the engine sees it: plain, immutable, serialisable data.
 * It is built elsewhere (introspection of a source, people's relationships and aliases) and handed in whole;
 * the engine never reads a database.
 */

/** SQL dialects the compiler can write. MariaDB is written as MySQL with the overrides that differ. */
export const DIALECTS = ["sqlite", "postgresql", "mysql", "mariadb", "sqlserver", "oracle"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What a column holds, whatever its database calls the type. `unknown` compares as text. */
export type ColumnKind =
  | "text"
  | "integer"
  | "decimal"
  | "boolean"
  | "date"
  | "timestamp"
  | "binary"
  | "unknown";

export interface Column {
  readonly name: string;
  /** The type as the database declares it, e.g. `NVARCHAR(40)`. */
  readonly declaredType: string;
  readonly kind: ColumnKind;
  /** What the database's own documentation of the column says. */
  readonly comment?: string;
  readonly nullable: boolean;
  /** Names that people gave this column. */
  readonly aliases: readonly string[];
  /**
   * Value index: the distinct values of a low-cardinality text column exactly as stored (case and spaces
   * included), most frequent first. Absent when the column has too many to list.
   */
  readonly values?: readonly string[];
  /** How many distinct non-null values were seen; absent when it was not measured. */
  readonly distinctCount?: number;
  /** Share of rows (0..1) in which the column is NULL or blank; absent when it was not measured. */
  readonly blankShare?: number;
  /** Its times are texts that carry an offset from UTC, such as `2025-03-30T01:30:00+02:00`: their order is not theirs. */
  readonly hasOffsets?: boolean;
  /** Its texts or whole numbers are days without separators, such as `20250330`; all zeros are none. */
  readonly hasCompactDates?: boolean;
  /** None of its texts begins as a number does: nothing can be added up. */
  readonly hasNoNumbers?: boolean;
}

export interface Table {
  readonly schema: string;
  readonly name: string;
  /** What the database's own documentation of the table says. */
  readonly comment?: string;
  /** Whether it is a view, whose rows are computed. */
  readonly isView?: boolean;
  /** Names that people gave this table; stronger than anything derived from the table's name. */
  readonly aliases: readonly string[];
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  /** Further column sets that are declared, or were measured to be, unique. */
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly rowCount?: number;
}

/** One end of a relationship: a table and its key columns, in the order of the other end's columns. */
export interface RelationshipEnd {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * A way to join two tables; read in both directions. The graph's relationships are the only source of joins.
 * `priority`: higher wins. `confidence`: 0..1, how sure whoever added it is. `excluded`: never used.
 */
export interface Relationship {
  readonly id: string;
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
  readonly type: string;
  readonly confidence: number;
  readonly priority: number;
  readonly excluded: boolean;
  /** Who says so: a declared foreign key, a person, or evidence in the data. */
  readonly origin: "declared" | "person" | "evidence";
}

export interface Graph {
  readonly name: string;
  /** Grows with every change of the graph; recorded with each execution. */
  readonly version: number;
  readonly tables: readonly Table[];
  readonly relationships: readonly Relationship[];
}

/** How much of two dates must be the same. */
export const DATE_UNITS = ["day", "month", "year"] as const;
export type DateUnit = (typeof DATE_UNITS)[number];

/**
 * How two columns are compared. `trimmed`: without spaces around them; `case_insensitive`: nor case; `leading_zeros`:
 * nor zeros before the first other character. `within`: two numbers at most so far apart. `same`: two dates, as far as
 * the unit.
 */
export type Comparison =
  | { readonly how: "exact" | "trimmed" | "case_insensitive" | "leading_zeros" }
  | { readonly how: "within"; readonly tolerance: number }
  | { readonly how: "same"; readonly unit: DateUnit };

/** A named reconciliation rule for a pair of tables: which columns match, and how each pair of them is compared. */
export interface RulesetRule {
  readonly name: string;
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
  readonly comparisons: readonly Comparison[];
  readonly confidence: number;
}

/** A ruleset's rules come before the graph's relationships when its pair of tables is joined. */
export interface Ruleset {
  readonly name: string;
  /** Grows with every change of its rules; recorded with each execution. */
  readonly version: number;
  readonly rules: readonly RulesetRule[];
}
