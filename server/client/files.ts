import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { LandingKpiError } from "./error.ts";
import type { Transport } from "./transport.ts";

/** A file that the server makes. */
export interface ServerFile {
  /** The server's name for it, without a folder. */
  readonly name: string;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/** Begins to fetch a file; what the query leaves undefined is not sent. */
export async function openFile(
  transport: Transport,
  route: string,
  query: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<ServerFile> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const path = `${route}?${new URLSearchParams(given)}`;
  const { response, chunks } = await transport.open(path, { signal, idleMs: transport.timeoutMs });
  return { name: nameOf(response), chunks };
}

/** Writes it as it comes. What breaks off leaves no file behind, and one that was there stays as it was. */
export async function saveFile({ chunks }: ServerFile, file: string): Promise<void> {
  const partial = `${file}.part`;
  try {
    await pipeline(chunks, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** What a file system says, as a sentence; anything else, such as an answer that breaks off or a signal, stays as it is. */
export function unwritable(file: string, error: unknown): unknown {
  const { syscall, code, message } = Object(error) as NodeJS.ErrnoException;
  if (!syscall) return error;
  const why = code === "ENOENT" ? `there is no folder ${dirname(file)}` : message;
  return new LandingKpiError("unwritable", `${file} could not be written: ${why}.`, { cause: error });
}

/** From the answer's Content-Disposition. */
function nameOf(response: Response): string {
  const header = response.headers.get("content-disposition") ?? "";
  const full = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  return basename(full ? decodeURIComponent(full) : (/filename="([^"]+)"/.exec(header)?.[1] ?? "export"));
}
