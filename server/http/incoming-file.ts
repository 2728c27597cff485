import { Readable } from "node:stream";
import { Busboy, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { invalidField } from "../errors.ts";
import { refused } from "../trpc.ts";

/** Where files come in: the page's form and the REST endpoint. Their bodies are bounded where they are kept. */
const TAKES_FILES = /^\/(?:v1\/)?sources\/\d+\/files$/;

/** Whether this request may bring a file, which no limit for what people type applies to. */
export function bringsFile({ method, url }: Request): boolean {
  return method === "POST" && TAKES_FILES.test(new URL(url).pathname);
}

/**
 * Hands the one file of a form to `take` while it is still on its way, so that it is never in memory as a whole, and
 * answers what that answers. Throws a refusal on the field `file` when the form has none.
 */
export async function takeFile<T>(
  request: Request,
  take: (fileName: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type) || !request.body)
    throw refusedFile("Send the file as a form (multipart/form-data) in the field “file”.");
  const form = readForm(type);
  const taken = Promise.withResolvers<T>();
  let current: Readable | undefined;
  let broke = false;
  form.on("file", (_field, file, name) => {
    // A browser sends a form whose file was not chosen with an empty name.
    if (current || !name) {
      file.resume();
      if (!current) taken.reject(refusedFile("Choose a file first."));
      return;
    }
    current = file;
    take(baseName(name), file)
      .then(taken.resolve, (error) => taken.reject(broke ? cutOff() : error))
      .finally(() => file.resume());
  });
  form.on("finish", () => {
    if (!current) taken.reject(refusedFile("The form has no file in the field “file”."));
  });
  const body = Readable.fromWeb(request.body as never);
  const broken = (error: Error) => {
    broke = true;
    if (current) current.destroy(error);
    else taken.reject(cutOff());
  };
  form.on("error", broken);
  body.on("error", broken);
  body.pipe(form);
  try {
    return await taken.promise;
  } finally {
    // Browsers read an answer only when all is sent: what is left of a file that was refused is passed over.
    body.unpipe(form);
    body.resume();
  }
}

function cutOff() {
  return refusedFile("The file did not arrive whole. Send it again.");
}

function refusedFile(message: string) {
  return refused(invalidField("file", message));
}

function readForm(type: string): BusboyInstance {
  try {
    return Busboy({
      headers: { "content-type": type } as BusboyHeaders,
      limits: { fields: 100, fieldSize: 10_000 },
    });
  } catch {
    throw refusedFile("The form is not well-formed multipart/form-data. Send it again.");
  }
}

/** Some clients send a whole path. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) || name;
}
