import { posix } from "node:path";
import { FileError, shown } from "../file-error.ts";
import { Archive } from "./archive.ts";
import { type NumberFormat, readFormats } from "./number-formats.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { type Attributes, readAllXml, readXml } from "./xml.ts";

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";

/** A sheet that a person may choose. */
export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
  /** As the sheet says of itself, which it need not; null when it does not. */
  readonly rows: number | null;
  readonly columns: number | null;
}

/** What all sheets of a workbook share. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  /** Days are counted from 1904, as old Macs did. */
  readonly from1904: boolean;
}

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** An Excel workbook, opened for reading in streams. Close it. */
export class Workbook {
  readonly archive: Archive;
  readonly #sheets: readonly ListedSheet[];
  readonly #parts: { readonly strings: string; readonly styles: string };
  readonly #from1904: boolean;

  private constructor(archive: Archive, read: WorkbookParts) {
    this.archive = archive;
    this.#sheets = read.sheets;
    this.#parts = read;
    this.#from1904 = read.from1904;
  }

  /** Throws a FileError that says what the file is when it is no workbook, or is damaged. */
  static async open(path: string, name: string): Promise<Workbook> {
    const archive = await Archive.open(path, name);
    try {
      if (!archive.has(WORKBOOK)) throw otherArchive(archive);
      const read = await readParts(archive);
      if (read.sheets.length === 0) {
        throw new FileError("unreadable", `${shown(name)} has no sheet with cells. Choose another workbook.`);
      }
      return new Workbook(archive, read);
    } catch (error) {
      archive.close();
      throw error;
    }
  }

  /** The sheet that is likely meant: the first one that is not hidden. */
  get likelySheet(): string {
    const sheet = this.#sheets.find(({ hidden }) => !hidden) ?? this.#sheets[0];
    return sheet?.name ?? "";
  }

  async sheets(): Promise<SheetInfo[]> {
    const infos: SheetInfo[] = [];
    for (const { name, hidden, part } of this.#sheets)
      infos.push({ name, hidden, ...(await this.#dimension(part)) });
    return infos;
  }

  /** The part with a sheet's cells; throws a FileError when there is no such sheet. */
  partOf(sheet: string): string {
    const found = this.#sheets.find(({ name }) => name === sheet);
    if (found !== undefined) return found.part;
    const names = this.#sheets.map(({ name }) => shown(name)).join(", ");
    throw new FileError(
      "choice",
      `There is no sheet ${shown(sheet)} in ${shown(this.archive.name)}. It has ${names}.`,
    );
  }

  async context(): Promise<SheetContext> {
    return {
      strings: await readSharedStrings(this.archive, this.#parts.strings),
      formats: await readFormats(this.archive, this.#parts.styles),
      from1904: this.#from1904,
    };
  }

  close(): void {
    this.archive.close();
  }

  async #dimension(part: string): Promise<{ rows: number | null; columns: number | null }> {
    let found: string | undefined;
    let begun = false;
    const reader = {
      open(name: string, attributes: Attributes) {
        if (name === "dimension") found = attributes.ref;
        if (name === "sheetData") begun = true;
      },
    };
    for await (const _ of readXml(this.archive, part, reader)) if (begun) break;
    const corner = /([A-Z]{1,3})(\d+)$/.exec(found ?? "");
    if (corner === null) return { rows: null, columns: null };
    return { rows: Number(corner[2]), columns: columnNumber(corner[1] as string) };
  }
}

/** `A` is 1. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length; at += 1) number = number * 26 + letters.charCodeAt(at) - 64;
  return number;
}

interface WorkbookParts {
  readonly sheets: readonly ListedSheet[];
  readonly strings: string;
  readonly styles: string;
  readonly from1904: boolean;
}

async function readParts(archive: Archive): Promise<WorkbookParts> {
  const targets = new Map<string, { readonly type: string; readonly part: string }>();
  await readAllXml(archive, RELATIONS, {
    open(name, { Id, Type = "", Target = "" }) {
      if (name !== "Relationship" || Id === undefined) return;
      const part = Target.startsWith("/") ? Target.slice(1) : posix.join("xl", Target);
      targets.set(Id, { type: Type.slice(Type.lastIndexOf("/") + 1), part });
    },
  });
  const sheets: ListedSheet[] = [];
  let from1904 = false;
  await readAllXml(archive, WORKBOOK, {
    open(tag, attributes) {
      if (tag === "workbookPr") from1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      if (tag !== "sheet") return;
      const id =
        Object.entries(attributes).find(([name]) => name === "id" || name.endsWith(":id"))?.[1] ?? "";
      const target = targets.get(id);
      if (target?.type !== "worksheet" || !archive.has(target.part)) return;
      const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
      sheets.push({ name: attributes.name ?? "", hidden, part: target.part });
    },
  });
  const partOf = (type: string) => [...targets.values()].find((target) => target.type === type)?.part ?? "";
  return { sheets, strings: partOf("sharedStrings"), styles: partOf("styles"), from1904 };
}

/** Zip files that are something else, by a part that only they have. */
const OTHERS: readonly (readonly [part: string, what: string])[] = [
  ["xl/workbook.bin", "a binary Excel workbook (.xlsb). Save it as .xlsx or CSV and upload that."],
  ["word/document.xml", "a Word document. Copy its table into Excel and save that as .xlsx."],
  ["ppt/presentation.xml", "a presentation. Copy its table into Excel and save that as .xlsx."],
  ["content.xml", "an OpenDocument file. Save it as .xlsx or CSV and upload that."],
];

function otherArchive(archive: Archive): FileError {
  const known = OTHERS.find(([part]) => archive.has(part));
  const what = known?.[1] ?? "a zip archive. Unpack it and upload the file inside.";
  return new FileError("unreadable", `${shown(archive.name)} is ${what}`);
}
