import type { ChildProcess } from "node:child_process";
import { basename } from "node:path";
import { SourceError } from "../connector.ts";
import { forkWorker } from "./fork-worker.ts";
import type { Reply, Request } from "./protocol.ts";

const WORKER = new URL("./worker.ts", import.meta.url);
const HEAP_MB = 256;
const STDERR_KEPT = 4_096;

/** The server's side of one worker process. */
export class WorkerProcess {
  /** Settles when the process is gone, whatever ended it. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #file: string;
  #pending: PromiseWithResolvers<Reply> | null = null;
  /** Why the process was, or is being, ended; null while it serves. */
  #end: SourceError | null = null;
  #stderr = "";

  constructor(path: string) {
    this.#file = basename(path);
    this.#child = forkWorker(WORKER, [path], HEAP_MB);
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_KEPT);
    });
    this.#child.on("message", (reply: Reply) => this.#settle((pending) => resolveReply(pending, reply)));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.exited = promise;
    const gone = (how: string): void => {
      this.#end ??= this.#death(how);
      const reason = this.#end;
      this.#settle((pending) => pending.reject(reason));
      resolve();
    };
    this.#child.once("error", (error) => gone(error.message));
    this.#child.once("exit", (code, signal) => gone(signal ?? `exit code ${code}`));
  }

  get alive(): boolean {
    return this.#end === null;
  }

  /** Sends a request and waits for its reply; rejects with a SourceError. One request at a time. */
  ask(request: Request): Promise<Reply> {
    if (this.#end !== null) return Promise.reject(this.#end);
    if (this.#pending !== null) throw new Error("A worker process takes one request at a time.");
    this.#pending = Promise.withResolvers<Reply>();
    // A request that cannot be delivered is settled by the process's exit.
    this.#child.send(request, () => {});
    return this.#pending.promise;
  }

  /** Ends the process and with it the statement it runs; a request under way rejects with the reason. */
  end(reason: SourceError): void {
    if (this.#end !== null) return;
    this.#end = reason;
    this.#child.kill("SIGKILL");
  }

  #settle(how: (pending: PromiseWithResolvers<Reply>) => void): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending !== null) how(pending);
  }

  #death(how: string): SourceError {
    return new SourceError(
      "query_failed",
      `The process that reads ${this.#file} ended unexpectedly (${how}). Nothing was changed; run the statement again.`,
      this.#stderr.trim() || undefined,
    );
  }
}

function resolveReply(pending: PromiseWithResolvers<Reply>, reply: Reply): void {
  if (reply.kind === "failed") {
    pending.reject(new SourceError(reply.error.code, reply.error.message, reply.error.detail));
  } else {
    pending.resolve(reply);
  }
}
