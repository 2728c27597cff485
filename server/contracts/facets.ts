import { z } from "zod";
import { RowsQuery } from "./drilldown.ts";
import { Cell } from "./executions.ts";

/** A column with more different values than this is no choice but a list. */
export const MAX_FACET_VALUES = 50;

export const FacetQuery = RowsQuery.omit({ sort_by: true, sort_order: true }).extend({
  column: z
    .string({ error: "Name the column whose values are to be counted." })
    .min(1, { error: "Name the column whose values are to be counted." })
    .meta({ description: "The column whose values are counted. A filter of its own does not count." }),
});
export type FacetQuery = z.infer<typeof FacetQuery>;

export const FacetResponse = z
  .object({
    success: z.literal(true),
    execution_id: z.int(),
    column: z.string(),
    values: z
      .array(
        z.object({
          value: Cell.meta({ description: "null: all cells that are null or blank." }),
          count: z.int().meta({ description: "Rows that have it." }),
          typed: z.string().nullable().meta({
            description:
              'As a filter: {"typed": this}. null when no filter means just this value (a very long text).',
          }),
        }),
      )
      .nullable()
      .meta({
        description: `The most frequent first; null when there are more than ${MAX_FACET_VALUES} different values.`,
      }),
    filters_read: z
      .array(z.string())
      .meta({ description: "How the filters of the other columns were read." }),
  })
  .meta({ id: "FacetResponse" });
export type FacetResponse = z.infer<typeof FacetResponse>;
