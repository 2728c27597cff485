import { z } from "zod";
import { id, integer, timestamp } from "./scalars.ts";

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const KpiVersion = z
  .object({
    version: z.int(),
    saved_at: timestamp(),
    saved_by: z.string().nullable().meta({
      description: "The name of the person or the API key that saved it; null where nobody signs in.",
    }),
    nl_definition: z.string(),
    changes: z
      .array(z.object({ field: z.string(), before: value, after: value }))
      .meta({ description: "What it changed of the version before; empty for the oldest that is kept." }),
  })
  .meta({ id: "KPIVersion" });
export type KpiVersion = z.infer<typeof KpiVersion>;

export const KpiVersionsQuery = z.strictObject({
  kpi_id: id(),
  limit: integer(1, 500).default(50),
  offset: integer(0, 1_000_000_000).default(0),
});
export type KpiVersionsQuery = z.infer<typeof KpiVersionsQuery>;

export const KpiVersionsResponse = z
  .object({ success: z.literal(true), kpi_id: z.int(), total: z.int(), versions: z.array(KpiVersion) })
  .meta({ id: "KPIVersionsResponse" });

export const KpiVersionId = z.strictObject({
  kpi_id: id(),
  version: integer(1, Number.MAX_SAFE_INTEGER),
});
