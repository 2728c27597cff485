import { z } from "zod";
import { CellRecord } from "./executions.ts";
import { id, integer } from "./scalars.ts";

/** Most rows of a group that are shown. */
export const MAX_GROUP_ROWS = 500;

export const GroupRowsQuery = z.strictObject({
  execution_id: id(),
  row: integer(1, 1_000_000_000).meta({
    description:
      "Which row of the result stands for the group, counted from 1 as in row_numbers of the drill-down.",
  }),
});
export type GroupRowsQuery = z.infer<typeof GroupRowsQuery>;

export const GroupRowsResponse = z
  .object({
    success: z.literal(true),
    execution_id: z.int(),
    kpi_id: z.int(),
    kpi_name: z.string(),
    row: z.int(),
    group: CellRecord.meta({ description: "The row of the result that stands for the group." }),
    reading: z.string().meta({ description: "What was asked of the source, in English." }),
    generated_sql: z.string(),
    columns: z.array(z.string()),
    rows: z
      .array(CellRecord)
      .meta({ description: `The group's rows as the source has them now, at most ${MAX_GROUP_ROWS}.` }),
    total_records: z.int().nullable().meta({
      description: "How many rows the group has now; null when the source did not count them in time.",
    }),
    graph_changed: z
      .boolean()
      .meta({ description: "Whether the knowledge graph has changed since the run." }),
  })
  .meta({ id: "GroupRowsResponse" });
export type GroupRowsResponse = z.infer<typeof GroupRowsResponse>;
