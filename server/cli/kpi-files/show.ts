import type { Change, ChangedKpi, Comparison } from "./compare.ts";
import { DEFINITION_FIELDS, type FieldValue, RETENTION_FIELDS } from "./format.ts";
import type { FileKpi } from "./read.ts";

/** What an import would change, for people and for programs. */

const MOST_NAMED = 20;
const LINE_WIDTH = 100;
/** As wide as the word before a KPI's name. */
const INDENT = " ".repeat(11);

/** New, changed field by field, unchanged, and those that only the server has; one thing under the other. */
export function shownComparison({ created, changed, unchanged, onlyOnServer }: Comparison): string {
  const parts = [
    ...created.map((kpi) => [`new        ${shownKpi(kpi)}`, ...fieldsOf(kpi).map(shownChange)].join("\n")),
    ...changed.map(shownChanges),
  ];
  const names = onlyOnServer.slice(0, MOST_NAMED).map(shownValue).join(", ");
  const more = onlyOnServer.length - MOST_NAMED;
  const left = `Only on the server, and left as they are: ${names}${more > 0 ? ` and ${more} more` : ""}.`;
  const counts = `${created.length} new, ${changed.length} changed, ${unchanged.length} unchanged.`;
  return [...parts, ...(onlyOnServer.length > 0 ? [left] : []), counts].join("\n");
}

/** The same as one document; each field's old value is null where there was none. */
export function comparisonDocument({ created, changed, unchanged, onlyOnServer, troubles }: Comparison) {
  return {
    new: created.map((kpi) => ({ ...placeOf(kpi), changes: fieldsOf(kpi) })),
    changed: changed.map(({ kpi, id, version, changes }) => ({ ...placeOf(kpi), id, version, changes })),
    unchanged: unchanged.map(placeOf),
    only_on_server: onlyOnServer,
    troubles,
  };
}

function placeOf({ fields, file, line }: FileKpi) {
  return { name: fields.name, file, line };
}

function shownKpi({ fields, file }: FileKpi): string {
  return `${shownValue(fields.name)} (${file})`;
}

/** A new KPI as changes from nothing. */
function fieldsOf({ fields }: FileKpi): readonly Change[] {
  return [...DEFINITION_FIELDS, ...RETENTION_FIELDS].flatMap((field) => {
    const value = fields[field] ?? null;
    return value === null ? [] : [{ field, old: null, new: value }];
  });
}

function shownChanges({ kpi, changes }: ChangedKpi): string {
  const lines = [`changed    ${shownKpi(kpi)}`, ...changes.map(shownChange)];
  if (changes.some(keepsLess))
    lines.push(`${INDENT}Executions that are then no longer kept are deleted for good.`);
  return lines.join("\n");
}

function keepsLess({ field, old, new: wanted }: Change): boolean {
  if (field !== "keep_days" && field !== "keep_runs") return false;
  return wanted !== null && (old === null || wanted < old);
}

function shownChange({ field, old, new: wanted }: Change): string {
  const [left, right] = [shownValue(old), shownValue(wanted)];
  if (old === null && left.length + right.length > LINE_WIDTH)
    return `${INDENT}${field}:\n${INDENT}  + ${right}`;
  if (left.length + right.length > LINE_WIDTH)
    return `${INDENT}${field}:\n${INDENT}  - ${left}\n${INDENT}  + ${right}`;
  return `${INDENT}${field}: ${left} -> ${right}`;
}

/** Text in quotes and in one line, so that spaces and line breaks are seen and nothing in it steers a terminal. */
function shownValue(value: FieldValue): string {
  if (value === null) return "none";
  return JSON.stringify(value).replace(
    /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
