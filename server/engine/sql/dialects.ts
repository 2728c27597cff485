import type { AliasNode, DialectAdapter, OffsetNode } from "kysely";
import {
  createQueryId,
  DefaultQueryCompiler,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlQueryCompiler,
  MysqlAdapter,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryCompiler,
  type RawBuilder,
  type SelectQueryBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import type { Column, DateUnit, Dialect } from "../graph.ts";
import type { Parameter, WholeQuery } from "../result.ts";

export type Database = Record<string, Record<string, unknown>>;
export type Query = SelectQueryBuilder<Database, string, Record<string, unknown>>;
export type Expr = RawBuilder<unknown>;

/** What differs between databases; everything else is one compiler. */
export interface DialectRules {
  readonly db: Kysely<Database>;
  /** Writes the values into the text, for people to read. */
  readonly withLiterals: QueryCompiler;
  /** The text of a query in the pieces between its parameters. */
  pieces(query: Query): WholeQuery;
  /** Whether a table's name carries its schema. */
  readonly qualified: boolean;
  /**
   * How "there is a related row" is asked: by joining the set of keys, or by EXISTS where keys are compared as they
   * are. MySQL and MariaDB turn such an EXISTS into a set of their own (5,200 rows against 3,100: 8 ms, and 290 ms for
   * the join), and any other they ask for each row (4 s, and 240 ms for the join); SQLite without an index always does.
   */
  readonly relation: "join" | "exists";
  limit(query: Query, rows: number): Query;
  /** Nulls come last either way: the highest and the lowest are never a missing value. */
  orderBy(query: Query, by: Expr, descending: boolean): Query;
  length(value: Expr): Expr;
  text(value: Expr): Expr;
  number(value: Expr): Expr;
  /** A value as conditions take it: one that counts as text but is of a type of its own, as text. */
  comparable(value: Expr, column: Column): Expr;
  /** A time whose text carries an offset from UTC, as something that orders and compares as times do. */
  instant(value: Expr): Expr;
  /** A text of eight digits as an ISO date; NULL where it is no such text, or all zeros. */
  fromCompact(text: Expr): Expr;
  /** An ISO date as something that compares with the column. */
  date(iso: string, column: Column): Expr;
  isBlank(value: Expr, column: Column): Expr;
  /** Whether a date may be the empty text. */
  mayBeEmpty(column: Column): boolean;
  /** That a text is neither NULL nor blank, for a WHERE: it may be unknown where it is not true. */
  isFilled(value: Expr): Expr;
  /** A text with something that is no value in the place of NULL. */
  emptyAsText(value: Expr): Expr;
  /** A text without the zeros at its beginning; nothing is left of one that is all zeros. */
  withoutLeadingZeros(value: Expr): Expr;
  /** Whether a column's numbers are binary fractions: of such, 0.2 - 0.15 is a little more than 0.05. */
  isBinaryFraction(column: Column): boolean;
  /** The first characters of a text. */
  prefix(value: Expr, length: number): Expr;
  /** A date or a time as text, `2024-05-31`, as far as the unit. */
  dateTo(unit: DateUnit, value: Expr): Expr;
  /** A date or a time as something that can be reckoned with; NULL where a text is none. */
  moment(value: Expr, column: Column): Expr;
  /** The days from one moment to another, with their fraction. */
  days(from: Expr, to: Expr): Expr;
  /** The same in seconds, of which whole minutes and hours have a whole number. */
  seconds(from: Expr, to: Expr): Expr;
  /** The year, month or day of a moment, as a number. */
  part(unit: DateUnit, moment: Expr): Expr;
  /** The day of the week of a moment; 1 is Monday. */
  weekday(moment: Expr): Expr;
  /** The Monday of a moment's week, as `2024-05-27`. */
  week(moment: Expr): Expr;
  /** `2024-Q2` */
  quarter(moment: Expr): Expr;
  /** That a boolean column holds true. */
  isTrue(value: Expr): Expr;
}

/** Kysely has no Oracle: numbered binds, and no AS before a table's alias (nor needed before a column's). */
class OracleQueryCompiler extends DefaultQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return `:${this.numParameters}`;
  }
  protected override visitAlias(node: AliasNode): void {
    this.visitNode(node.node);
    this.append(" ");
    this.visitNode(node.alias);
  }
  protected override visitOffset(node: OffsetNode): void {
    super.visitOffset(node);
    this.append(" rows");
  }
}

/** What stands for a parameter while a text is taken to pieces: no name and no literal of ours holds it. */
const GAP = "\u0000?";

/** The two ways to write a query of one database: with placeholders to run it, with literals to read it. */
function writers(
  Adapter: new () => DialectAdapter,
  Compiler: new () => DefaultQueryCompiler,
): Pick<DialectRules, "db" | "withLiterals" | "pieces"> {
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new Adapter(),
      createQueryCompiler: () => new Compiler(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
  });
  class LiteralCompiler extends Compiler {
    protected override appendValue(value: unknown): void {
      // Not every database has TRUE and FALSE; every one takes 1 and 0.
      this.appendImmediateValue(typeof value === "boolean" ? Number(value) : value);
    }
  }
  class PieceCompiler extends Compiler {
    protected override getCurrentParameterPlaceholder(): string {
      return GAP;
    }
  }
  const pieces = (query: Query): WholeQuery => {
    const { sql: text, parameters } = new PieceCompiler().compileQuery(
      query.toOperationNode(),
      createQueryId(),
    );
    return { pieces: text.split(GAP), parameters: parameters as readonly Parameter[] };
  };
  return { db, withLiterals: new LiteralCompiler(), pieces };
}

/** In SQLite no literal can hold a NUL character; it is spelt as a function call. */
class SqliteCompiler extends SqliteQueryCompiler {
  protected override appendStringLiteral(value: string): void {
    const parts = value.split("\u0000");
    if (parts.length > 1) this.append("(");
    parts.forEach((part, i) => {
      if (i > 0) this.append(" || char(0) || ");
      super.appendStringLiteral(part);
    });
    if (parts.length > 1) this.append(")");
  }
}

/** Without N a literal is limited to the database's code page. */
class SqlServerCompiler extends MssqlQueryCompiler {
  protected override appendStringLiteral(value: string): void {
    this.append("N");
    super.appendStringLiteral(value);
  }
}

export const isTextual = (column: Column) => column.kind === "text" || column.kind === "unknown";

/** Whether what orders the column's dates is a text, `2024-05-31`. */
export const hasTextDates = (column: Column) => isTextual(column) || column.hasCompactDates === true;

/** Whether the database itself takes the values for texts, where the column counts as text. */
function isPlainText(column: Column): boolean {
  return !isTextual(column) || /^(.*char|.*text$|name$)(?!.*\[\])/i.test(column.declaredType);
}

const common: Omit<DialectRules, "db" | "withLiterals" | "pieces"> = {
  qualified: true,
  relation: "join",
  limit: (query, rows) => query.limit(rows),
  orderBy: (query, by, descending) =>
    query.orderBy(by as never, (order) =>
      (descending ? order.desc() : order.asc()).nullsLast(),
    ) as unknown as Query,
  length: (value) => sql`length(${value})`,
  text: (value) => sql`cast(${value} as varchar(4000))`,
  number: (value) => sql`cast(nullif(trim(${value}), '') as decimal(38, 10))`,
  comparable: (value) => value,
  // Elsewhere such times are of a type of their own, which the database compares by itself.
  instant: (value) => value,
  fromCompact: compactAs((year, month, day) => sql`${year} || '-' || ${month} || '-' || ${day}`),
  date: (iso, column) => (hasTextDates(column) ? sql`${iso}` : sql`cast(${iso} as date)`),
  isBlank: (value, column) =>
    isTextual(column) ? sql`(${value} is null or trim(${value}) = '')` : sql`${value} is null`,
  mayBeEmpty: isTextual,
  isFilled: (value) => sql`trim(${value}) <> ''`,
  emptyAsText: (value) => sql`coalesce(${value}, '')`,
  withoutLeadingZeros: (value) => sql`ltrim(${value}, '0')`,
  isBinaryFraction: ({ declaredType }) => /double|float/i.test(declaredType),
  prefix: (value, length) => sql`substr(${value}, 1, ${sql.lit(length)})`,
  dateTo: (unit, value) => sql`to_char(${value}, ${sql.lit(DATE_FORMATS[unit])})`,
  moment: (value) => sql`cast(${value} as timestamp)`,
  days: (from, to) => sql`(extract(epoch from (${to} - ${from})) / 86400.0)`,
  seconds: (from, to) => sql`extract(epoch from (${to} - ${from}))`,
  part: (unit, moment) => sql`extract(${sql.raw(unit)} from ${moment})`,
  weekday: (moment) => sql`extract(isodow from ${moment})`,
  week: (moment) => sql`to_char(date_trunc('week', ${moment}), 'YYYY-MM-DD')`,
  quarter: (moment) => sql`to_char(${moment}, 'YYYY-"Q"Q')`,
  isTrue: (value) => sql`${value} = 1`,
};

/** How much of an ISO date a unit takes, in characters. */
export function lengthOf(unit: DateUnit): number {
  return DATE_FORMATS[unit].length;
}

const DATE_FORMATS: Readonly<Record<DateUnit, string>> = {
  day: "YYYY-MM-DD",
  month: "YYYY-MM",
  year: "YYYY",
};

/** `20240531` as `2024-05-31`, by how a database puts texts together and takes parts of them. */
function compactAs(
  joined: (year: Expr, month: Expr, day: Expr) => Expr,
  { length, substring }: { readonly length: string; readonly substring: string } = {
    length: "length",
    substring: "substr",
  },
): DialectRules["fromCompact"] {
  return (text) => {
    const digits = sql`trim(${text})`;
    const part = (from: number, characters: number): Expr =>
      sql`${sql.raw(substring)}(${digits}, ${sql.lit(from)}, ${sql.lit(characters)})`;
    const size = sql`${sql.raw(length)}(${digits})`;
    return sql`case when ${size} = 8 and ${digits} > '00000000' then ${joined(part(1, 4), part(5, 2), part(7, 2))} end`;
  };
}

/** The beginning of a text that is an ISO date. */
function isoUpTo(unit: DateUnit, value: Expr): Expr {
  return sql`substr(${value}, 1, ${sql.lit(DATE_FORMATS[unit].length)})`;
}

/** For databases without NULLS LAST, which hold NULL for less than any value. */
function lowNullsLast(query: Query, by: Expr, descending: boolean): Query {
  const ordered = descending
    ? query
    : (query.orderBy(sql`case when ${by} is null then 1 else 0 end` as never) as unknown as Query);
  return ordered.orderBy(by as never, descending ? "desc" : "asc") as unknown as Query;
}

const mysql: DialectRules = {
  ...common,
  relation: "exists",
  orderBy: lowNullsLast,
  ...writers(MysqlAdapter, MysqlQueryCompiler),
  length: (value) => sql`char_length(${value})`,
  fromCompact: compactAs((year, month, day) => sql`concat(${year}, '-', ${month}, '-', ${day})`),
  text: (value) => sql`cast(${value} as char)`,
  withoutLeadingZeros: (value) => sql`trim(leading '0' from ${value})`,
  dateTo: (unit, value) => isoUpTo(unit, sql`date_format(${value}, '%Y-%m-%d')`),
  moment: (value) => sql`cast(${value} as datetime)`,
  // A decimal would be cut to four places.
  days: (from, to) => sql`(timestampdiff(second, ${from}, ${to}) / 86400e0)`,
  seconds: (from, to) => sql`timestampdiff(second, ${from}, ${to})`,
  weekday: (moment) => sql`(weekday(${moment}) + 1)`,
  week: (moment) => sql`date_format(date_sub(${moment}, interval weekday(${moment}) day), '%Y-%m-%d')`,
  quarter: (moment) => sql`concat(year(${moment}), '-Q', quarter(${moment}))`,
};

const RULES: Readonly<Record<Dialect, DialectRules>> = {
  sqlite: {
    ...common,
    ...writers(SqliteAdapter, SqliteCompiler),
    qualified: false,
    text: (value) => sql`cast(${value} as text)`,
    number: (value) => sql`cast(nullif(trim(${value}), '') as real)`,
    // Whatever they are declared as, there are no others than whole ones.
    isBinaryFraction: ({ kind }) => kind === "decimal",
    instant: (value) => sql`strftime('%Y-%m-%d %H:%M:%f', ${value})`,
    date: (iso) => sql`${iso}`,
    // Nor is '' a month.
    dateTo: (unit, value) => sql`nullif(trim(${isoUpTo(unit, value)}), '')`,
    moment: (value) => value,
    // Days since 4714 BC, whose last digits are no time.
    days: (from, to) => sql`round(julianday(${to}) - julianday(${from}), 6)`,
    seconds: (from, to) => sql`round((julianday(${to}) - julianday(${from})) * 86400, 3)`,
    part: (unit, moment) =>
      sql`cast(strftime(${sql.lit({ year: "%Y", month: "%m", day: "%d" }[unit])}, ${moment}) as integer)`,
    weekday: (moment) => sql`((cast(strftime('%w', ${moment}) as integer) + 6) % 7 + 1)`,
    week: (moment) => sql`date(${moment}, '-6 days', 'weekday 1')`,
    quarter: (moment) =>
      sql`(strftime('%Y', ${moment}) || '-Q' || ((cast(strftime('%m', ${moment}) as integer) + 2) / 3))`,
    // SQLite's declared types bind nothing: a DATE or NUMERIC column may hold ''.
    isBlank: (value) => sql`(${value} is null or trim(${value}) = '')`,
    mayBeEmpty: ({ kind }) => kind !== "integer" && kind !== "decimal",
  },
  postgresql: {
    ...common,
    ...writers(PostgresAdapter, PostgresQueryCompiler),
    // Without its type PostgreSQL would take the parameter for text and refuse the comparison.
    text: (value) => sql`cast(${value} as text)`,
    // uuid, an enumeration, inet, json: none of them can be trimmed or compared with a text.
    comparable: (value, column) => (isPlainText(column) ? value : sql`cast(${value} as text)`),
    number: (value) => sql`cast(nullif(trim(${value}), '') as numeric)`,
    moment: (value, column) =>
      hasTextDates(column)
        ? sql`(case when ${value} ~ ${sql.lit("^\\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")} then cast(${value} as timestamp) end)`
        : sql`cast(${value} as timestamp)`,
    isTrue: (value) => sql`${value} = true`,
  },
  mysql,
  mariadb: mysql,
  sqlserver: {
    ...common,
    ...writers(MssqlAdapter, SqlServerCompiler),
    limit: (query, rows) => query.top(rows),
    orderBy: lowNullsLast,
    length: (value) => sql`len(${value})`,
    fromCompact: compactAs((year, month, day) => sql`concat(${year}, '-', ${month}, '-', ${day})`, {
      length: "len",
      substring: "substring",
    }),
    text: (value) => sql`cast(${value} as nvarchar(4000))`,
    // The old types text and ntext, as the catalog writes them, can be neither trimmed nor compared.
    comparable: (value, column) =>
      isPlainText(column) && !/^n?text$/.test(column.declaredType)
        ? value
        : sql`cast(${value} as nvarchar(4000))`,
    number: (value) => sql`try_cast(nullif(trim(${value}), '') as decimal(38, 10))`,
    withoutLeadingZeros: (value) =>
      sql`substring(${value}, patindex('%[^0]%', ${value} + 'x'), len(${value}))`,
    prefix: (value, length) => sql`left(${value}, ${sql.lit(length)})`,
    moment: (value) => sql`try_cast(${value} as datetime2)`,
    days: (from, to) => sql`(datediff_big(second, ${from}, ${to}) / 86400e0)`,
    seconds: (from, to) => sql`datediff_big(second, ${from}, ${to})`,
    part: (unit, moment) => sql`datepart(${sql.raw(unit)}, ${moment})`,
    // Which day a week begins with is a setting there; the first of January 1753 was a Monday whatever it is.
    weekday: (moment) => sql`(datediff(day, '17530101', ${moment}) % 7 + 1)`,
    week: (moment) =>
      sql`convert(char(10), dateadd(day, -(datediff(day, '17530101', ${moment}) % 7), ${moment}), 23)`,
    quarter: (moment) => sql`concat(datepart(year, ${moment}), '-Q', datepart(quarter, ${moment}))`,
    dateTo: (unit, value) => sql`convert(char(${sql.lit(DATE_FORMATS[unit].length)}), ${value}, 23)`,
  },
  oracle: {
    ...common,
    ...writers(PostgresAdapter, OracleQueryCompiler),
    limit: (query, rows) => query.fetch(rows),
    text: (value) => sql`to_char(${value})`,
    number: (value) => sql`to_number(${value} default null on conversion error)`,
    date: (iso, column) => (hasTextDates(column) ? sql`${iso}` : sql`to_date(${iso}, 'YYYY-MM-DD')`),
    moment: (value, column) =>
      hasTextDates(column)
        ? sql`to_date(substr(${value}, 1, 10) default null on conversion error, 'YYYY-MM-DD')`
        : sql`cast(${value} as date)`,
    days: (from, to) => sql`(${to} - ${from})`,
    seconds: (from, to) => sql`round((${to} - ${from}) * 86400)`,
    weekday: (moment) => sql`(trunc(${moment}) - trunc(${moment}, 'IW') + 1)`,
    week: (moment) => sql`to_char(trunc(${moment}, 'IW'), 'YYYY-MM-DD')`,
    // Oracle stores '' as NULL, and trimming spaces away gives NULL too.
    emptyAsText: (value) => sql`coalesce(${value}, chr(0))`,
    isFilled: (value) => sql`trim(${value}) is not null`,
    isBlank: (value, column) => (isTextual(column) ? sql`trim(${value}) is null` : sql`${value} is null`),
  },
};

export function rulesFor(dialect: Dialect): DialectRules {
  return RULES[dialect];
}
