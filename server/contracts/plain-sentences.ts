import type { z } from "zod";

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What is counted of a thing that is too small or too large. */
const COUNTED: Readonly<Record<string, string>> = { string: "characters", array: "entries", set: "entries" };

/**
 * The sentence where a schema refuses something and says nothing of its own: the library's words ("Invalid input:
 * expected array, received string") are for those who know its types. Undefined where there is none to give.
 */
export const plainSentence: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "Is required.";
      return `Must be ${KINDS[issue.expected] ?? `of the type ${issue.expected}`}.`;
    case "invalid_value":
      return issue.values.length === 1
        ? `Must be ${String(issue.values[0])}.`
        : `Must be one of ${issue.values.join(", ")}.`;
    case "too_small":
      return sized("at least", Number(issue.minimum), issue.origin);
    case "too_big":
      return sized("at most", Number(issue.maximum), issue.origin);
    case "invalid_union":
      return "Is of none of the kinds that are possible here.";
    default:
      return undefined;
  }
};

function sized(limit: string, size: number, origin: string): string {
  const counted = COUNTED[origin];
  const number = size.toLocaleString("en");
  return counted ? `Must have ${limit} ${number} ${counted}.` : `Must be ${limit} ${number}.`;
}
