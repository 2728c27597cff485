import { z } from "zod";

/**
 * Scalars of the API. The same schema reads JSON bodies, query strings and form fields, so numbers may also come as
 * their text ("1000"); anything else is refused with a sentence, never coerced. What the functions that read them say
 * they take is what callers in TypeScript may send; they are given whatever came.
 */

/** Spaces around it are a slip of the hand; any other white space is none. */
const INTEGER_TEXT = /^ *[+-]?\d{1,15} *$/;
const DECIMAL_TEXT = /^ *[+-]?\d{1,15}(\.\d{1,15})? *$/;

function readInteger(value: number | string): unknown {
  return typeof value === "string" && INTEGER_TEXT.test(value) ? Number(value) : value;
}

function inDigits(number: number): string {
  return number.toLocaleString("en");
}

/** A whole number between `min` and `max`, both included. */
export function integer(min: number, max: number) {
  const range = `Must be a whole number ${max === Number.MAX_SAFE_INTEGER ? `of ${inDigits(min)} or more` : `from ${inDigits(min)} to ${inDigits(max)}`}.`;
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
  const read = (value: number | string): unknown =>
    typeof value === "string" && DECIMAL_TEXT.test(value) ? Number(value) : value;
  return z
    .preprocess(read, z.number({ error: range }).min(min, { error: range }).max(max, { error: range }))
    .meta({ override: { type: "number", minimum: min, maximum: max } });
}

/** The largest number that people write out, and that a stored one holds to the last digit. */
const LARGEST = 999_999_999_999_999;

/** A number that may be left out, be null or be blank; null and blank mean: none. `what` names it in the message. */
export function optionalNumber(what: string) {
  const error = `${what} must be a number, such as 10 or 2.5, of at most 15 digits before the point.`;
  const read = (value: number | string | null): unknown => {
    if (typeof value !== "string") return value;
    if (value.trim() === "") return null;
    return DECIMAL_TEXT.test(value) ? Number(value) : value;
  };
  return z
    .preprocess(read, z.number({ error }).min(-LARGEST, { error }).max(LARGEST, { error }).nullable())
    .optional()
    .meta({
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        delete jsonSchema.anyOf;
        Object.assign(jsonSchema, { type: ["number", "null"], minimum: -LARGEST, maximum: LARGEST });
      },
    });
}

/**
 * true or false, never text that may mean it: "no" in JSON is somebody's slip, and must not delete a KPI. The words of
 * query strings become booleans where those are read (readWords).
 */
export function boolean() {
  return z.boolean({
    error:
      "Must be true or false (in JSON without quotation marks; in a query string also 1 or 0, yes or no, on or off).",
  });
}

/** Control characters, halves of characters, and signs that turn the direction of the text around them. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** Control characters other than white space, and halves of characters: a store cuts a text at the first, and changes the second. */
const NOT_IN_A_TEXT = /[^\P{Cc}\t\n\v\f\r]|\p{Cs}/u;
/** The blank Braille pattern is drawn as nothing, although it counts as a symbol. */
const VISIBLE = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is something to see in a text; of an empty one it is said already that it is required. */
function canBeSeen(text: string): boolean {
  return text === "" || VISIBLE.test(text);
}

function isOneLine(text: string): boolean {
  return !NOT_IN_A_NAME.test(text);
}

/** A name: text in one line that people can see, tell from others and type again. */
export function requiredName(what: string, max: number) {
  return requiredText(what, max)
    .refine(isOneLine, { error: `${what} may not have line breaks or control characters.` })
    .refine(canBeSeen, { error: `${what} must have a character that can be seen.` });
}

/** A name that may be left out, be null or be blank, which all mean: none. */
export function optionalName(what: string, max: number) {
  return optionalText(what, max)
    .refine((text) => text == null || isOneLine(text), {
      error: `${what} may not have line breaks or control characters.`,
    })
    .refine((text) => text == null || VISIBLE.test(text), {
      error: `${what} must have a character that can be seen.`,
    });
}

/** What people write: of any number of lines, and such that it can be seen and stored as it is. */
export function requiredProse(what: string, max: number) {
  return requiredText(what, max)
    .refine(isStorable, { error: `${what} may not have control characters.` })
    .refine(canBeSeen, { error: `${what} must have a character that can be seen.` });
}

/** The same where it may be left out, be null or be blank, which all mean: none. */
export function optionalProse(what: string, max: number) {
  return optionalText(what, max).refine((text) => text == null || isStorable(text), {
    error: `${what} may not have control characters.`,
  });
}

function isStorable(text: string): boolean {
  return !NOT_IN_A_TEXT.test(text);
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

/** What a client makes up for one act, so that sending it again does it once. `as` is how the request names it. */
export function idempotencyKey(as: string, max: number) {
  return z
    .string({ error: `${as} must be text.` })
    .trim()
    .regex(new RegExp(`^[!-~]{1,${max}}$`), {
      error: `${as} must be 1 to ${max} letters, digits and signs, without spaces.`,
    })
    .optional();
}

/** ISO 8601 in UTC, e.g. `2026-11-23T10:30:00Z`. */
export function timestamp() {
  return z.string().meta({ format: "date-time", example: "2026-11-23T10:30:00Z" });
}
