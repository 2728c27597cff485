import { createDecipheriv, scryptSync } from "node:crypto";
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
  expect(() => vault.open(`v2:${bytes.toString("base64")}`)).toThrow(/cannot be read/);
  for (const nothing of ["", "v2:", "v2:AAAA", "v3:AAAA", sealed.replace("v2", "v1")])
    expect(() => vault.open(nothing)).toThrow(/cannot be read/);
});

test("a key from the environment is made slowly, with a salt, and what earlier versions sealed quickly still opens", () => {
  const secretKey = "a key from the environment";
  const before = "v1:lbjgau3BTgnz1v6MIdFcw3/kuQAPoKYEpJrin/QPhp+ngPcC/KkijDryUqKrsIloQdCWtQz/RWS7";
  const vault = createVault({ secretKey, keyFile });
  expect(vault.open(before)).toBe(SECRET);
  const sealed = vault.seal(SECRET);
  // As anybody would who has the key and knows what is written down of it.
  const bytes = Buffer.from(sealed.slice("v2:".length), "base64");
  const [salt, iv, tag, text] = [0, 16, 28, 44].map((from, at, starts) =>
    bytes.subarray(from, starts[at + 1] ?? bytes.length),
  ) as [Buffer, Buffer, Buffer, Buffer];
  const key = scryptSync(secretKey, salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 });
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from("v2")).setAuthTag(tag);
  expect(decipher.update(text).toString() + decipher.final().toString()).toBe(SECRET);
  expect(createVault({ secretKey, keyFile }).seal(SECRET).slice(0, 20)).not.toBe(sealed.slice(0, 20));
});

test("what one process seals, or the next one after opening it, has one salt, so that a key is made once", () => {
  const settings = { secretKey: "a key from the environment", keyFile };
  const saltOf = (sealed: string) => Buffer.from(sealed.slice("v2:".length), "base64").subarray(0, 16);
  const vault = createVault(settings);
  const first = vault.seal("one");
  expect(saltOf(vault.seal("two"))).toEqual(saltOf(first));
  const next = createVault(settings);
  expect(next.open(first)).toBe("one");
  expect(saltOf(next.seal("three"))).toEqual(saltOf(first));
});

test("what was sealed with a key from the environment is no secret of a key file", () => {
  const sealed = createVault({ secretKey: "a key from the environment", keyFile }).seal(SECRET);
  const vault = createVault({ secretKey: null, keyFile });
  vault.seal("anything");
  expect(() => vault.open(sealed)).toThrow(/key in the file landing_kpi\.key is not the one/);
});
