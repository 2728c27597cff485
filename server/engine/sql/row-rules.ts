import { sql } from "kysely";
import type { Dialect } from "../graph.ts";
import { type Expr, type Query, rulesFor } from "./dialects.ts";

/**
 * What differs between databases where the rows of a query are filtered, sorted and read page by page, of which no more
 * is known than what their cells looked like.
 */
export interface RowRules {
  /** So many rows of an ordered query, after the first `offset`. */
  page(query: Query, rows: number, offset: number): Query;
  /** A number that is one, or that a text writes; NULL for any other text. `typed`: the database has it as a number. */
  number(value: Expr, typed: boolean): Expr;
  /** A date or a time as the text in ISO form that its cell shows. */
  isoText(value: Expr): Expr;
  /** Something that orders values of any type so that only equal ones are in the same place. */
  exactly(value: Expr): Expr;
}

/** The texts that are numbers, for the databases that would otherwise refuse the whole query for one that is none. */
const NUMBER = sql.lit("^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]+)? *$");

const limitOffset: RowRules["page"] = (query, rows, offset) => query.limit(rows).offset(offset);
const offsetFetch: RowRules["page"] = (query, rows, offset) => query.offset(offset).fetch(rows, "only");

const mysql: RowRules = {
  page: limitOffset,
  number: (value, typed) =>
    typed
      ? value
      : sql`(case when lower(cast(${value} as char)) regexp ${NUMBER} then cast(${value} as decimal(65, 20)) end)`,
  isoText: rulesFor("mysql").text,
  // Two texts may be equal to a collation and yet not the same.
  exactly: (value) => sql`cast(${value} as binary)`,
};

const RULES: Readonly<Record<Dialect, RowRules>> = {
  sqlite: {
    page: limitOffset,
    // Whatever a column is declared to be, it may hold texts.
    number: (value) =>
      sql`(case when typeof(${value}) in ('integer', 'real') then ${value}
        when trim(${value}) glob '*[0-9]*' and ltrim(trim(${value}), '+-') not glob '*[^0-9.]*' and ${value} not glob '*.*.*'
        then cast(${value} as numeric) end)`,
    isoText: rulesFor("sqlite").text,
    exactly: (value) => sql`${value} collate binary`,
  },
  postgresql: {
    page: limitOffset,
    number: (value, typed) =>
      typed
        ? value
        : sql`(case when lower(cast(${value} as text)) ~ ${NUMBER} then cast(cast(${value} as text) as numeric) end)`,
    isoText: rulesFor("postgresql").text,
    exactly: (value) => sql`cast(${value} as text) collate ${sql.id("C")}`,
  },
  mysql,
  mariadb: mysql,
  sqlserver: {
    page: offsetFetch,
    number: (value, typed) => (typed ? value : sql`try_cast(${value} as decimal(38, 10))`),
    // A cast writes a time as "Jan 31 2024"; the style leaves what is a text already.
    isoText: (value) => sql`convert(nvarchar(4000), ${value}, 121)`,
    exactly: (value) => sql`cast(${value} as nvarchar(4000)) collate Latin1_General_BIN2`,
  },
  oracle: {
    page: offsetFetch,
    number: (value, typed) =>
      typed ? value : sql`to_number(to_char(${value}) default null on conversion error)`,
    // A session of ours writes dates in ISO form, and compares texts by their bytes.
    isoText: rulesFor("oracle").text,
    exactly: rulesFor("oracle").text,
  },
};

export function rowRulesFor(dialect: Dialect): RowRules {
  return RULES[dialect];
}
