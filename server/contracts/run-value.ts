import { z } from "zod";
import { ANSWERS } from "../engine/result.ts";

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
