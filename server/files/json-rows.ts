import { FileError, shown } from "./file-error.ts";
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, type RawCell, type RawRow } from "./file-shape.ts";

/** Characters of one line: what is no JSON lines may be one line of any length. */
const MAX_LINE_CHARACTERS = 16 * MAX_CELL_CHARACTERS;

/** The keys of JSON lines, which are the columns of their table; grows as keys appear, unless they are given. */
export class Keys {
  readonly #places = new Map<string, number>();
  readonly #given: boolean;

  constructor(given: readonly string[] | null) {
    this.#given = given !== null;
    for (const key of given ?? []) this.#places.set(key, this.#places.size);
  }

  get names(): string[] {
    return [...this.#places.keys()];
  }

  get count(): number {
    return this.#places.size;
  }

  /** Which cell of a row a key is; throws a FileError at one that nobody decided about. */
  place(key: string, line: number): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (this.#given) {
      const message = `Line ${line} has the key ${shown(key)}, which is no column yet. Add a column with that header, or leave it out there.`;
      throw new FileError("content", message, { line });
    }
    if (this.#places.size === MAX_COLUMNS) {
      const message = `Up to line ${line} there are more than ${MAX_COLUMNS.toLocaleString("en")} keys; a table has no more columns. Move some into an object of their own.`;
      throw new FileError("too_large", message, { line });
    }
    this.#places.set(key, this.#places.size);
    return this.#places.size - 1;
  }
}

/**
 * The rows of JSON lines in batches, blank lines as rows without cells. Numbers keep their digits; lists and objects
 * inside are text, as JSON. Throws a FileError with the line that is no object.
 */
export async function* jsonRows(text: AsyncIterable<string>, keys: Keys): AsyncGenerator<RawRow[]> {
  let rest = "";
  let line = 1;
  for await (const chunk of text) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE_CHARACTERS) throw lineTooLong(line + lines.length);
    const batch: RawRow[] = [];
    for (const written of lines) {
      batch.push({ line, cells: cellsOf(written, line, keys) });
      line += 1;
    }
    if (batch.length > 0) yield batch;
  }
  if (rest !== "") yield [{ line, cells: cellsOf(rest, line, keys) }];
}

function cellsOf(written: string, line: number, keys: Keys): RawCell[] {
  if (written.trim() === "") return [];
  const value = parsed(written, line);
  if (typeof value !== "object" || value === null || Array.isArray(value) || isRaw(value)) {
    throw noObject(line, `It is ${shown(written)}`);
  }
  const entries = Object.entries(value);
  const cells: RawCell[] = new Array(keys.count).fill(null);
  for (const [key, member] of entries) {
    const place = keys.place(key, line);
    while (cells.length <= place) cells.push(null);
    cells[place] = cellOf(member);
  }
  return cells;
}

function cellOf(member: unknown): RawCell {
  if (member === null || member === undefined) return null;
  if (typeof member === "string") return member;
  if (typeof member === "boolean") return { is: "boolean", text: String(member) };
  return isRaw(member) ? { is: "number", text: plainDigits(member.rawJSON) } : JSON.stringify(member);
}

/** Exponents as a double is written; all else as it stands, zeros at the end too. */
function plainDigits(number: string): string {
  return /[eE]/.test(number) ? String(Number(number)) : number;
}

function parsed(written: string, line: number): unknown {
  let value: unknown;
  try {
    value = exactly.parse(written, (_key, member, { source }) =>
      typeof member === "number" && source !== undefined ? exactly.rawJSON(source) : member,
    );
  } catch (error) {
    if (error instanceof SyntaxError) throw noObject(line, syntaxTrouble(written, error));
    throw noObject(line, "It is nested too deeply");
  }
  return value;
}

/** The parser tells the place within its message, and none when the text ends too early. */
function syntaxTrouble(written: string, error: SyntaxError): string {
  const place = /position (\d+)/.exec(error.message)?.[1];
  if (place === undefined || Number(place) >= written.trimEnd().length) return "It ends too early";
  return `It goes wrong at character ${Number(place) + 1}, ${shown(written.slice(Number(place)))}`;
}

function noObject(line: number, why: string): FileError {
  return new FileError(
    "content",
    `Line ${line} is no JSON object. ${why}. Correct the line, one object a line.`,
    { line },
  );
}

function lineTooLong(line: number): FileError {
  const size = MAX_LINE_CHARACTERS / 1024 / 1024;
  return new FileError(
    "too_large",
    `Line ${line} has more than ${size} million characters. Write one object a line.`,
    { line },
  );
}

/** A number with its digits as written. The language's own way to keep them; TypeScript does not know it yet. */
interface RawNumber {
  readonly rawJSON: string;
}

const exactly = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

const isRaw = (value: unknown): value is RawNumber => exactly.isRawJSON(value);
