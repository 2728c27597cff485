import { z } from "zod";

/**
 * Scalars of the API. The same schema reads JSON bodies, query strings and form fields, so numbers and booleans
 * may also come as their text ("1000", "true"); anything else is refused with a sentence, never coerced.
 */

const INTEGER_TEXT = /^[+-]?\d{1,15}$/;

function readInteger(value: unknown): unknown {
  return typeof value === "string" && INTEGER_TEXT.test(value.trim()) ? Number(value.trim()) : value;
}

/** A whole number between `min` and `max`, both included. */
export function integer(min: number, max: number) {
  const range = `Must be a whole number from ${min} to ${max}.`;
  return z
    .preprocess(readInteger, z.int({ error: range }).min(min, { error: range }).max(max, { error: range }))
    .meta({ override: { type: "integer", minimum: min, maximum: max } });
}

/** The id of a stored thing. */
export function id() {
  return integer(1, Number.MAX_SAFE_INTEGER);
}

/** A number between `min` and `max`, both included. */
export function decimal(min: number, max: number) {
  const range = `Must be a number from ${min} to ${max}.`;
  const read = (value: unknown) =>
    typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return z
    .preprocess(read, z.number({ error: range }).min(min, { error: range }).max(max, { error: range }))
    .meta({ override: { type: "number", minimum: min, maximum: max } });
}

const BOOLEAN_TEXT: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  on: true,
  yes: true,
  false: false,
  "0": false,
  off: false,
  no: false,
};

/** true or false; in query strings and forms also 1/0, on/off, yes/no. */
export function boolean() {
  const read = (value: unknown) =>
    typeof value === "string" ? (BOOLEAN_TEXT[value.trim().toLowerCase()] ?? value) : value;
  return z
    .preprocess(read, z.boolean({ error: "Must be true or false." }))
    .meta({ override: { type: "boolean" } });
}

/** Text that must say something; spaces around it are cut. `what` names it in the message. */
export function requiredText(what: string, max: number) {
  return z
    .string({ error: (issue) => (issue.input == null ? `${what} is required.` : `${what} must be text.`) })
    .trim()
    .min(1, { error: `${what} is required.` })
    .max(max, { error: `${what} may have at most ${max.toLocaleString("en")} characters.` });
}

/** Text that may be left out, be null or be blank, which all mean: none. */
export function optionalText(what: string, max: number) {
  return z
    .string({ error: `${what} must be text.` })
    .trim()
    .max(max, { error: `${what} may have at most ${max.toLocaleString("en")} characters.` })
    .transform((text) => (text === "" ? null : text))
    .nullish()
    .meta({
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        delete jsonSchema.anyOf;
        Object.assign(jsonSchema, { type: ["string", "null"], maxLength: max });
      },
    });
}

/** ISO 8601 in UTC, e.g. `2026-11-23T10:30:00Z`. */
export function timestamp() {
  return z.string().meta({ format: "date-time", example: "2026-11-23T10:30:00Z" });
}
