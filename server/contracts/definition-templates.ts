/** What a template is filled with. Each is a text as a definition says it, such as an alias of the knowledge graph. */
export const TEMPLATE_PARTS = ["table", "other", "column"] as const;
export type TemplatePart = (typeof TEMPLATE_PARTS)[number];
type Parts = Readonly<Record<TemplatePart, string>>;

interface Template {
  readonly label: string;
  /** A part that is in neither list has no place in the sentence. */
  readonly needs: readonly TemplatePart[];
  readonly may?: readonly TemplatePart[];
  readonly sentence: (parts: Parts) => string;
}

export const TEMPLATE_FAMILIES = ["missing", "duplicates", "blanks", "mismatch", "count"] as const;
export type TemplateFamily = (typeof TEMPLATE_FAMILIES)[number];

/** The definitions that are written most often, as sentences to fill in. */
export const TEMPLATES: Readonly<Record<TemplateFamily, Template>> = {
  missing: {
    label: "Rows of a table that are missing in another",
    needs: ["table", "other"],
    sentence: ({ table, other }) => `rows of ${table} which are not in ${other}`,
  },
  duplicates: {
    label: "Values of a column that occur more than once",
    needs: ["table", "column"],
    sentence: ({ table, column }) => `duplicate ${column} in ${table}`,
  },
  blanks: {
    label: "Rows in which a column is blank",
    needs: ["table", "column"],
    sentence: ({ table, column }) => `rows of ${table} where ${column} is blank`,
  },
  mismatch: {
    label: "Rows whose value in a column differs from another table",
    needs: ["table", "other", "column"],
    sentence: ({ table, other, column }) => `rows of ${table} whose ${column} differs from ${other}`,
  },
  count: {
    label: "How many rows a table has, in all or for each value of a column",
    needs: ["table"],
    may: ["column"],
    sentence: ({ table, column }) => `number of rows of ${table}${column && ` per ${column}`}`,
  },
};

/** What somebody chose: a family, and the parts of its sentence, those that it has no place for included. */
export interface TemplateChoice extends Parts {
  readonly family: TemplateFamily;
}

export type TemplateErrors = Readonly<Partial<Record<TemplatePart, string>>>;

/** The parts that a family's sentence has no place for. */
export function unusedParts(family: TemplateFamily): TemplatePart[] {
  const { needs, may = [] } = TEMPLATES[family];
  return TEMPLATE_PARTS.filter((part) => !needs.includes(part) && !may.includes(part));
}

/**
 * The definition that a choice stands for, or what is wrong with which part. Whether a graph knows the names is not
 * looked at: trying the definition says so, with what could be meant.
 */
export function templateText(
  choice: TemplateChoice,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly errors: TemplateErrors } {
  const { needs, sentence } = TEMPLATES[choice.family];
  const tidy = (part: TemplatePart) => choice[part].trim().replace(/\s+/g, " ");
  const parts = { table: tidy("table"), other: tidy("other"), column: tidy("column") };
  const blank = needs.filter((part) => parts[part] === "");
  if (blank.length > 0)
    return { ok: false, errors: Object.fromEntries(blank.map((part) => [part, BLANK_SENTENCES[part]])) };
  if (needs.includes("other") && parts.table.toLowerCase() === parts.other.toLowerCase())
    return {
      ok: false,
      errors: { other: `This is the first table, too. Choose another one than ${parts.table}.` },
    };
  return { ok: true, text: sentence(parts) };
}

const BLANK_SENTENCES: Parts = {
  table: "Choose a table.",
  other: "Choose the table to compare with.",
  column: "Choose a column of the table.",
};
