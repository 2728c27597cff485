import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { badInput } from "../trouble.ts";
import { type FileKpi, readKpis, troubleOfField } from "./read.ts";

export const YAML_FILE = /\.ya?ml$/i;
export const STANDARD_INPUT = "-";
/** More than any store's definitions; a file of this size was named by mistake. */
const MOST_BYTES = 64 * 1024 * 1024;

/** All KPIs of files and folders, and of `stdin` where "-" is named; rejects with everything that is wrong in them, before anything is compared. */
export async function readAll(paths: readonly string[], stdin: Readable): Promise<readonly FileKpi[]> {
  const kpis: FileKpi[] = [];
  const troubles: string[] = [];
  for (const file of await filesOf(paths)) {
    const content = file === STANDARD_INPUT ? { text: await text(stdin) } : await contentOf(file);
    if ("trouble" in content) {
      troubles.push(content.trouble);
      continue;
    }
    const read = readKpis(file === STANDARD_INPUT ? "standard input" : file, content.text);
    kpis.push(...read.kpis);
    troubles.push(...read.troubles);
  }
  troubles.push(...twins(kpis));
  if (troubles.length > 0) throw badInput(["Nothing was changed:", ...troubles].join("\n"));
  return kpis;
}

/** Each file once, a folder as the YAML files in it and below; in the order of their names. */
async function filesOf(paths: readonly string[]): Promise<readonly string[]> {
  const files = new Map<string, string>();
  for (const named of paths) {
    if (named === STANDARD_INPUT) {
      files.set(named, named);
      continue;
    }
    const found = await stat(named).catch(() => null);
    if (!found) throw badInput(`There is no file or folder ${named}.`);
    const those = found.isDirectory() ? await yamlFilesIn(named) : [named];
    if (those.length === 0) throw badInput(`There is no file that ends in .yaml or .yml in ${named}.`);
    for (const file of those) {
      const real = await realpath(file);
      if (!files.has(real)) files.set(real, file);
    }
  }
  return [...files.values()];
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const isHidden = path
      .relative(folder, file)
      .split(path.sep)
      .some((part) => part.startsWith("."));
    if (isHidden || !YAML_FILE.test(entry.name)) continue;
    const isFile = entry.isSymbolicLink() ? (await stat(file).catch(() => null))?.isFile() : entry.isFile();
    if (isFile) files.push(file);
  }
  return files.sort(byCodeUnits);
}

/** The text of a file, or why there is none: a trouble among others, so that all are told at once. */
async function contentOf(file: string): Promise<{ readonly text: string } | { readonly trouble: string }> {
  const size = (await stat(file)).size;
  if (size > MOST_BYTES) return { trouble: `${file} has ${size} bytes: that is no file of KPIs.` };
  const bytes = await readFile(file).catch((error: Error) => error);
  if (bytes instanceof Error) return { trouble: `${file} cannot be read: ${bytes.message}.` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { trouble: `${file} is no text in UTF-8. Save it with this encoding.` };
  }
}

/** One name, one KPI: which of two documents would win is not for us to say. */
function twins(kpis: readonly FileKpi[]): string[] {
  const first = new Map<string, FileKpi>();
  return kpis.flatMap((kpi) => {
    const other = first.get(kpi.fields.name);
    if (!other) {
      first.set(kpi.fields.name, kpi);
      return [];
    }
    const where = `${other.file}, line ${other.lines.get("name")}`;
    const twin = `${JSON.stringify(kpi.fields.name)} is a KPI of ${where} already.`;
    return troubleOfField(kpi, "name", `${twin} Take one of them away, or give it another name.`);
  });
}

/** The same on every machine, whatever its language. */
export function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
