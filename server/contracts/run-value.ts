import { z } from "zod";
import { ANSWERS } from "../engine/result.ts";

/** Columns by which a definition tells things apart, when several of its rows are about one thing. */
export const DistinctKey = z
  .object({ columns: z.array(z.string()), count: z.int() })
  .nullable()
  .meta({
    description:
      "Rows or things: the columns by which the definition tells things apart, and how many different ones are among all records (460 records may be 249 different Material). Null when each record is one, and when they were not counted in time.",
  });
export type DistinctKey = z.infer<typeof DistinctKey>;

/** How many records lack their partner only because the keys are spelt differently. */
export const NearPartners = z.int().nullable().meta({
  description:
    "For records that are missing elsewhere: how many of them have a partner there when case and surrounding spaces of the keys are ignored. Null when nothing is missing elsewhere, and when they were not counted in time.",
});

/** What else is told of the records of an answer. */
export interface RecordFacts {
  readonly distinct_key: DistinctKey;
  readonly near_partners: number | null;
}

/** A run's answer in one number, in full. */
export const RunValue = z.number().nullable().meta({
  description:
    "The answer in one number: the figure that the definition asks for, or how many records or groups the query returns in full. Null when the run has not succeeded, and when its answer is no single number.",
});

/** What a run's value is. */
export const RunValueKind = z.enum(ANSWERS).nullable().meta({
  description:
    "What value is: rows or groups are counted, figure is a number as asked for, percentage one from 0 to 100; figures are several, which leave value null. Null when the run has not succeeded.",
});
export type RunValueKind = z.infer<typeof RunValueKind>;
