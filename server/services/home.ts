import type { HiddenGroups } from "../../db/queries/group-limits.ts";
import {
  countRunsOfAll,
  type KpiWithLatestRun,
  type ListedRun as ListedRow,
  listKpisWithLatestRun,
  listRunsOfAll,
  listStaleGraphs,
} from "../../db/queries/home.ts";
import { listTrends } from "../../db/queries/kpis.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ExecutionStatus } from "../contracts/executions.ts";
import type { HomeKpi, HomeResponse, ListedRun, RunsQuery, Tally } from "../contracts/home.ts";
import type { RunValueKind } from "../contracts/run-value.ts";
import type { Better, ThresholdState } from "../contracts/threshold-words.ts";
import { changeOf, comparable, TREND_LENGTH } from "./kpi-trend.ts";
import { isoTimestamp } from "./text.ts";

const MOST_ATTENTION = 10;
const LAST_RUNS = 10;
/** With more KPIs than this, each group shows only its worst ones; all are in the list. */
const SHOW_ALL_UP_TO = 100;
const SHOWN_OF_MANY = 5;

export interface HomeService {
  /** How all KPIs are: by group, the worst first, with what needs somebody's attention. */
  home(hidden: HiddenGroups): Promise<Omit<HomeResponse, "success">>;
  /** How many active KPIs are how. */
  tally(): Promise<Tally>;
  /** Runs of all KPIs, the newest first. */
  runs(query: RunsQuery, hidden: HiddenGroups): Promise<{ total: number; executions: ListedRun[] }>;
}

export function createHomeService(db: Db): HomeService {
  const runs = async ({ status, threshold_state, limit, offset }: RunsQuery, hidden: HiddenGroups) => {
    const filter = { status, thresholdState: threshold_state, hidden };
    const rows = await listRunsOfAll(db, filter, { limit, offset });
    return { rows: rows.map(toListedRun), filter };
  };
  return {
    async home(hidden) {
      const all = (await listKpisWithLatestRun(db, hidden)).sort(
        (a, b) => SEVERITY[stateOf(a)] - SEVERITY[stateOf(b)],
      );
      const byGroup = Map.groupBy(all, (kpi) => kpi.group_name);
      const most = all.length > SHOW_ALL_UP_TO ? SHOWN_OF_MANY : all.length;
      const attention = all.filter((kpi) => NEEDS_ATTENTION.has(stateOf(kpi))).slice(0, MOST_ATTENTION);
      const shown = [...attention, ...[...byGroup.values()].flatMap((kpis) => kpis.slice(0, most))];
      const trends = await listTrends(
        db,
        shown.map(({ id }) => id),
        TREND_LENGTH,
      );
      const toHome = (kpi: KpiWithLatestRun) => toHomeKpi(kpi, comparable(trends.get(kpi.id) ?? []));
      return {
        tally: tallyOf(all),
        attention: attention.map(toHome),
        groups: [...byGroup].sort(worstFirst).map(([group_name, kpis]) => ({
          group_name,
          tally: tallyOf(kpis),
          kpis: kpis.slice(0, most).map(toHome),
        })),
        stale_graphs: await listStaleGraphs(db),
        last_runs: (await runs({ limit: LAST_RUNS, offset: 0 }, hidden)).rows,
      };
    },

    async tally() {
      return tallyOf(await listKpisWithLatestRun(db, []));
    },

    async runs(query, hidden) {
      const { rows, filter } = await runs(query, hidden);
      return { total: await countRunsOfAll(db, filter), executions: rows };
    },
  };
}

type State = Exclude<keyof Tally, "all">;

/** How urgent a state is; what is missing is worse than what is well. */
const SEVERITY: Readonly<Record<State, number>> = {
  critical: 0,
  failed: 1,
  warning: 2,
  never: 3,
  other: 4,
  ok: 5,
};
const NEEDS_ATTENTION: ReadonlySet<State> = new Set(["critical", "failed", "warning"]);

function stateOf(kpi: KpiWithLatestRun): State {
  if (kpi.run_id === null) return "never";
  if (kpi.execution_status === "failed") return "failed";
  return (kpi.threshold_state as ThresholdState | null) ?? "other";
}

type Group = readonly [name: string | null, kpis: readonly KpiWithLatestRun[]];

/** By the worst KPI of each, which is its first, then by name; KPIs without a group come last among their like. */
function worstFirst([name, [first]]: Group, [otherName, [otherFirst]]: Group): number {
  const severity = (kpi: KpiWithLatestRun | undefined) => (kpi ? SEVERITY[stateOf(kpi)] : 0);
  const apart = severity(first) - severity(otherFirst);
  if (apart !== 0 || name === otherName) return apart;
  if (name === null || otherName === null) return name === null ? 1 : -1;
  return name.localeCompare(otherName, "en");
}

function tallyOf(kpis: readonly KpiWithLatestRun[]): Tally {
  const tally = { all: kpis.length, critical: 0, failed: 0, warning: 0, never: 0, ok: 0, other: 0 };
  for (const kpi of kpis) tally[stateOf(kpi)]++;
  return tally;
}

function toHomeKpi(kpi: KpiWithLatestRun, trend: number[]): HomeKpi {
  const { run_id, execution_status, execution_timestamp } = kpi;
  const ran = run_id !== null && execution_status !== null && execution_timestamp !== null;
  return {
    id: kpi.id,
    name: kpi.name,
    group_name: kpi.group_name,
    better: kpi.better as Better | null,
    last_run: ran
      ? {
          id: run_id,
          execution_status: execution_status as ExecutionStatus,
          execution_timestamp: isoTimestamp(execution_timestamp),
          value: kpi.value,
          value_kind: kpi.value_kind as RunValueKind,
          threshold_state: kpi.threshold_state as ThresholdState | null,
        }
      : null,
    change: changeOf({ last_status: execution_status, last_value: kpi.value }, trend),
    trend,
  };
}

function toListedRun(row: ListedRow): ListedRun {
  return {
    ...row,
    execution_status: row.execution_status as ExecutionStatus,
    execution_timestamp: isoTimestamp(row.execution_timestamp),
    value_kind: row.value_kind as RunValueKind,
    threshold_state: row.threshold_state as ThresholdState | null,
  };
}
