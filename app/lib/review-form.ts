/** For what SQL is reviewed, as text fields. */
export interface ReviewValues {
  readonly kg_name: string;
  readonly select_schema: string;
  readonly ruleset_name: string;
  readonly excluded_fields: string;
  readonly min_confidence: string;
}

type Names = keyof ReviewValues;
const FIELDS: readonly Names[] = [
  "kg_name",
  "select_schema",
  "ruleset_name",
  "excluded_fields",
  "min_confidence",
];

interface Fields {
  has(name: string): boolean;
  get(name: string): FormDataEntryValue | null;
}

/** What the page is asked for; where it says nothing, what `first` says. */
export function readReviewFields(
  fields: Fields,
  first: Readonly<Partial<Record<Names, string | readonly string[] | null>>>,
): ReviewValues {
  const asked = fields.has("kg_name");
  const text = (name: Names) => {
    const value = asked ? fields.get(name) : first[name];
    return Array.isArray(value) ? value.join(", ") : String(value ?? "");
  };
  return Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as unknown as ReviewValues;
}

export function reviewRequest(values: ReviewValues) {
  const { min_confidence, excluded_fields, ...names } = values;
  return {
    ...names,
    excluded_fields: excluded_fields
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    ...(min_confidence.trim() !== "" && { min_confidence }),
  };
}
