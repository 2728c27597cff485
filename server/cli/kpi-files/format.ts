import { Document, Scalar } from "yaml";
import { z } from "zod";
import { KpiCreateRequest, type KpiDefinition } from "../../contracts/kpis.ts";
import { RetentionRequest } from "../../contracts/retention.ts";

/**
 * A KPI as a YAML document: the fields of the API under the API's names, below a key with the version of the format. All
 * fields are written, those without a value as null: on the way back a field that is left out keeps what the server has.
 */

/** The first key of each document, so that a later version of the product can tell what it reads. */
export const FORMAT_KEY = "landing_kpi_format";
export const FORMAT = 1;

/** What the server takes of a KPI, by the API's own contracts; a field that is left out stays as it is. */
export const KpiInFile = z.strictObject({
  ...KpiCreateRequest.shape,
  keep_days: RetentionRequest.shape.keep_days.optional(),
  keep_runs: RetentionRequest.shape.keep_runs.optional(),
});
export type KpiInFile = z.infer<typeof KpiInFile>;

/** What a save of the KPI takes, in the order in which files and differences have them. */
export const DEFINITION_FIELDS = [
  "alias_name",
  "group_name",
  "description",
  "nl_definition",
  "better",
  "warning_bound",
  "critical_bound",
] as const;
/** How much of its history stays, which is saved apart. */
export const RETENTION_FIELDS = ["keep_days", "keep_runs"] as const;
/** All of a document; who made a KPI counts only where it is new. */
const FILE_FIELDS = ["name", ...DEFINITION_FIELDS, ...RETENTION_FIELDS, "created_by"] as const;

export interface KeptHistory {
  readonly keep_days: number | null;
  readonly keep_runs: number | null;
}

/** A KPI as the server has it, with how much of its history it keeps. */
export type WholeKpi = KpiDefinition & KeptHistory;

export type FieldValue = string | number | null;
export type FileFields = Readonly<Record<(typeof FILE_FIELDS)[number], FieldValue>>;

/** The fields of a KPI that a file has, in their order. */
export function fileFields(kpi: WholeKpi): FileFields {
  return Object.fromEntries(FILE_FIELDS.map((field) => [field, kpi[field]])) as FileFields;
}

/** Text that is longer than a line becomes a block, of so many characters a line. */
const LINE_WIDTH = 100;
/** One document, that ends with a line break; reading it gives the same fields. */
export function toYaml(kpi: WholeKpi): string {
  const document = new Document({ [FORMAT_KEY]: FORMAT }, { compat: "yaml-1.1" });
  for (const [field, value] of Object.entries(fileFields(kpi)))
    document.set(field, typeof value === "string" ? asText(value) : value);
  return document.toString({ lineWidth: LINE_WIDTH });
}

function asText(value: string): Scalar<string> {
  const text = new Scalar(value);
  // What a block cannot hold, such as another line end than \n, the library puts in quotes all the same.
  if (value.includes("\n")) text.type = "BLOCK_LITERAL";
  else if (value.length > LINE_WIDTH) text.type = "BLOCK_FOLDED";
  return text;
}

/** Several documents in one file. */
export function toYamlFile(kpis: readonly WholeKpi[]): string {
  return kpis.map((kpi) => `---\n${toYaml(kpi)}`).join("");
}
