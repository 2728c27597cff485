import { z } from "zod";

/** What there is of the sample data that the product comes with. */
export const Sample = z
  .object({
    source_id: z.int().nullable().meta({ description: "null when the sample was taken away." }),
    kg_name: z.string().nullable(),
    kpis: z.array(z.string()).meta({ description: "Its KPIs whose definitions nobody changed." }),
  })
  .meta({ id: "Sample" });
export type Sample = z.infer<typeof Sample>;

export const SampleResponse = z
  .object({ success: z.literal(true), message: z.string(), sample: Sample })
  .meta({ id: "SampleResponse" });
