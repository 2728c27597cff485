import fs from "node:fs";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../testing/started-server.ts";
import { createSourceFolders, type SourceFolders } from "./source-folders.ts";

let root: string;
let folders: SourceFolders;

beforeEach(() => {
  const temporary = temporaryFolder();
  onTestFinished(temporary.remove);
  root = fs.realpathSync(temporary.path);
  for (const file of [
    "sources/a.db",
    "sources/deep/b.sqlite",
    "sources/notes.txt",
    "store.db",
    "secret/c.db",
  ]) {
    fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), "");
  }
  folders = createSourceFolders([path.join(root, "sources")], path.join(root, "store.db"));
});

test("a file in a folder goes by its path, or by its path within the folder", () => {
  const file = path.join(root, "sources/deep/b.sqlite");
  expect(folders.resolve(file)).toBe(file);
  expect(folders.resolve("deep/b.sqlite")).toBe(file);
  expect(folders.resolve("deep/../a.db")).toBe(path.join(root, "sources/a.db"));
});

test.each([
  ["a file elsewhere", "secret/c.db"],
  ["a way out of the folder", "sources/../secret/c.db"],
  ["a folder whose name only begins alike", "sources2/a.db"],
  ["a file that is not there", "sources/none.db"],
])("%s is told as not there: whether it exists is nobody's business", (_what, file) => {
  fs.mkdirSync(path.join(root, "sources2"));
  fs.writeFileSync(path.join(root, "sources2/a.db"), "");
  expect(() => folders.resolve(path.join(root, file))).toThrow(/^There is no file .* SOURCE_FOLDERS/);
});

test("a symbolic link out of the folder leads nowhere, also one that came later", () => {
  const link = path.join(root, "sources/link.db");
  fs.symlinkSync(path.join(root, "secret/c.db"), link);
  expect(() => folders.resolve("link.db")).toThrow(/^There is no file/);
  expect(() => folders.mayOpen(link)).toThrow(/lies in none of the folders/);
});

test("a folder, a NUL and the product's own database are refused with what they are", () => {
  expect(() => folders.resolve("deep")).toThrow(/is a folder/);
  expect(() => folders.resolve("a.db\0")).toThrow(/NUL/);
  const own = createSourceFolders([root], path.join(root, "store.db"));
  expect(() => own.resolve("store.db")).toThrow(/own database/);
});

test("database files are listed, the product's own and those behind links out are not", () => {
  fs.symlinkSync(path.join(root, "secret/c.db"), path.join(root, "sources/link.db"));
  expect(folders.list()).toEqual(
    ["sources/a.db", "sources/deep/b.sqlite"].map((file) => path.join(root, file)),
  );
  const own = createSourceFolders([root], path.join(root, "store.db"));
  expect(own.list()).not.toContain(path.join(root, "store.db"));
  expect(createSourceFolders([path.join(root, "missing")], "store.db").list()).toEqual([]);
});

test("a file that went since it was connected is left for the connection to tell", () => {
  const gone = path.join(root, "sources/gone.db");
  expect(folders.mayOpen(gone)).toBe(gone);
});
