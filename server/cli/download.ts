import { createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type FieldError, refusal, type ServerApi } from "./server-api.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

/**
 * Writes what the server answers into a file as it comes: into `output`, on standard output when that is "-", or here
 * under the name that the server gives it. The file's name; null when it went to standard output. What breaks off
 * leaves no file behind, and a file that is there stays when nobody named it.
 */
export async function download(
  { url, headers }: ServerApi,
  route: string,
  query: Readonly<Record<string, string | undefined>>,
  output: string | undefined,
): Promise<string | null> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${url}${route}?${new URLSearchParams(given)}`, { headers });
  if (!response.ok || !response.body) throw await refused(response);
  const body = Readable.fromWeb(response.body as never);
  if (output === "-") {
    await pipeline(body, process.stdout, { end: false }).catch(brokenOff);
    return null;
  }
  const file = output ?? (await freeName(nameOf(response)));
  const partial = `${file}.part`;
  try {
    await pipeline(body, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    brokenOff(error);
  }
  return file;
}

async function refused(response: Response): Promise<CliError> {
  const answer = (await response.json().catch(() => ({}))) as { message?: string; errors?: FieldError[] };
  const sentence = answer.message ?? `The server answered with status ${response.status}.`;
  return refusal(response.status, sentence, answer.errors);
}

/** From the answer's Content-Disposition, without a folder. */
function nameOf(response: Response): string {
  const header = response.headers.get("content-disposition") ?? "";
  const full = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  return basename(full ? decodeURIComponent(full) : (/filename="([^"]+)"/.exec(header)?.[1] ?? "export"));
}

async function freeName(name: string): Promise<string> {
  const exists = await access(name).then(
    () => true,
    () => false,
  );
  if (exists) throw badInput(`There is a file ${name} here already. Say with --output where to write.`);
  return name;
}

function brokenOff(error: unknown): never {
  throw new CliError(EXIT.failed, `The file could not be written to its end: ${(error as Error).message}.`);
}
