import { setImmediate as letOthersWork } from "node:timers/promises";
import type { z } from "zod";
import { deleteSomeExecutions } from "../../db/queries/executions.ts";
import type { HiddenGroups } from "../../db/queries/group-limits.ts";
import {
  countKpis,
  deleteKpi,
  findKpi,
  findKpiByName,
  insertKpi,
  listGroups,
  listKpiOverview,
  listKpis,
  listTrends,
  type OverviewRow,
  updateKpi,
} from "../../db/queries/kpis.ts";
import { listSqlPins, type SqlPinNow } from "../../db/queries/sql-pins.ts";
import type { KpiChanges, KpiRow } from "../../db/schema/kpi-definitions.ts";
import type { Db } from "../../db/schema/store.ts";
import type {
  KpiCreateRequest,
  KpiDefinition,
  KpiListQuery,
  KpiOverview,
  KpiOverviewQuery,
  KpiOverviewResponse,
  KpiUpdateRequest,
} from "../contracts/kpis.ts";
import type { RunValueKind } from "../contracts/run-value.ts";
import type { Bounds, ThresholdState } from "../contracts/threshold-words.ts";
import { AppError, type FieldError, invalidField } from "../errors.ts";
import { changeOf, comparable, TREND_LENGTH } from "./kpi-trend.ts";
import type { LiveRuns } from "./live-runs.ts";
import { toPinState } from "./sql-pin/state.ts";
import { isoTimestamp } from "./text.ts";
import { boundsOf, refuseBadBounds } from "./thresholds.ts";

/** What a person can change; a stale save reports which of these somebody else changed meanwhile. */
const EDITABLE = [
  "name",
  "alias_name",
  "group_name",
  "description",
  "nl_definition",
  "is_active",
  "better",
  "warning_bound",
  "critical_bound",
] as const;

/** Define, find, change, delete and restore KPIs. */
export interface KpiService {
  list(query: KpiListQuery, hidden: HiddenGroups): Promise<{ total: number; kpis: KpiDefinition[] }>;
  overview(
    query: KpiOverviewQuery,
    hidden: HiddenGroups,
  ): Promise<Omit<z.infer<typeof KpiOverviewResponse>, "success">>;
  get(id: number): Promise<KpiDefinition>;
  /** Refused for a group that is hidden from whoever asks; so is a change into one. */
  create(request: KpiCreateRequest, hidden: HiddenGroups): Promise<KpiDefinition>;
  /** Fields that are left out keep their values; where all do, there is no new version. */
  update(
    id: number,
    request: KpiUpdateRequest,
    hidden: HiddenGroups,
    by?: string | null,
  ): Promise<KpiDefinition>;
  /** Sets the soft delete flag (`false`) or takes it back (`true`). */
  setActive(id: number, active: boolean, by?: string | null): Promise<KpiDefinition>;
  /**
   * Permanent; runs under way are ended first, the history goes along in small steps, between which everybody else
   * is answered. `confirmName` must be the KPI's name.
   */
  purge(id: number, confirmName: string): Promise<void>;
}

export function createKpiService(db: Db, running: LiveRuns): KpiService {
  const get = async (id: number) => shown(db, await requireKpi(db, id));
  return {
    get,

    async list(query, hidden) {
      const filter = toFilter(query, hidden);
      const [total, rows] = [await countKpis(db, filter), await listKpis(db, filter, query)];
      const pins = await pinsOf(db, rows);
      return { total, kpis: rows.map((row) => toKpi(row, pins.get(row.id))) };
    },

    async overview(query, hidden) {
      const filter = toFilter(query, hidden);
      const total = await countKpis(db, filter);
      const total_pages = Math.max(1, Math.ceil(total / query.page_size));
      const page = Math.min(query.page, total_pages);
      const rows = await listKpiOverview(
        db,
        filter,
        { by: query.sort_by, order: query.sort_order },
        { limit: query.page_size, offset: (page - 1) * query.page_size },
      );
      const trends = await listTrends(
        db,
        rows.map((row) => row.id),
        TREND_LENGTH,
      );
      const pins = await pinsOf(db, rows);
      const kpis = rows.map((row) => toOverview(row, pins.get(row.id), comparable(trends.get(row.id) ?? [])));
      return {
        total,
        page,
        page_size: query.page_size,
        total_pages,
        kpis,
        groups: await listGroups(db, hidden),
      };
    },

    async create(request, hidden) {
      refuseHiddenGroup(request.group_name, hidden);
      return db.transaction().execute(async (trx) => {
        await refuseDuplicateName(trx, request.name, hidden);
        const bounds = withBounds(NO_BOUNDS, request);
        const row = await insertKpi(trx, {
          name: request.name,
          alias_name: request.alias_name ?? null,
          group_name: request.group_name ?? null,
          description: request.description ?? null,
          nl_definition: request.nl_definition,
          created_by: request.created_by ?? null,
          ...bounds,
        });
        return shown(trx, row);
      });
    },

    async update(id, request, hidden, by = null) {
      refuseHiddenGroup(request.group_name, hidden);
      return db.transaction().execute(async (trx) => {
        const current = await requireKpi(trx, id);
        const { expected_version, is_active, ...texts } = request;
        if (expected_version !== undefined && expected_version !== current.version)
          throw staleVersion(await shown(trx, current), request);
        if (texts.name !== undefined) await refuseDuplicateName(trx, texts.name, hidden, id);
        const bounds = withBounds(boundsOf(current), request);
        const asked = {
          ...texts,
          ...bounds,
          ...(is_active === undefined ? {} : { is_active: Number(is_active) }),
        };
        return shown(trx, await saveChanges(trx, current, asked, by));
      });
    },

    async setActive(id, active, by = null) {
      return db.transaction().execute(async (trx) => {
        const current = await requireKpi(trx, id);
        return shown(trx, await saveChanges(trx, current, { is_active: Number(active) }, by));
      });
    },

    async purge(id, confirmName) {
      const { name } = await requireKpi(db, id);
      if (confirmName !== name) {
        const message = `To delete this KPI for good, type its name exactly: ${name}`;
        throw new AppError("invalid", message, { fieldErrors: [{ field: "confirm_name", message }] });
      }
      // While its history goes, no run of it begins; when the server stops meanwhile, it stays deleted (it can be
      // restored, or deleted for good again).
      await updateKpi(db, id, { is_active: 0 });
      await running.endOfKpi(id, "purge");
      while (await deleteSomeExecutions(db, id)) await letOthersWork();
      await deleteKpi(db, id);
      await running.endOfKpi(id, "purge"); // begun between the two; a later one does not find its KPI
    },
  };
}

/** Saves what differs; where nothing does, the KPI stays at its version, and who saved that stays its author. */
async function saveChanges(db: Db, current: KpiRow, asked: KpiChanges, by: string | null): Promise<KpiRow> {
  const changed = (Object.keys(asked) as (keyof KpiRow & keyof KpiChanges)[]).some(
    (field) => asked[field] !== undefined && asked[field] !== current[field],
  );
  if (!changed) return current;
  return (await updateKpi(db, current.id, { ...asked, updated_by: by })) ?? current;
}

const NO_BOUNDS: Bounds = { better: null, warning_bound: null, critical_bound: null };

/** The bounds after a request, which changes only those that it names; refuses bad ones. */
function withBounds(before: Bounds, request: Partial<Bounds>): Bounds {
  const { better, warning_bound, critical_bound } = request;
  const bounds = {
    better: better === undefined ? before.better : better,
    warning_bound: warning_bound === undefined ? before.warning_bound : warning_bound,
    critical_bound: critical_bound === undefined ? before.critical_bound : critical_bound,
  };
  refuseBadBounds(bounds);
  return bounds;
}

/** The stored KPI, or a `not_found` refusal. */
export async function requireKpi(db: Db, id: number): Promise<KpiRow> {
  const row = await findKpi(db, id);
  if (!row) throw noKpi(id);
  return row;
}

/** The refusal where there is no KPI with this id, or where whoever asks may not know of it. */
export function noKpi(id: number): AppError {
  return new AppError("not_found", `There is no KPI with id ${id}. It may have been deleted for good.`);
}

/** Refuses to put a KPI where whoever does it would not see it. */
export function refuseHiddenGroup(group: string | null | undefined, hidden: HiddenGroups): void {
  if (group == null || !hidden.includes(group)) return;
  throw invalidField(
    "group_name",
    `You may not put a KPI into the group “${group}”. Choose another, or ask an administrator.`,
  );
}

async function refuseDuplicateName(
  db: Db,
  name: string,
  hidden: HiddenGroups,
  exceptId?: number,
): Promise<void> {
  const other = await findKpiByName(db, name);
  if (!other || other.id === exceptId) return;
  const message = hidden.includes(other.group_name ?? "")
    ? "This name is taken. Choose another name."
    : other.is_active
      ? `A KPI named "${name}" exists already (id ${other.id}). Choose another name.`
      : `A deleted KPI is named "${name}" (id ${other.id}). Restore that one, or choose another name.`;
  throw new AppError("duplicate_name", message, { fieldErrors: [{ field: "name", message }] });
}

function staleVersion(kpi: KpiDefinition, request: KpiUpdateRequest): AppError {
  const fieldErrors: FieldError[] = EDITABLE.filter(
    (field) => request[field] !== undefined && request[field] !== kpi[field],
  ).map((field) => ({ field, message: `Is now: ${kpi[field] ?? "(empty)"}` }));
  const message = `Somebody else saved this KPI meanwhile (version ${request.expected_version} was read, it is at version ${kpi.version}). Nothing was saved; compare, then save again with expected_version ${kpi.version}.`;
  return new AppError("stale_version", message, { fieldErrors, current: kpi });
}

function toFilter(
  query: {
    group_name?: string | undefined;
    is_active?: boolean | undefined;
    search?: string | undefined;
  },
  hidden: HiddenGroups,
) {
  return { hidden, groupName: query.group_name, isActive: query.is_active, search: query.search };
}

function pinsOf(db: Db, rows: readonly KpiRow[]): Promise<ReadonlyMap<number, SqlPinNow>> {
  return listSqlPins(
    db,
    rows.map((row) => row.id),
  );
}

async function shown(db: Db, row: KpiRow): Promise<KpiDefinition> {
  return toKpi(row, (await pinsOf(db, [row])).get(row.id));
}

function toKpi(row: KpiRow, pin: SqlPinNow | undefined): KpiDefinition {
  return {
    id: row.id,
    name: row.name,
    alias_name: row.alias_name,
    group_name: row.group_name,
    description: row.description,
    nl_definition: row.nl_definition,
    created_at: isoTimestamp(row.created_at),
    updated_at: isoTimestamp(row.updated_at),
    created_by: row.created_by,
    updated_by: row.updated_by,
    is_active: row.is_active === 1,
    ...boundsOf(row),
    sql_pin: pin ? toPinState(pin) : null,
    version: row.version,
  };
}

function toOverview(row: OverviewRow, pin: SqlPinNow | undefined, trend: number[]): KpiOverview {
  const ran = row.last_run_id !== null && row.last_run_at !== null && row.last_status !== null;
  return {
    ...toKpi(row, pin),
    last_run: ran
      ? {
          id: row.last_run_id as number,
          execution_status: row.last_status as string,
          execution_timestamp: isoTimestamp(row.last_run_at as string),
          number_of_records: row.last_number ?? 0,
          total_records: row.last_total,
          value: row.last_value,
          value_kind: row.last_value_kind as RunValueKind,
          distinct_key: row.last_distinct_key === null ? null : JSON.parse(row.last_distinct_key),
          threshold_state: row.last_threshold_state as ThresholdState | null,
        }
      : null,
    change: changeOf(row, trend),
    trend,
  };
}
