import { z } from "zod";
import { DrilldownResponse } from "./drilldown.ts";

/** What may have changed since a run; its rows are read by its own SQL all the same. */
export const CHANGED_SINCE = ["definition", "graph"] as const;

export const LiveRowsResponse = DrilldownResponse.pick({
  success: true,
  execution_id: true,
  kpi_name: true,
  page: true,
  page_size: true,
  data: true,
  columns: true,
  numeric_columns: true,
  filters_read: true,
  stored_records: true,
  source_records: true,
})
  .extend({
    kpi_id: z.int(),
    read_at: z.string().meta({ description: "When the rows were read from the source, in UTC." }),
    total_records: z.int().nullable().meta({
      description:
        "How many rows pass search and filters on the source now; null when it did not count them in time.",
    }),
    total_pages: z.int().nullable(),
    has_more: z.boolean().meta({ description: "Whether there is a page after this one." }),
    generated_sql: z.string().meta({ description: "What was sent to the source, its values as literals." }),
    changed_since: z.array(z.enum(CHANGED_SINCE)).meta({
      description:
        "What has changed since the run: the definition of the KPI, the knowledge graph. The run's own SQL is used all the same.",
    }),
  })
  .meta({ id: "LiveRowsResponse" });
export type LiveRowsResponse = z.infer<typeof LiveRowsResponse>;
