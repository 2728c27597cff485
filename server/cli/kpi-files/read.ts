import { type Document, isMap, isScalar, LineCounter, type ParsedNode, parseAllDocuments } from "yaml";
import { FORMAT, FORMAT_KEY, KpiInFile } from "./format.ts";

/** A KPI that a file has. */
export interface FileKpi {
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly fields: KpiInFile;
  /** The lines of its fields. */
  readonly lines: ReadonlyMap<string, number>;
}

export interface ReadFile {
  readonly kpis: readonly FileKpi[];
  /** Sentences that say file, line and field, and what to do. */
  readonly troubles: readonly string[];
}

/** The KPIs of one file, and all that is wrong in it. */
export function readKpis(file: string, text: string): ReadFile {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const kpis: FileKpi[] = [];
  const troubles: string[] = [];
  const lineAt = (offset: number) => lines.linePos(offset).line;
  for (const document of documents) {
    const read = readDocument(document, text, lineAt);
    if (read === null) continue;
    if (read.fields) kpis.push({ file, line: read.line, fields: read.fields, lines: read.lines });
    for (const trouble of read.troubles) troubles.push(troubleAt(file, trouble));
  }
  if (kpis.length === 0 && troubles.length === 0)
    troubles.push(`${file}: There is no KPI in it. Take it away, or write one as "kpis export" does.`);
  return { kpis, troubles };
}

interface Trouble {
  readonly line: number;
  readonly field?: string | undefined;
  readonly message: string;
}

/** As an editor's list of problems has them. */
function troubleAt(file: string, { line, field, message }: Trouble): string {
  return `${file}, line ${line}${field ? `, ${field}` : ""}: ${message}`;
}

/** What is wrong with a field of a KPI that could be read, where the field stands, or else the KPI. */
export function troubleOfField({ file, line, lines }: FileKpi, field: string, message: string): string {
  return troubleAt(file, { line: lines.get(field) ?? line, field, message });
}

interface ReadDocument {
  readonly line: number;
  readonly lines: ReadonlyMap<string, number>;
  readonly fields?: KpiInFile;
  readonly troubles: readonly Trouble[];
}

/** Null for a document with nothing in it, such as what stands before the first `---`. */
function readDocument(
  document: Document.Parsed,
  text: string,
  lineAt: (offset: number) => number,
): ReadDocument | null {
  const broken = [...document.errors, ...document.warnings];
  const { contents } = document;
  const line = contents ? lineAt(contents.range[0]) : 1;
  const pairs = new Map<string, Pair>();
  if (isMap(contents))
    for (const { key, value } of contents.items)
      if (isScalar(key)) pairs.set(String(key.value), { line: lineAt(key.range?.[0] ?? 0), value });
  const lines = new Map([...pairs].map(([field, pair]) => [field, pair.line]));
  if (broken.length > 0) {
    const troubles = broken.map(({ code, message, pos }) => ({
      line: lineAt(pos[0]),
      ...(code === "DUPLICATE_KEY" && { field: /^[^\s:]*/.exec(text.slice(pos[0]))?.[0] }),
      message: sentenceOf(code, message),
    }));
    return { line, lines, troubles };
  }
  if (contents === null || (isScalar(contents) && contents.value === null)) return null;
  const troubles = formatTroubles(isMap(contents), pairs, line);
  if (troubles.length > 0) return { line, lines, troubles };
  return { line, lines, ...readFields(document, pairs, line) };
}

interface Pair {
  readonly line: number;
  readonly value: ParsedNode | null;
}

function formatTroubles(isKpi: boolean, pairs: ReadonlyMap<string, Pair>, line: number): Trouble[] {
  const format = pairs.get(FORMAT_KEY);
  if (!isKpi || !format) {
    const message = `This is no KPI: the key ${FORMAT_KEY} is missing. Write "${FORMAT_KEY}: ${FORMAT}" and below it the fields, as "kpis export" does.`;
    return [{ line, message }];
  }
  if (isScalar(format.value) && format.value.value === FORMAT) return [];
  const message = `This version reads format ${FORMAT} only. Export the KPI again with this version, or import it with the one that wrote it.`;
  return [{ line: format.line, field: FORMAT_KEY, message }];
}

function readFields(
  document: Document.Parsed,
  pairs: ReadonlyMap<string, Pair>,
  line: number,
): Pick<ReadDocument, "fields" | "troubles"> {
  let plain: Record<string, unknown>;
  try {
    plain = document.toJS() as Record<string, unknown>;
  } catch (error) {
    // An alias of nothing, or so many aliases that they would fill the memory.
    return {
      troubles: [{ line, message: `${asSentence((error as Error).message)} Write the text itself.` }],
    };
  }
  const { [FORMAT_KEY]: _, ...fields } = plain;
  const read = KpiInFile.safeParse(fields);
  if (read.success) return { fields: read.data, troubles: [] };
  const troubles = read.error.issues.flatMap((issue): Trouble[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((field) => ({
        line: pairs.get(field)?.line ?? line,
        field,
        message: `There is no such field. Check its spelling, or leave it out. There are: ${Object.keys(KpiInFile.shape).join(", ")}.`,
      }));
    const field = String(issue.path[0] ?? "");
    const pair = pairs.get(field);
    return [
      { line: pair?.line ?? line, field, message: `${issue.message}${quotesFor(pair, issue.message)}` },
    ];
  });
  return { troubles };
}

/** YAML reads 2025 or true as no text, which is the commonest slip. */
function quotesFor(pair: Pair | undefined, message: string): string {
  const node = pair?.value;
  if (!message.endsWith("must be text.") || !isScalar(node) || node.value === null) return "";
  return ` Put it in quotes: ${JSON.stringify(node.source ?? String(node.value))}`;
}

function sentenceOf(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "This field is there twice. Take one of them away.";
  if (code === "TAB_AS_INDENT") return "YAML is indented with spaces. Replace the tab.";
  if (code === "BLOCK_AS_IMPLICIT_KEY") return "Text with a colon in it has to be in quotes.";
  return `This is no YAML that can be read. ${asSentence(message)} Text with a colon, # or quotes in it has to be in quotes.`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
