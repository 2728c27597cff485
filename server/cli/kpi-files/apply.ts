import { LandingKpiError } from "../../client/error.ts";
import type { KpiUpdateRequest } from "../../contracts/kpis.ts";
import { type ServerApi, troubleWith } from "../server-api.ts";
import { CliError, EXIT } from "../trouble.ts";
import type { ChangedKpi, Comparison } from "./compare.ts";
import { DEFINITION_FIELDS, type KeptHistory, RETENTION_FIELDS } from "./format.ts";
import type { FileKpi } from "./read.ts";

/** A KPI that was not applied, or not as a whole. */
export interface NotApplied {
  readonly name: string;
  readonly file: string;
  readonly message: string;
  readonly exitCode: number;
}

export interface Applied {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly notApplied: readonly NotApplied[];
}

/** Saves one KPI after the other: one that is refused does not stop the others, a server that is gone does. */
export async function apply(api: ServerApi, { created, changed }: Comparison): Promise<Applied> {
  const done = { created: [] as string[], changed: [] as string[] };
  const notApplied: NotApplied[] = [];
  const steps = [
    ...created.map((kpi) => ({ kpi, to: done.created, save: () => create(api, kpi) })),
    ...changed.map((change) => ({ kpi: change.kpi, to: done.changed, save: () => saveChanges(api, change) })),
  ];
  let gone: CliError | null = null;
  for (const { kpi, to, save } of steps) {
    const { name } = kpi.fields;
    try {
      if (gone) throw gone;
      await save();
      to.push(name);
    } catch (error) {
      const trouble = meanwhile(error) ?? troubleWith(api, error);
      if (!trouble) throw error;
      if (error instanceof LandingKpiError && error.status === null) gone = trouble;
      notApplied.push({ name, file: kpi.file, message: trouble.message, exitCode: trouble.exitCode });
    }
  }
  return { ...done, notApplied };
}

async function create(api: ServerApi, { fields }: FileKpi): Promise<void> {
  const { keep_days = null, keep_runs = null, ...request } = fields;
  const { kpi } = await api.trpc.kpis.create.mutate(request);
  if (keep_days === null && keep_runs === null) return;
  await saveLimits(api, kpi.id, { keep_days, keep_runs }, "It was created");
}

async function saveChanges(api: ServerApi, changed: ChangedKpi): Promise<void> {
  const { trpc } = api;
  const { kpi, id: kpi_id, version: expected_version, kept } = changed;
  const fields = changed.changes.map(({ field }) => field);
  const saved = DEFINITION_FIELDS.filter((field) => fields.includes(field));
  const limits = RETENTION_FIELDS.filter((field) => fields.includes(field));
  if (limits.length > 0) await refuseOtherLimits(api, changed);
  if (saved.length > 0) {
    const values = Object.fromEntries(saved.map((field) => [field, kpi.fields[field]]));
    await trpc.kpis.update.mutate({ kpi_id, expected_version, ...(values as KpiUpdateRequest) });
  }
  if (limits.length === 0) return;
  const wanted = Object.fromEntries(
    limits.map((field) => [field, kpi.fields[field]]),
  ) as Partial<KeptHistory>;
  await saveLimits(
    api,
    kpi_id,
    { ...kept, ...wanted },
    saved.length > 0 ? "Its other fields were changed" : "",
  );
}

/** `before` is what was saved of the KPI when its limits are refused. */
async function saveLimits(
  api: ServerApi,
  kpi_id: number,
  limits: KeptHistory,
  before: string,
): Promise<void> {
  try {
    await api.trpc.kpis.setRetention.mutate({ kpi_id, ...limits });
  } catch (error) {
    const trouble = troubleWith(api, error);
    if (!trouble || before === "") throw error;
    throw new CliError(
      trouble.exitCode,
      `${before}, but keep_days and keep_runs were not: ${trouble.message}`,
    );
  }
}

/** Limits of a history are saved without a version of their own, so they are looked at once more. */
async function refuseOtherLimits(
  { trpc }: ServerApi,
  { id: kpi_id, version, kept }: ChangedKpi,
): Promise<void> {
  const { kpi } = await trpc.kpis.get.query({ kpi_id });
  const now = await trpc.kpis.retention.query({ kpi_id });
  if (kpi.version !== version || RETENTION_FIELDS.some((field) => now[field] !== kept[field])) throw stale();
}

/** What others did between the comparison and the save, for which nothing that was typed is to blame. */
function meanwhile(error: unknown): CliError | null {
  if (!(error instanceof LandingKpiError)) return null;
  if (error.code === "duplicate_name")
    return new CliError(
      EXIT.failed,
      "The server has a KPI of this name that was not there to compare with: made meanwhile, or of a group that is hidden from you. Import again to see the difference, or use another name.",
    );
  return error.code === "stale_version" || error.status === 404 ? stale() : null;
}

function stale(): CliError {
  return new CliError(
    EXIT.failed,
    "It was changed on the server since it was compared, and is left as it is there. Import again to see the difference.",
  );
}
