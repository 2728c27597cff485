import { Readable } from "node:stream";
import { Busboy, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { invalidField } from "../errors.ts";
import { refused } from "../trpc.ts";

/** Where files come in: the page's form and the REST endpoint. Their bodies are bounded where they are kept. */
const TAKES_FILES = /^\/(?:v1\/)?sources\/\d+\/files$/;

/** Most files of one form: what a folder of lists holds, and still one request that ends. */
const MOST_FILES = 200;

const FORM_WITH_FILES = /^multipart\/form-data\b/i;

/** Whether this request may bring a file, which no limit for what people type applies to. */
export function bringsFile({ method, url, headers }: Request): boolean {
  const isForm = FORM_WITH_FILES.test(headers.get("content-type") ?? "");
  return method === "POST" && isForm && TAKES_FILES.test(new URL(url).pathname);
}

/** What became of one file of a form. */
export type TakenFile<T> =
  | { readonly fileName: string; readonly ok: true; readonly value: T }
  | { readonly fileName: string; readonly ok: false; readonly error: unknown };

type Take<T> = (fileName: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>;

/**
 * Hands each file of a form to `take` while it is still on its way, so that none is ever in memory as a whole, and
 * says what became of each, in their order in the form: one that is refused does not stop the others. Throws a refusal
 * on the field `file` when the form has none.
 */
export async function takeFiles<T>(request: Request, take: Take<T>): Promise<TakenFile<T>[]> {
  const type = request.headers.get("content-type") ?? "";
  if (!FORM_WITH_FILES.test(type) || !request.body)
    throw refusedFile("Send the file as a form (multipart/form-data) in the field “file”.");
  const form = readForm(type);
  const files = new FormFiles(take);
  const read = Promise.withResolvers<void>();
  const body = Readable.fromWeb(request.body as never);
  const broken = (error: Error) => {
    files.breakOff(error);
    read.resolve();
  };
  form.on("file", (_field, file, name) => files.add(file, name));
  form.on("filesLimit", () => files.refuseOthers());
  form.on("finish", read.resolve);
  form.on("error", broken);
  body.on("error", broken);
  body.pipe(form);
  try {
    await read.promise;
    return await files.taken();
  } finally {
    // Browsers read an answer only when all is sent: what is left of a form that was refused is passed over.
    body.unpipe(form);
    body.resume();
  }
}

/** The files of one form, as they come. */
class FormFiles<T> {
  readonly #take: Take<T>;
  readonly #taken: Promise<TakenFile<T>>[] = [];
  #current: Readable | undefined;
  #notChosen = false;
  #broke = false;

  constructor(take: Take<T>) {
    this.#take = take;
  }

  add(file: Readable, name: string | undefined): void {
    // One that breaks off after nobody reads it any more is no error of its own.
    file.on("error", () => {});
    if (!name) {
      // A browser sends a form whose file was not chosen with an empty name.
      this.#notChosen = true;
      file.resume();
      return;
    }
    this.#current = file;
    this.#taken.push(this.#takeOne(file, baseName(name)));
  }

  refuseOthers(): void {
    const message = `More than ${MOST_FILES} files came at once: only the first ${MOST_FILES} were taken. Send the others again.`;
    const others = { fileName: "The other files", ok: false, error: refusedFile(message) } as const;
    this.#taken.push(Promise.resolve(others));
  }

  breakOff(error: Error): void {
    this.#broke = true;
    this.#current?.destroy(error);
  }

  async taken(): Promise<TakenFile<T>[]> {
    if (this.#taken.length > 0) return Promise.all(this.#taken);
    if (this.#broke) throw cutOff();
    throw refusedFile(this.#notChosen ? "Choose a file first." : "The form has no file in the field “file”.");
  }

  async #takeOne(file: Readable, fileName: string): Promise<TakenFile<T>> {
    try {
      // Whoever stops reading it must not end it: the next file comes only when this one is read to its end.
      const chunks = file.iterator({ destroyOnReturn: false });
      return { fileName, ok: true, value: await this.#take(fileName, chunks) };
    } catch (error) {
      return { fileName, ok: false, error: this.#broke && file.errored ? cutOff() : error };
    } finally {
      await passOver(file);
    }
  }
}

async function passOver(file: Readable): Promise<void> {
  try {
    for await (const _ of file);
  } catch {
    // It broke off; that was said already.
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
      limits: { fields: 100, fieldSize: 10_000, files: MOST_FILES },
    });
  } catch {
    throw refusedFile("The form is not well-formed multipart/form-data. Send it again.");
  }
}

/** Some clients send a whole path; all of them write the quote in a name as `%22`. */
function baseName(name: string): string {
  return (name.split(/[\\/]/).at(-1) || name).replaceAll("%22", '"');
}
