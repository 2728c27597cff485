import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import type { FileUpload } from "../contracts/file-uploads.ts";
import type { FieldError } from "../contracts/refusals.ts";
import { refusal, type ServerApi } from "./server-api.ts";
import { badInput } from "./trouble.ts";

const BOUNDARY = "----landing-kpi-file";

interface Refused {
  readonly detail?: string;
  readonly message?: string;
  readonly errors?: readonly FieldError[];
}

/** Sends a file as it is read, never as a whole; `onSent` is told the share that is on its way. */
export async function sendFile(
  { url, headers }: ServerApi,
  sourceId: number,
  file: string,
  onSent: (share: number) => void,
): Promise<FileUpload> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw badInput(`There is no file ${file}.`);
  const response = await fetch(`${url}/v1/sources/${sourceId}/files`, {
    method: "POST",
    headers: { ...headers, "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` },
    body: Readable.toWeb(Readable.from(form(file, found.size, onSent))),
    duplex: "half",
  } as RequestInit);
  const answer = (await response.json().catch(() => ({}))) as Refused & { upload?: FileUpload };
  if (response.ok && answer.upload) return answer.upload;
  const sentence = answer.message ?? answer.detail ?? `The server answered with status ${response.status}.`;
  throw refusal(response.status, sentence, answer.errors);
}

async function* form(
  file: string,
  size: number,
  onSent: (share: number) => void,
): AsyncGenerator<Uint8Array> {
  const name = basename(file).replace(/["\r\n]/g, (letter) => encodeURIComponent(letter));
  const text = new TextEncoder();
  yield text.encode(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
  let sent = 0;
  for await (const chunk of createReadStream(file)) {
    yield chunk as Uint8Array;
    sent += (chunk as Uint8Array).length;
    onSent(size === 0 ? 1 : sent / size);
  }
  yield text.encode(`\r\n--${BOUNDARY}--\r\n`);
}
