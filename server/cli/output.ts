import type { Terminal } from "./terminal.ts";

/** What a command prints: tables and sentences for people, or one JSON document for programs. */
export interface Output {
  readonly json: boolean;
  /** One JSON document with `--json`; otherwise what `people` returns. */
  show(document: unknown, people: () => string): void;
  /** The JSON document of what failed, with `--json`: people get the sentence that the command ends with, and once. */
  showFailed(document: unknown): void;
  /** A sentence beside the result, on standard error; not with `--json`. */
  say(sentence: string): void;
  /** How far something is, in one line that is written over; only on a terminal. */
  progress(text: string): void;
}

export function createOutput(json: boolean, { stdout, stderr }: Pick<Terminal, "stdout" | "stderr">): Output {
  const live = stderr.isTTY && !json;
  let shown = 0;
  const clear = () => {
    if (shown > 0) stderr.write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    json,
    show(document, people) {
      clear();
      stdout.write(`${json ? JSON.stringify(document, null, 2) : people()}\n`);
    },
    showFailed(document) {
      clear();
      if (json) stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
    say(sentence) {
      clear();
      if (!json) stderr.write(`${sentence}\n`);
    },
    progress(text) {
      if (!live) return;
      clear();
      stderr.write(text);
      shown = text.length;
    },
  };
}

export type Value = string | number | boolean | null | undefined;

/** Columns under their headings; `none` where there are no rows. Numbers stand at the right. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Value[])[],
  none: string,
): string {
  if (rows.length === 0) return none;
  const texts = rows.map((row) => headings.map((_, at) => textOf(row[at])));
  const widths = headings.map((heading, at) =>
    texts.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), heading.length),
  );
  const isNumber = headings.map((_, at) =>
    rows.every((row) => typeof row[at] === "number" || row[at] == null),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(headings), line(widths.map((width) => "-".repeat(width))), ...texts.map(line)].join("\n");
}

const MOST_CHARACTERS = 60;

function textOf(value: Value): string {
  if (value === null || value === undefined) return "";
  const text = plain(String(value));
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** In one line: what a source holds may have line ends, or characters that steer a terminal or turn what follows. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, " ");
}

/** Facts under one another, without those that are empty. */
export function facts(pairs: Readonly<Record<string, Value>>): string {
  const told = Object.entries(pairs).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  const width = Math.max(...told.map(([name]) => name.length));
  return told.map(([name, value]) => `${name.padEnd(width)}  ${String(value)}`).join("\n");
}
