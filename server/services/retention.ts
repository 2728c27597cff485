import { setImmediate as letOthersWork } from "node:timers/promises";
import {
  countExpired,
  deleteSomeExpired,
  listLimitedKpis,
  type Retention,
  saveRetention,
} from "../../db/queries/retention.ts";
import type { Db } from "../../db/schema/store.ts";
import type { RetentionRequest } from "../contracts/retention.ts";
import { requireKpi } from "./kpis.ts";
import { storeTrouble } from "./store-trouble.ts";

/** How often executions are looked through for those that have become too old, in milliseconds. */
const EVERY_MS = 60 * 60_000;

/** The limits, and how many executions they do not keep: those that are being deleted. */
export interface RetentionShown extends Retention {
  readonly to_delete: number;
}

/** Which executions of a KPI are kept. Nothing is deleted unless somebody set a limit. */
export interface RetentionService {
  get(kpiId: number): Promise<RetentionShown>;
  /** Saves the limits and begins to delete what they do not keep. */
  set(request: RetentionRequest): Promise<RetentionShown>;
  /** Deletes what the KPI does not keep, in steps; settles when that is done. Never rejects. */
  apply(kpiId: number): Promise<void>;
  /** Applies all limits now, which also ends what an earlier process left half deleted, and from now on every hour. */
  begin(): void;
  close(): Promise<void>;
}

export function createRetentionService(db: Db): RetentionService {
  const going = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  const applyOnce = async (kpiId: number) => {
    try {
      while (!closing && (await deleteSomeExpired(db, kpiId))) await letOthersWork();
    } catch (error) {
      // A store that is locked or full now is tried again within the hour.
      const trouble = storeTrouble(error);
      if (trouble) console.warn(`Old executions of KPI ${kpiId} could not be deleted: ${trouble.message}`);
      else console.error(`Old executions of KPI ${kpiId} could not be deleted.`, error);
    }
  };

  /** One after the other: whoever comes while it goes on may have changed what is to be deleted. */
  const apply = (kpiId: number): Promise<void> => {
    const next = (going.get(kpiId) ?? Promise.resolve()).then(() => applyOnce(kpiId));
    going.set(kpiId, next);
    void next.then(() => {
      if (going.get(kpiId) === next) going.delete(kpiId);
    });
    return next;
  };

  const applyAll = async () => {
    for (const kpiId of await listLimitedKpis(db)) await apply(kpiId);
  };
  const look = () => void applyAll().catch((error) => console.error("No limits could be read.", error));

  const get = async (kpiId: number): Promise<RetentionShown> => {
    const { keep_days, keep_runs } = await requireKpi(db, kpiId);
    const to_delete = await countExpired(db, kpiId, { keep_days, keep_runs });
    return { keep_days, keep_runs, to_delete };
  };

  return {
    get,
    apply,
    async set({ kpi_id, ...limits }) {
      await requireKpi(db, kpi_id);
      await saveRetention(db, kpi_id, limits);
      const shown = await get(kpi_id);
      void apply(kpi_id);
      return shown;
    },
    begin() {
      look();
      timer = setInterval(look, EVERY_MS);
      timer.unref();
    },
    async close() {
      closing = true;
      clearInterval(timer);
      await Promise.all(going.values());
    },
  };
}
