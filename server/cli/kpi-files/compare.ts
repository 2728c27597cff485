import type { KpiDefinition } from "../../contracts/kpis.ts";
import { AppError } from "../../errors.ts";
import { refuseBadBounds } from "../../services/thresholds.ts";
import type { ServerApi } from "../server-api.ts";
import { byCodeUnits } from "./files.ts";
import { DEFINITION_FIELDS, type FieldValue, type KeptHistory, RETENTION_FIELDS } from "./format.ts";
import { type FileKpi, troubleOfField } from "./read.ts";
import { allKpis, withRetention } from "./server-kpis.ts";

export interface Change {
  readonly field: (typeof DEFINITION_FIELDS)[number] | (typeof RETENTION_FIELDS)[number];
  readonly old: FieldValue;
  readonly new: FieldValue;
}

/** A KPI of a file that the server has with other values. */
export interface ChangedKpi {
  readonly kpi: FileKpi;
  readonly id: number;
  /** What it was compared with: a save of the server since then is not overwritten. */
  readonly version: number;
  readonly kept: KeptHistory;
  readonly changes: readonly Change[];
}

export interface Comparison {
  readonly created: readonly FileKpi[];
  readonly changed: readonly ChangedKpi[];
  readonly unchanged: readonly FileKpi[];
  /** Names of KPIs that no file has; they stay. */
  readonly onlyOnServer: readonly string[];
  /** Why some cannot be applied, as sentences with file and line. */
  readonly troubles: readonly string[];
}

/** What applying the files would change on the server, KPIs being the same when their names are. */
export async function compare(api: ServerApi, kpis: readonly FileKpi[]): Promise<Comparison> {
  const there = new Map((await allKpis(api)).map((kpi) => [kpi.name, kpi]));
  const created: FileKpi[] = [];
  const troubles: string[] = [];
  const both: { kpi: FileKpi; stored: KpiDefinition }[] = [];
  for (const kpi of kpis) {
    const stored = there.get(kpi.fields.name);
    const trouble = troubleOf(kpi, stored);
    if (trouble) troubles.push(trouble);
    else if (stored) both.push({ kpi, stored });
    else created.push(kpi);
  }
  const wholes = await withRetention(
    api,
    both.map(({ stored }) => stored),
  );
  const compared = both.map(({ kpi }, at): ChangedKpi => {
    const whole = wholes[at] as (typeof wholes)[number];
    const changes = [...DEFINITION_FIELDS, ...RETENTION_FIELDS].flatMap((field): Change[] => {
      const wanted = kpi.fields[field];
      return wanted === undefined || wanted === whole[field]
        ? []
        : [{ field, old: whole[field], new: wanted }];
    });
    const { id, version, keep_days, keep_runs } = whole;
    return { kpi, id, version, kept: { keep_days, keep_runs }, changes };
  });
  const named = new Set(kpis.map(({ fields }) => fields.name));
  return {
    created,
    changed: compared.filter(({ changes }) => changes.length > 0),
    unchanged: compared.filter(({ changes }) => changes.length === 0).map(({ kpi }) => kpi),
    onlyOnServer: [...there.values()]
      .filter(({ name, is_active }) => is_active && !named.has(name))
      .map(({ name }) => name)
      .sort(byCodeUnits),
    troubles,
  };
}

/** Why the server would refuse the KPI, as far as it can be known before anything is changed. */
function troubleOf(kpi: FileKpi, stored: KpiDefinition | undefined): string | null {
  const { fields } = kpi;
  if (stored && !stored.is_active) {
    const there = `A deleted KPI is called ${JSON.stringify(fields.name)} (number ${stored.id}).`;
    return troubleOfField(
      kpi,
      "name",
      `${there} Restore it under "Deleted" in the list of KPIs and import again, or use another name.`,
    );
  }
  try {
    const { better, warning_bound, critical_bound } = fields;
    refuseBadBounds({
      better: better === undefined ? (stored?.better ?? null) : better,
      warning_bound: warning_bound === undefined ? (stored?.warning_bound ?? null) : warning_bound,
      critical_bound: critical_bound === undefined ? (stored?.critical_bound ?? null) : critical_bound,
    });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return troubleOfField(kpi, error.fieldErrors[0]?.field ?? "name", error.message);
  }
}
