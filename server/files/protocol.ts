import type { ReadTable } from "../connectors/sqlite/introspect.ts";
import type { FileError } from "./file-error.ts";
import type { FilePlan, LoadedFile } from "./file-plan.ts";
import type { ShapeChoice } from "./file-shape.ts";
import type { Inspection } from "./look.ts";

/** The one thing that a file worker does in its life, given when it starts. */
export type Work =
  | {
      readonly kind: "inspect";
      readonly path: string;
      readonly originalName: string;
      readonly chosen: ShapeChoice;
    }
  | { readonly kind: "load"; readonly plan: FilePlan; readonly target: string; readonly table: string }
  | { readonly kind: "drop"; readonly target: string; readonly table: string }
  | { readonly kind: "describe"; readonly target: string; readonly schema: string; readonly table: string };

export interface Progress {
  /** Rows of the table read so far. */
  readonly rows: number;
  /** Bytes of the file read so far, of `totalBytes`. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export type WorkerMessage =
  | ({ readonly kind: "progress" } & Progress)
  /** The new table is complete in a transaction that ends with the answer: nothing has changed until then. */
  | { readonly kind: "ready" }
  | { readonly kind: "inspected"; readonly inspection: Inspection }
  | { readonly kind: "loaded"; readonly loaded: LoadedFile }
  | { readonly kind: "dropped" }
  | { readonly kind: "described"; readonly table: ReadTable["table"] }
  | { readonly kind: "refused"; readonly error: Refusal }
  /** Our bug; `text` is for the log. */
  | { readonly kind: "failed"; readonly text: string };

/** What the server answers to `ready`. */
export type Answer = "commit";

/** A FileError as it travels between processes. */
export interface Refusal {
  readonly code: FileError["code"];
  readonly message: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly detail: string | undefined;
}
