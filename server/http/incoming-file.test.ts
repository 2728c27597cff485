import { expect, test } from "vitest";
import { takeFiles } from "./incoming-file.ts";

function formOf(files: readonly (readonly [name: string, content: string])[]): Request {
  const form = new FormData();
  for (const [name, content] of files) form.append("file", new Blob([content]), name);
  return new Request("http://127.0.0.1/sources/1/files", { method: "POST", body: form });
}

async function textOf(_name: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

test("a form brings at most 200 files, and says of the others that they were left", async () => {
  const files = Array.from({ length: 202 }, (_, n) => [`list${n}.csv`, `a\n${n}\n`] as const);
  const taken = await takeFiles(formOf(files), textOf);
  expect(taken.slice(0, 200).map(({ fileName }) => fileName)).toEqual(
    files.slice(0, 200).map(([name]) => name),
  );
  expect(taken[199]).toMatchObject({ ok: true, value: "a\n199\n" });
  expect(taken.slice(200)).toMatchObject([
    { ok: false, error: { message: expect.stringMatching(/^More than 200 files came at once/) } },
  ]);
});

test("a file that nobody reads to its end does not hold up the next one", async () => {
  const large = "1,2\n".repeat(500_000);
  const taken = await takeFiles(
    formOf([
      ["refused.csv", large],
      ["begun.csv", large],
      ["small.csv", "a\n1\n"],
    ]),
    async (name, chunks) => {
      if (name === "refused.csv") throw new Error("not this one");
      if (name === "small.csv") return textOf(name, chunks);
      for await (const _ of chunks) break;
      return "begun";
    },
  );
  expect(taken).toMatchObject([
    { fileName: "refused.csv", ok: false, error: { message: "not this one" } },
    { fileName: "begun.csv", ok: true, value: "begun" },
    { fileName: "small.csv", ok: true, value: "a\n1\n" },
  ]);
});
