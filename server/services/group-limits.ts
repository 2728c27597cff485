import { listAccounts } from "../../db/queries/accounts.ts";
import { listApiKeys } from "../../db/queries/api-keys.ts";
import {
  type GroupRow,
  groupOfExecution,
  groupOfKpi,
  type HiddenGroups,
  listGroupLimits,
  listHiddenGroups,
  openGroup,
  saveGroupLimit,
  seenNames,
} from "../../db/queries/group-limits.ts";
import type { Db } from "../../db/schema/store.ts";
import type { GroupLimit, GroupLimitRequest } from "../contracts/group-limits.ts";
import { AppError, invalidField } from "../errors.ts";
import { noKpi } from "./kpis.ts";
import { noExecution } from "./row-selection.ts";

/** Which groups of KPIs only some people see. */
export interface GroupLimitService {
  /** The groups that neither this account nor this key sees. */
  hiddenFrom(member: { readonly accountId?: number; readonly keyId?: number }): Promise<HiddenGroups>;
  /**
   * Throws what a procedure would throw if it was not there, when a request is about a KPI of a hidden group, or about
   * a run of one. `request` has passed the procedure's schema.
   */
  refuseHidden(request: Readonly<Record<string, unknown>>, hidden: HiddenGroups): Promise<void>;
  /** Those of these names of KPIs that are not of hidden groups. */
  seen(names: readonly string[], hidden: HiddenGroups): Promise<readonly string[]>;
  list(): Promise<GroupLimit[]>;
  /** Only these see the group from now on, and administrators. */
  limit(request: GroupLimitRequest): Promise<GroupLimit>;
  /** Everybody sees the group from now on. */
  open(groupName: string): Promise<void>;
}

/** The fields of requests that are the number of a KPI, or of a run. */
export const KPI_FIELDS: readonly string[] = ["kpi_id"];
export const EXECUTION_FIELDS: readonly string[] = ["execution_id", "left", "right"];

export function createGroupLimitService(db: Db): GroupLimitService {
  return {
    hiddenFrom: (member) => listHiddenGroups(db, member),
    async refuseHidden(request, hidden) {
      if (hidden.length === 0) return;
      const isHidden = (group: string | null | undefined) => group != null && hidden.includes(group);
      // A run compared with itself is refused whether it is there or not.
      if (request.left !== undefined && request.left === request.right) return;
      for (const [field, id] of Object.entries(request)) {
        if (typeof id !== "number") continue;
        if (KPI_FIELDS.includes(field) && isHidden(await groupOfKpi(db, id))) throw noKpi(id);
        if (EXECUTION_FIELDS.includes(field) && isHidden(await groupOfExecution(db, id)))
          throw noExecution(id);
      }
    },
    async seen(names, hidden) {
      if (hidden.length === 0) return names;
      const seen = await seenNames(db, names, hidden);
      return names.filter((name) => seen.has(name));
    },
    list: async () => (await listGroupLimits(db)).map(toLimit),
    limit: ({ group_name, account_ids, key_ids }) =>
      db.transaction().execute(async (trx) => {
        const accounts = new Set((await listAccounts(trx)).map(({ id }) => id));
        const keys = new Set((await listApiKeys(trx)).map(({ id }) => id));
        const [account] = account_ids.filter((id) => !accounts.has(id));
        if (account !== undefined) throw invalidField("account_ids", `There is no account ${account}.`);
        const [key] = key_ids.filter((id) => !keys.has(id));
        if (key !== undefined) throw invalidField("key_ids", `There is no API key ${key}.`);
        await saveGroupLimit(trx, group_name, [...new Set(account_ids)], [...new Set(key_ids)]);
        const rows = await listGroupLimits(trx);
        return toLimit(rows.find((row) => row.group_name === group_name) as GroupRow);
      }),
    async open(groupName) {
      if (!(await openGroup(db, groupName)))
        throw new AppError("not_found", `The group “${groupName}” is not limited.`);
    },
  };
}

function toLimit({ group_name, kpis, limited, accounts, keys }: GroupRow): GroupLimit {
  return {
    ...{ group_name, kpis, limited: limited === 1 },
    account_ids: JSON.parse(accounts) as number[],
    key_ids: JSON.parse(keys) as number[],
  };
}
