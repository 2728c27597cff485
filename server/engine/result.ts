import type { Dialect, Graph, Ruleset } from "./graph.ts";
import type { GroupCell } from "./group-rows.ts";

/** A value that a statement carries beside its text; never spliced into the SQL. */
export type Parameter = string | number | bigint | boolean | null;

/** One SELECT in a dialect, values as parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** A SELECT whose text is cut where its parameters stand, so that it can become part of another: plain data, to be kept. */
export interface WholeQuery {
  /** One more than `parameters`. */
  readonly pieces: readonly string[];
  readonly parameters: readonly Parameter[];
}

/** The specification's query types, and what this engine can do beyond them. */
export const QUERY_TYPES = [
  "COMPARISON_QUERY",
  "MISMATCH_QUERY",
  "FILTER_QUERY",
  "DATA_QUERY",
  "AGGREGATION_QUERY",
  "DUPLICATES_QUERY",
  "COMPLETENESS_QUERY",
] as const;
export type QueryType = (typeof QUERY_TYPES)[number];

export const OPERATIONS = [
  "NOT_IN",
  "IN",
  "NOT_EQUALS",
  "EQUALS",
  "CONTAINS",
  "IS_NULL",
  "DUPLICATES",
  "AGGREGATE",
  "GROUP",
  "FILTER",
  "LIST",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * What an answer is: rows that are listed, groups with a row each, one figure (a percentage apart), or one row of
 * several figures.
 */
export const ANSWERS = ["rows", "groups", "figure", "percentage", "figures"] as const;
export type Answer = (typeof ANSWERS)[number];

/** A stretch of the definition: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every reason the engine can have for not answering; each is documented in the user guide. */
export const DIAGNOSTIC_CODES = [
  "empty_definition",
  "definition_too_long",
  "not_english",
  "unknown_phrase",
  "ambiguous_table",
  "ambiguous_column",
  "ambiguous_value",
  "ambiguous_reading",
  "no_table",
  "no_join",
  "low_confidence",
  "unsupported",
  "empty_graph",
] as const;
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** Why a definition was refused, as data: what, where, and what could be written instead. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** One sentence for people: what is wrong, where, what to do. */
  readonly message: string;
  /** The phrase concerned; absent when the whole definition is meant. */
  readonly span?: Span;
  /** Whole definitions to write instead, best first; each of them is answered. */
  readonly suggestions: readonly string[];
}

/** How one stretch of the definition was understood. */
export interface Understanding {
  readonly span: Span;
  readonly text: string;
  /** In words: `table brz_lnd_RBP_GPU (alias)`, `column OPS_STATUS`, `value 'GPU' of Product_Type`, `not in`. */
  readonly meaning: string;
}

/** What the product shows beside an answer. */
export interface Explanation {
  /** The reading in English: one sentence. */
  readonly reading: string;
  readonly understood: readonly Understanding[];
  /** The words that were knowingly passed over ("show me", "please"). */
  readonly ignored: readonly string[];
  /** Each join in words, with why it was chosen. */
  readonly joins: readonly string[];
  /** What a careful reader should know: an excluded field that does not exist, a comparison that trims. */
  readonly warnings: readonly string[];
}

export interface CompileRequest {
  /** The English definition, 1 to 4,000 characters. */
  readonly definition: string;
  readonly graph: Graph;
  readonly dialect: Dialect;
  /** ISO date (`2026-11-23`) that "today" means; the engine never reads the clock. */
  readonly today: string;
  /** Most rows `statement` returns; absent = no limit. */
  readonly limit?: number;
  /** Columns (`Created_By` or `table.Created_By`) that never take part in a join. */
  readonly excludedFields?: readonly string[];
  readonly ruleset?: Ruleset;
  /** A row of the definition's answer in groups: asks for the rows behind it instead (group-rows.ts). */
  readonly group?: readonly GroupCell[];
  /** Below this confidence the answer is a diagnostic. 0 = always answer unless impossible or ambiguous. */
  readonly minConfidence?: number;
}

export interface Compiled {
  readonly ok: true;
  readonly statement: Statement;
  /** `SELECT COUNT(*)` over the same rows without the limit. */
  readonly countStatement: Statement;
  /** The same rows without the limit, in no order; each column has a name of its own. */
  readonly wholeQuery: WholeQuery;
  /** `statement` with its values as literals: for people to read and to run elsewhere. */
  readonly readableSql: string;
  readonly queryType: QueryType;
  readonly operation: Operation;
  /**
   * The columns by which the definition tells things apart, and the statement that counts how many different ones are
   * among all rows; null where each row is a thing of its own.
   */
  readonly distinctKey: { readonly columns: readonly string[]; readonly countStatement: Statement } | null;
  /**
   * Counts the records that are absent elsewhere only because the keys differ in case or surrounding spaces; null where
   * that cannot be.
   */
  readonly nearPartnersStatement: Statement | null;
  readonly answer: Answer;
  /** 0..1. */
  readonly confidence: number;
  /** Column pairs of the comparison's join, source column first; `[]` when nothing is compared. */
  readonly joinedColumns: readonly (readonly [string, string])[];
  readonly sourceTable: string;
  readonly targetTable: string | null;
  readonly explanation: Explanation;
}

export interface Refused {
  readonly ok: false;
  readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]];
  /** As far as it was understood; null when it was not. */
  readonly queryType: QueryType | null;
  readonly operation: Operation | null;
  readonly confidence: number | null;
  readonly sourceTable: string | null;
  readonly targetTable: string | null;
}

export type CompileResult = Compiled | Refused;
