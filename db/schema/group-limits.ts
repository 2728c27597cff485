/** A group of KPIs that only its members see. */
export interface GroupLimitsTable {
  group_name: string;
}

/** Somebody who sees such a group: an account or an API key. */
export interface GroupMembersTable {
  group_name: string;
  account_id: number | null;
  key_id: number | null;
}
