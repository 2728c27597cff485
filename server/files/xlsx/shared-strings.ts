import { FileError, shown } from "../file-error.ts";
import type { Archive } from "./archive.ts";
import { readAllXml } from "./xml.ts";

/** They stay in memory while a sheet is read. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_STRINGS = 4_000_000;

/** The texts that cells refer to by number. */
export async function readSharedStrings(archive: Archive, part: string): Promise<string[]> {
  if (archive.unpackedSize(part) > MAX_BYTES) throw tooMany(archive.name);
  const strings: string[] = [];
  const text = new RichText();
  await readAllXml(archive, part, {
    open(name) {
      if (name === "si") text.begin();
      text.open(name);
    },
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name !== "si") return;
      if (strings.length === MAX_STRINGS) throw tooMany(archive.name);
      strings.push(text.value());
    },
  });
  return strings;
}

function tooMany(name: string): FileError {
  const message = `${shown(name)} has more different texts than are read from a workbook. Save the sheet as CSV and upload that.`;
  return new FileError("too_large", message);
}

/** A text in pieces, as formatting splits it; how it is pronounced (`rPh`) is no part of it. */
export class RichText {
  #value = "";
  #inside = false;
  #aside = false;

  begin(): void {
    this.#value = "";
  }

  open(name: string): void {
    if (name === "rPh") this.#aside = true;
    else if (name === "t") this.#inside = !this.#aside;
  }

  add(piece: string): void {
    if (this.#inside) this.#value += piece;
  }

  close(name: string): void {
    if (name === "rPh") this.#aside = false;
    else if (name === "t") this.#inside = false;
  }

  value(): string {
    return unescaped(this.#value);
  }
}

/** Characters that XML may not have are written as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
