import { SourceError } from "../connectors/connector.ts";
import { AppError } from "../errors.ts";

/** Waits for an answer of a source; one that does not come is no fault of ours, and becomes an AppError. */
export async function orTrouble<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SourceError) throw new AppError("unavailable", error.message);
    throw error;
  }
}
