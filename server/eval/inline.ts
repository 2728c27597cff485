import type { Parameter, Statement } from "../engine/index.ts";

/** A value as a SQLite literal. Text is quoted with its quotes doubled; a NUL, which no literal can hold, is spelt as a function call. */
export function literal(value: Parameter): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`The number ${value} has no SQL literal.`);
    return String(value);
  }
  const quoted = value.split("\u0000").map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join("||char(0)||")})`;
}

/** The statement as text that runs as it stands: each `?` outside quotes becomes its parameter's literal. */
export function inlineParameters({ sql, parameters }: Statement): string {
  let next = 0;
  return sql.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\?/g, (part) => {
    if (part !== "?") return part;
    const value = parameters[next++];
    if (value === undefined) throw new Error("The statement has more placeholders than parameters.");
    return literal(value);
  });
}
