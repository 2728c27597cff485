import { z } from "zod";
import { id, requiredName } from "./scalars.ts";

const group_name = requiredName("Group (group_name)", 255);

export const GroupLimit = z
  .object({
    group_name: z.string(),
    kpis: z.int().meta({ description: "How many KPIs it has, with deleted ones" }),
    limited: z.boolean().meta({ description: "false: everybody who may read sees it" }),
    account_ids: z.array(z.int()).meta({ description: "Who sees it, beside administrators" }),
    key_ids: z.array(z.int()).meta({ description: "API keys that see it" }),
  })
  .meta({ id: "GroupLimit" });
export type GroupLimit = z.infer<typeof GroupLimit>;

export const GroupLimitListResponse = z.object({
  success: z.literal(true),
  groups: z.array(GroupLimit),
  count: z.int(),
});

const ids = (what: string) =>
  z
    .array(id(), { error: `${what} must be a list of numbers.` })
    .max(10_000)
    .default([]);

export const GroupName = z.strictObject({ group_name });

export const GroupLimitRequest = GroupName.extend({
  account_ids: ids("Accounts"),
  key_ids: ids("API keys"),
});
export type GroupLimitRequest = z.infer<typeof GroupLimitRequest>;

export const GroupLimitResponse = z.object({
  success: z.literal(true),
  message: z.string(),
  group: GroupLimit,
});
