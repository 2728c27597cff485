import {
  TEMPLATE_FAMILIES,
  TEMPLATE_PARTS,
  type TemplateChoice,
  type TemplateErrors,
  type TemplatePart,
} from "../../server/contracts/definition-templates.ts";

/** The intent of the button that fills the definition from a template; nothing is saved. */
export const FILL = "fill";

export const TEMPLATE_FAMILY = "template_family";

export function partField(part: TemplatePart): string {
  return `template_${part}`;
}

/** What the template part of a form shows. */
export interface TemplateState {
  readonly choice: TemplateChoice;
  readonly errors?: TemplateErrors;
  /** What stood in the definition's field before it was filled. */
  readonly replaced?: string;
  /** What to offer, as definitions say it; without JavaScript only, which looks for it by itself. */
  readonly tables?: readonly string[];
  readonly columns?: readonly string[];
}

export function asksToFill(form: FormData): boolean {
  return form.get("intent") === FILL;
}

/** What was chosen in a form, which need not have the fields: then the first family, and nothing of it. */
export function readChoice(form: FormData): TemplateChoice {
  const family = TEMPLATE_FAMILIES.find((each) => each === form.get(TEMPLATE_FAMILY)) ?? TEMPLATE_FAMILIES[0];
  const parts = TEMPLATE_PARTS.map((part) => [part, String(form.get(partField(part)) ?? "")] as const);
  return { family, ...(Object.fromEntries(parts) as Record<TemplatePart, string>) };
}

/** The name of the table that somebody means by a text, among some: what is said, its name or an alias, in any case. */
export function tableMeant(
  tables: readonly { readonly say: string; readonly name: string; readonly aliases: readonly string[] }[],
  text: string,
): string | undefined {
  const meant = text.trim().toLowerCase();
  return tables.find(({ say, name, aliases }) =>
    [say, name, ...aliases].some((each) => each.toLowerCase() === meant),
  )?.name;
}
