import type { KpiDefinition } from "../../server/contracts/kpis.ts";
import { withParams } from "./urls.ts";

/** The fields of a KPI that people write, in the form's order. */
export const KPI_FIELDS = [
  "name",
  "alias_name",
  "group_name",
  "description",
  "nl_definition",
  "better",
  "warning_bound",
  "critical_bound",
] as const;
/** The longest name of a KPI that the API takes, in characters. */
const MAX_NAME_LENGTH = 255;

export type KpiField = (typeof KPI_FIELDS)[number];
export type KpiValues = Readonly<Record<KpiField, string>>;

/** A form with nothing in it. */
export const BLANK = Object.fromEntries(KPI_FIELDS.map((field) => [field, ""])) as KpiValues;

/** The id of what came of trying a definition: an answer is shown from there on. */
export const PREVIEW_PLACE = "preview";

/** The intent of the button that tries the definition without saving. */
export const PREVIEW = "preview";

/** The intent of trying the definition while it is written: as the button, but without rows. */
export const LIVE_PREVIEW = "live_preview";

/** The button of a suggestion: its value is tried instead of what stands in the definition's field. */
export const SUGGESTION = "suggestion";

/** The button that approves proposed joins and tries the definition again: their ids; beside it the name of their graph. */
export const APPROVE_JOINS = "approve_joins";
export const JOINS_OF = "joins_of";

/** The field for the graph whose names are shown and which the definition is tried on; blank: any that understands it. */
export const DEFINITION_GRAPH = "definition_graph";

/** On which graph a definition is written. */
export interface GraphChoice {
  /** Blank when nobody chose one. */
  readonly chosen: string;
  /** The one whose names are shown then. */
  readonly usual: string;
  readonly names: readonly string[];
  /** Why the graph that the address asks for cannot be chosen. */
  readonly problem?: string;
}

/** What a form says of its graph; undefined when it has no such field, as where there is only one graph. */
export function chosenGraph(form: FormData): string | undefined {
  const chosen = form.get(DEFINITION_GRAPH);
  return typeof chosen === "string" ? chosen : undefined;
}

/** The button that saves a definition which is not understood. */
export const SAVE_ANYWAY = "save_anyway";

/** In the address of the form: the definition that it opens with instead of the stored one. */
export const DEFINITION_PARAM = "definition";

/** The form of a KPI, with another definition when one is given. */
export function editPath(id: number, definition?: string): string {
  return `/landing-kpi/${id}/edit${withParams("", { kpi: id, [DEFINITION_PARAM]: definition })}`;
}

/** Whether a sent form asks to try the definition, and not to save. */
export function asksForPreview(form: FormData): boolean {
  return form.get("intent") === PREVIEW || isLive(form) || form.has(SUGGESTION) || form.has(APPROVE_JOINS);
}

/** Whether a form was sent by typing and by no button. */
export function isLive(form: FormData): boolean {
  return form.get("intent") === LIVE_PREVIEW;
}

/** Browsers send line ends as CR LF; stored texts have LF, and a difference in them is no change. */
function readText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
}

/** Field names of the values that the form was opened with, beside those that were typed. */
export function openedWith(field: KpiField): string {
  return `opened.${field}`;
}

function readFields(form: FormData, nameOf: (field: KpiField) => string): KpiValues {
  const entries = KPI_FIELDS.map((field) => [field, readText(form, nameOf(field))] as const);
  return Object.fromEntries(entries) as Record<KpiField, string>;
}

export function readTyped(form: FormData): KpiValues {
  const typed = readFields(form, (field) => field);
  return form.has(SUGGESTION) ? { ...typed, nl_definition: readText(form, SUGGESTION) } : typed;
}

export function readOpened(form: FormData): KpiValues {
  return readFields(form, openedWith);
}

export function valuesOf(kpi: Pick<KpiDefinition, KpiField>): KpiValues {
  const entries = KPI_FIELDS.map((field) => [field, String(kpi[field] ?? "")] as const);
  return Object.fromEntries(entries) as Record<KpiField, string>;
}

/** What a copy of a KPI begins with: all that it says, under a name of its own that is no longer than a name may be. */
export function copyOf(kpi: Pick<KpiDefinition, KpiField>): KpiValues {
  const suffix = " (copy)";
  return { ...valuesOf(kpi), name: kpi.name.slice(0, MAX_NAME_LENGTH - suffix.length).trimEnd() + suffix };
}

/** A field that somebody else saved while this form was open. */
export interface Conflict {
  readonly field: KpiField;
  /** What they saved. */
  readonly theirs: string;
  /** Whether this form's text differs from what it was opened with: then two people changed the field. */
  readonly changedHere: boolean;
}

export function conflictsOf(opened: KpiValues, typed: KpiValues, current: KpiValues): Conflict[] {
  return KPI_FIELDS.filter(
    (field) => current[field] !== opened[field] && current[field] !== typed[field],
  ).map((field) => ({ field, theirs: current[field], changedHere: typed[field].trim() !== opened[field] }));
}

/** Carries the conflicts along in the form, so that trying or refusing it does not forget them. */
export const IN_CONFLICT = "in_conflict";

/** The conflicts that the form showed when it was sent, with the choices made. */
export function readConflicts(form: FormData): Conflict[] {
  const opened = readOpened(form);
  const shown = new Set(form.getAll(IN_CONFLICT));
  const taken = new Set(form.getAll("take_theirs"));
  return KPI_FIELDS.filter((field) => shown.has(field)).map((field) => ({
    field,
    theirs: opened[field],
    changedHere: !taken.has(field),
  }));
}

/** What is to be saved: the typed values, except the fields whose box "take theirs" is ticked. */
export function withTheirs(form: FormData): KpiValues {
  const typed = readTyped(form);
  const opened = readOpened(form);
  const taken = new Set(form.getAll("take_theirs"));
  const entries = KPI_FIELDS.map(
    (field) => [field, taken.has(field) ? opened[field] : typed[field]] as const,
  );
  return Object.fromEntries(entries) as Record<KpiField, string>;
}
