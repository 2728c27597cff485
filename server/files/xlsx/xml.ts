import { SaxesParser } from "saxes";
import { FileError, shown } from "../file-error.ts";
import { type Archive, damaged } from "./archive.ts";

/** Bytes without a tag: one text or attribute that is larger would take the memory of the process. */
const MAX_BYTES_WITHOUT_TAG = 32 * 1024 * 1024;

export type Attributes = Readonly<Record<string, string>>;

/** What is told of the tags of a part, by their names without prefix, in the order of the document. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Reads a part of a workbook as XML, and yields after each stretch of it the bytes read so far. Entities of the
 * document's own are refused with its document type, so nothing is expanded. Throws a FileError where it is damaged.
 */
export async function* readXml(archive: Archive, part: string, reader: XmlReader): AsyncGenerator<number> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let lastTag = 0;
  let bytes = 0;
  parser.on("error", (error) => {
    throw damaged(archive.name, `${part}: ${error.message}`);
  });
  parser.on("doctype", () => {
    throw new FileError(
      "unreadable",
      `${shown(archive.name)} has a document type in ${part}, which Excel never writes, and is not opened. Save the table in Excel and upload that.`,
    );
  });
  parser.on("opentag", ({ name, attributes }) => {
    lastTag = bytes;
    reader.open?.(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    lastTag = bytes;
    reader.close?.(local(name));
  });
  if (reader.text) parser.on("text", (text) => reader.text?.(text));
  const decoder = new TextDecoder();
  for await (const chunk of archive.read(part)) {
    bytes += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (bytes - lastTag > MAX_BYTES_WITHOUT_TAG) throw damaged(archive.name, `${part}: a text is too large`);
    yield bytes;
  }
  parser.write(decoder.decode());
  parser.close();
}

/** Reads a whole part; nothing when the workbook has none of that name. */
export async function readAllXml(archive: Archive, part: string, reader: XmlReader): Promise<void> {
  if (!archive.has(part)) return;
  for await (const _ of readXml(archive, part, reader));
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
