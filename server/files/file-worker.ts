import { forkWorker } from "../connectors/sqlite/fork-worker.ts";
import { FileError, shown } from "./file-error.ts";
import type { Answer, Progress, Work, WorkerMessage } from "./protocol.ts";
import { takeSlot } from "./slots.ts";

const WORKER = new URL("./worker.ts", import.meta.url);
/** The texts of a workbook are the largest thing in it; see xlsx/shared-strings.ts. */
const HEAP_MB = 512;
const STDERR_KEPT = 4_096;

export interface WorkOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting ends the work, really, and rejects with a `cancelled` FileError; too late once a table is swapped. */
  readonly signal?: AbortSignal;
}

type Outcome = Extract<WorkerMessage, { kind: "inspected" | "loaded" | "dropped" | "described" }>;

/**
 * Does a piece of work in a process of its own, so that the server answers meanwhile. Resolves or rejects (with a
 * FileError, or an Error when it is our bug) when the process is gone.
 */
export async function workOn(work: Work, originalName: string, options: WorkOptions): Promise<Outcome> {
  const { signal } = options;
  const giveBack = await takeSlot(signal).catch(() => {
    throw cancelled(originalName);
  });
  try {
    return await workInProcess(work, originalName, options);
  } finally {
    giveBack();
  }
}

async function workInProcess(work: Work, originalName: string, options: WorkOptions): Promise<Outcome> {
  const { onProgress, signal } = options;
  const child = forkWorker(WORKER, [], HEAP_MB);
  let last: WorkerMessage | null = null;
  let committing = false;
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-STDERR_KEPT);
  });
  child.on("message", (message: WorkerMessage) => {
    if (message.kind === "progress") onProgress?.(message);
    else if (message.kind !== "ready") last = message;
    else if (!signal?.aborted) {
      committing = true;
      child.send("commit" satisfies Answer, () => {});
    }
  });
  const stop = () => committing || child.kill("SIGKILL");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    // Work that cannot be delivered is settled by the process's exit.
    child.send(work, () => {});
    const how = await new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("close", (code, end) => resolve(end ?? `exit code ${code}`));
    });
    if (last !== null) return outcomeOf(last);
    if (signal?.aborted && !committing) throw cancelled(originalName);
    throw interrupted(originalName, how, committing, stderr);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function outcomeOf(message: WorkerMessage): Outcome {
  switch (message.kind) {
    case "inspected":
    case "loaded":
    case "dropped":
    case "described":
      return message;
    case "refused": {
      const { code, message: sentence, ...where } = message.error;
      throw new FileError(code, sentence, where);
    }
    case "failed":
      throw new Error(`A file worker failed: ${message.text}`);
    default:
      throw new Error(`A file worker ended with ${message.kind}.`);
  }
}

function cancelled(name: string): FileError {
  return new FileError("cancelled", `Reading ${shown(name)} was cancelled. Nothing was changed.`);
}

function interrupted(name: string, how: string, committing: boolean, stderr: string): FileError {
  const state = committing
    ? "The table is either as it was or completely loaded: look at it before you load the file again."
    : "Nothing was changed; try again.";
  const message = `The process that reads ${shown(name)} ended unexpectedly (${how}). ${state}`;
  return new FileError("interrupted", message, { detail: stderr.trim() || undefined });
}
