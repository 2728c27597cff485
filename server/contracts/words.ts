import { z } from "zod";

/** The words for true and false, where there is nothing but text: in query strings and forms. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["on", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["off", false],
  ["no", false],
]);

/** What came as text, with the words in its boolean fields as booleans; any other word stays, for the schema to refuse. */
export function readWords(
  { shape }: z.ZodObject,
  sent: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const read = ([field, value]: [string, unknown]) => {
    const isWord = typeof value === "string" && Object.hasOwn(shape, field) && isBoolean(shape[field]);
    return [field, isWord ? (BOOLEANS.get(value.trim().toLowerCase()) ?? value) : value];
  };
  return Object.fromEntries(Object.entries(sent).map(read));
}

function isBoolean(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isBoolean(schema.unwrap());
  return schema instanceof z.ZodBoolean;
}
