import { createQueryId, sql } from "kysely";
import type { Column, Dialect } from "../graph.ts";
import type { Statement, WholeQuery } from "../result.ts";
import { statementOf } from "./compile.ts";
import { likeText } from "./conditions.ts";
import { type Expr, type Query, rulesFor } from "./dialects.ts";
import { type RowRules, rowRulesFor } from "./row-rules.ts";
import { cell, conjunction, either, select, where } from "./scope.ts";

/** A column of a query's answer, as its cells looked. */
export interface AnswerColumn {
  readonly name: string;
  /** Its numbers are numbers to the database, not texts. */
  readonly numeric: boolean;
  readonly values: "numbers" | "dates" | "texts";
}

/** What holds for a cell; `column` is its position in the row. */
export type CellTest =
  | { readonly kind: "equals"; readonly column: number; readonly value: string | number | boolean }
  | { readonly kind: "contains"; readonly column: number; readonly text: string }
  | { readonly kind: "blank"; readonly column: number }
  | {
      readonly kind: "compares";
      readonly column: number;
      /** As dates: as far as the operand is written. */
      readonly as: "numbers" | "dates";
      readonly operator: ">=" | "<=" | "!=" | ">" | "<" | "=";
      readonly operand: string;
    };

/** A page of what is left of a query's rows. */
export interface RowsAsked {
  readonly conditions: readonly CellTest[];
  /** Text that occurs in any cell, in any case. */
  readonly search?: string | undefined;
  readonly sort?: { readonly column: number; readonly order: "asc" | "desc" } | undefined;
  readonly rows: number;
  readonly offset: number;
}

export interface RowsStatements {
  readonly statement: Statement;
  /** Counts the rows of all pages. */
  readonly countStatement: Statement;
  readonly readableSql: string;
}

/** Every column of the answer is taken for a text where a rule asks what it is. */
const ANY_TEXT = { kind: "text" } as Column;

/**
 * The rows of a query as a table of their own, filtered, sorted and cut into pages. The order is complete: rows in the
 * same place are the same, so no page has a row of another one.
 */
export function rowsOfQuery(
  query: WholeQuery,
  dialect: Dialect,
  columns: readonly AnswerColumn[],
  asked: RowsAsked,
): RowsStatements {
  const answer = new AnswerCells(dialect, columns);
  const rules = rulesFor(dialect);
  const whole = sql(query.pieces as unknown as TemplateStringsArray, ...query.parameters);
  const from = rules.db.selectFrom(sql`(${whole})`.as(ALIAS) as never) as unknown as Query;
  const tests = asked.conditions.map((condition) => answer.holds(condition));
  if (asked.search) tests.push(answer.contains(asked.search));
  const kept = tests.length > 0 ? where(from, conjunction(tests)) : from;
  const shown = select(
    kept,
    columns.map(({ name }) => ({ value: cell(ALIAS, name), as: name })),
  );
  const page = answer.rules.page(answer.ordered(shown, asked.sort), asked.rows, asked.offset);
  return {
    statement: statementOf(page),
    countStatement: statementOf(select(kept, [{ value: sql`count(*)`, as: "row_count" }])),
    readableSql: rules.withLiterals.compileQuery(page.toOperationNode(), createQueryId()).sql,
  };
}

const ALIAS = "r";

/** The cells of a row as conditions and orders take them. */
class AnswerCells {
  readonly rules: RowRules;
  readonly #dialect: ReturnType<typeof rulesFor>;
  readonly #columns: readonly AnswerColumn[];

  constructor(dialect: Dialect, columns: readonly AnswerColumn[]) {
    this.rules = rowRulesFor(dialect);
    this.#dialect = rulesFor(dialect);
    this.#columns = columns;
  }

  holds(test: CellTest): Expr {
    const column = this.#columns[test.column] as AnswerColumn;
    const text = this.#text(column);
    switch (test.kind) {
      case "blank":
        return this.#dialect.isBlank(text, ANY_TEXT);
      case "contains":
        return likeText(text, { how: "contains", text: test.text });
      case "equals":
        if (typeof test.value === "boolean")
          return sql`upper(${text}) in (${sql.lit(test.value ? "TRUE" : "FALSE")}, ${sql.lit(test.value ? "1" : "0")})`;
        return sql`trim(upper(${text})) = trim(upper(${String(test.value)}))`;
      case "compares":
        return this.#compares(column, test);
    }
  }

  /** That a text occurs in any cell. */
  contains(text: string): Expr {
    return either(this.#columns.map((column) => likeText(this.#text(column), { how: "contains", text })));
  }

  ordered(query: Query, sort: RowsAsked["sort"]): Query {
    let ordered = query;
    const first = sort && (this.#columns[sort.column] as AnswerColumn);
    if (sort && first) {
      const blank = this.#dialect.isBlank(this.#text(first), ANY_TEXT);
      ordered = ordered.orderBy(sql`case when ${blank} then 1 else 0 end` as never) as unknown as Query;
      ordered = ordered.orderBy(this.#sortKey(first) as never, sort.order) as unknown as Query;
    }
    // SQL Server refuses an order that names a column twice.
    for (const column of this.#columns)
      if (column !== first || !isPlain(column))
        ordered = ordered.orderBy(this.#place(column) as never) as unknown as Query;
    return ordered;
  }

  #value(column: AnswerColumn): Expr {
    return cell(ALIAS, column.name);
  }

  #text(column: AnswerColumn): Expr {
    const value = this.#value(column);
    return column.values === "dates" ? this.rules.isoText(value) : this.#dialect.text(value);
  }

  #number(column: AnswerColumn): Expr {
    return this.rules.number(this.#value(column), column.numeric);
  }

  #compares(column: AnswerColumn, { as, operator, operand }: Extract<CellTest, { kind: "compares" }>): Expr {
    const than = sql.raw(operator === "!=" ? "<>" : operator);
    if (as === "numbers")
      return sql`${this.#number(column)} ${than} ${this.#dialect.number(sql`${operand}`)}`;
    const text = this.#text(column);
    // Between date and time some write a T, others a space.
    const cut = sql`replace(${this.#dialect.prefix(sql`trim(${text})`, operand.length)}, 'T', ' ')`;
    return sql`(${this.#dialect.isFilled(text)} and ${cut} ${than} ${operand.replace("T", " ")})`;
  }

  #sortKey(column: AnswerColumn): Expr {
    if (isPlain(column)) return this.#value(column);
    return column.values === "numbers" ? this.#number(column) : sql`upper(${this.#text(column)})`;
  }

  #place(column: AnswerColumn): Expr {
    return isPlain(column) ? this.#value(column) : this.rules.exactly(this.#value(column));
  }
}

/** Whether the values are of a type that orders by itself, as not every one does. */
function isPlain({ numeric, values }: AnswerColumn): boolean {
  return numeric || values === "dates";
}
