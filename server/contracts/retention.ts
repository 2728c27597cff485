import { z } from "zod";
import { boolean, id, integer } from "./scalars.ts";

const kept = (most: number, what: string) =>
  z
    .preprocess((value: number | string | null) => (value === "" ? null : value), integer(1, most).nullable())
    .meta({ override: { type: ["integer", "null"], minimum: 1, maximum: most }, description: what });

const limits = {
  keep_days: kept(36_500, "Executions older than so many days are deleted; null: none for its age."),
  keep_runs: kept(1_000_000, "Only the newest so many executions are kept; null: all."),
};

/** Both null: everything is kept. Pinned executions and the newest one always are. */
export const RetentionRequest = z.strictObject({ kpi_id: id(), ...limits });
export type RetentionRequest = z.infer<typeof RetentionRequest>;

export const RetentionResponse = z
  .object({
    success: z.literal(true),
    keep_days: z.int().nullable(),
    keep_runs: z.int().nullable(),
    to_delete: z.int().meta({
      description: "Executions that are not kept under these limits and are being deleted.",
    }),
  })
  .meta({ id: "RetentionResponse" });

export const PinRequest = z.strictObject({
  execution_id: id(),
  pinned: boolean().default(true).meta({ description: "true: it stays whatever its age; false: no longer." }),
});
