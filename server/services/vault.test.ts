import fs from "node:fs";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../testing/started-server.ts";
import { createVault } from "./vault.ts";

let keyFile: string;

beforeEach(() => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  keyFile = path.join(folder.path, "landing_kpi.key");
});

const SECRET = "p@ss wörd 'with\" everything\\";

test("what is sealed can be opened by another vault with the same key file, and never reads like the secret", () => {
  const sealed = createVault({ secretKey: null, keyFile }).seal(SECRET);
  expect(createVault({ secretKey: null, keyFile }).open(sealed)).toBe(SECRET);
  expect(sealed).not.toContain("wörd");
  expect(createVault({ secretKey: null, keyFile }).seal(SECRET)).not.toBe(sealed);
});

test("the key file is its owner's alone, and made only when something is sealed", () => {
  const vault = createVault({ secretKey: null, keyFile });
  expect(() => vault.open("v1:AAAA")).toThrow(/key file landing_kpi\.key is missing/);
  expect(fs.existsSync(keyFile)).toBe(false);
  vault.seal(SECRET);
  expect(fs.statSync(keyFile).mode & 0o777).toBe(0o600);
});

test("a key file that others can read, or that is damaged, is not used", () => {
  createVault({ secretKey: null, keyFile }).seal(SECRET);
  fs.chmodSync(keyFile, 0o644);
  expect(() => createVault({ secretKey: null, keyFile }).seal(SECRET)).toThrow(/chmod 600 landing_kpi\.key/);
  fs.chmodSync(keyFile, 0o600);
  fs.writeFileSync(keyFile, "not a key");
  expect(() => createVault({ secretKey: null, keyFile }).seal(SECRET)).toThrow(/damaged/);
});

test("a key from the environment needs no file; another key, or a changed text, opens nothing", () => {
  const vault = createVault({ secretKey: "a key from the environment", keyFile });
  const sealed = vault.seal(SECRET);
  expect(vault.open(sealed)).toBe(SECRET);
  expect(fs.existsSync(keyFile)).toBe(false);
  expect(() => createVault({ secretKey: "another key", keyFile }).open(sealed)).toThrow(/key in SECRET_KEY/);
  const bytes = Buffer.from(sealed.slice(3), "base64");
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  expect(() => vault.open(`v1:${bytes.toString("base64")}`)).toThrow(/cannot be read/);
});
