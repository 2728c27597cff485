import type { Db } from "../../../db/schema/store.ts";
import type { Settings } from "../../env.ts";
import type { Services } from "../../services/compose.ts";

/** What a check says; `message` is a sentence with what is and, unless it is `ok`, what to do. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "problem";
  readonly message: string;
}

/** A store that can be read. */
export interface ReadableStore {
  readonly db: Db;
  readonly services: Services;
}

/** What checks look at. */
export interface Installation {
  readonly settings: Settings;
  /** Who has the store, as part of a sentence; null when nobody has. */
  readonly holder: string | null;
}

export type Check = (installation: Installation) => Finding[] | Promise<Finding[]>;
/** A check of what is in the store: it is only made where that is one of this version. */
export type StoreCheck = (store: ReadableStore, installation: Installation) => Promise<Finding[]>;

export function says(check: string) {
  const of = (state: Finding["state"]) => (message: string) => [{ check, state, message }];
  return { ok: of("ok"), warning: of("warning"), problem: of("problem") };
}
