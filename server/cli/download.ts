import { access } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { openFile, saveFile } from "../client/files.ts";
import type { Session } from "./command.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

/**
 * Writes what the server answers into a file as it comes: into `output`, on standard output when that is "-", or here
 * under the name that the server gives it. The file's name; null when it went to standard output. A file that is there
 * stays when nobody named it.
 */
export async function download(
  { api: { transport }, terminal }: Session,
  route: string,
  query: Readonly<Record<string, string | undefined>>,
  output: string | undefined,
): Promise<string | null> {
  const found = await openFile(transport, route, query);
  if (output === "-") {
    await pipeline(found.chunks, terminal.stdout, { end: false }).catch(brokenOff);
    return null;
  }
  const file = output ?? (await freeName(found.name));
  await saveFile(found, file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return brokenOff(error);
    throw badInput(`There is no folder ${path.dirname(file)}. Make it, or say with --output where to write.`);
  });
  return file;
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
