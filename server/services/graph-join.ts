import type { RelationshipEnd, Table } from "../engine/graph.ts";
import { invalidField } from "../errors.ts";
import { findColumn, findTable } from "./graph-lookup.ts";

export const FIELD = "join";
const FORM = "Write table.column -> table.column, e.g. orders.customer_no -> customers.id.";

/** The two ends of a join. */
export interface Ends {
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
}

/** Text of two ends with an arrow between them, each with a dot, in which nothing else stands that is not quoted. */
const WRITTEN =
  /^[^\s.]+(?:\.[^\s.]+)*\.(?:[^\s.(]+|\s*\([^)]*\))\s*(?:<?->|=)\s*[^\s.]+(?:\.[^\s.]+)*\.(?:[^\s.(]+|\s*\([^)]*\))$/u;

/** Whether a text has the form of readJoin, so that it is no sentence whatever is wrong with it. */
export function looksWritten(text: string): boolean {
  return WRITTEN.test(
    text.trim().replace(/"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]/g, (quoted) => "q".repeat(quoted.length)),
  );
}

/**
 * A join as people write it: `orders.customer_no -> customers.id`, `a.(x, y) -> b.(z, w)`; names may be quoted and may
 * have their schema before them, and go in any case. Throws an AppError on the field `join`.
 */
export function readJoin(text: string, tables: readonly Table[]): Ends {
  const [left, right, ...more] = text.split(/\s*(?:<?->|=)\s*/);
  if (!left || !right || more.length > 0) throw invalidField(FIELD, `That is no join. ${FORM}`);
  const source = readEnd(left.trim(), tables);
  const target = readEnd(right.trim(), tables);
  if (source.columns.length !== target.columns.length)
    throw invalidField(
      FIELD,
      `Both ends need as many columns: ${left} has ${source.columns.length}, ${right} has ${target.columns.length}.`,
    );
  if (JSON.stringify(source) === JSON.stringify(target))
    throw invalidField(FIELD, "Both ends are the same column. Name two.");
  return { source, target };
}

const NAME = /^(?:"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([^."`[\](),]+))$/;

function readEnd(text: string, tables: readonly Table[]): RelationshipEnd {
  const columnsAt = text.endsWith(")") ? text.lastIndexOf("(") : -1;
  const head = columnsAt < 0 ? text : text.slice(0, columnsAt).replace(/\.\s*$/, "");
  const parts = splitNames(head, ".");
  const columns = columnsAt < 0 ? parts.splice(-1) : splitNames(text.slice(columnsAt + 1, -1), ",");
  if (parts.length === 0 || columns.length === 0) throw invalidField(FIELD, `"${text}" is no end. ${FORM}`);
  const table = findTable(FIELD, parts, tables);
  return {
    schema: table.schema,
    table: table.name,
    columns: columns.map((name) => findColumn(FIELD, name, table)),
  };
}

function splitNames(text: string, separator: "." | ","): string[] {
  const parts = text.match(/"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[^.,"`[\]()]+|[.,]/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== separator)
    .map((part) => {
      const match = NAME.exec(part);
      if (!match) throw invalidField(FIELD, `"${text}" cannot be read. ${FORM}`);
      return match[1]?.replaceAll('""', '"') ?? match[2] ?? match[3] ?? match[4] ?? part;
    });
}
