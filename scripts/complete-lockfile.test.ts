import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { missingOptionalPackages } from "./complete-lockfile.mjs";
import { inRoot } from "./project.mjs";

describe("package-lock.json", () => {
  it("has every optional package it asks for, or npm ci refuses it on some machine", () => {
    const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
    expect(Object.keys(missingOptionalPackages(packages))).toEqual([]);
  });
});

describe("missing optional packages", () => {
  it("are added beside their owner, with the platform that their name tells", () => {
    const missing = missingOptionalPackages({
      "": { optionalDependencies: { faster: "2.0.0" } },
      "node_modules/bundler": {
        dev: true,
        optionalDependencies: { "@bundler/linux-x64-musl": "1.2.3", "@bundler/win32-ia32-msvc": "1.2.3" },
      },
    });
    expect(missing).toEqual({
      "node_modules/faster": { version: "2.0.0", optional: true },
      "node_modules/@bundler/linux-x64-musl": {
        version: "1.2.3",
        dev: true,
        optional: true,
        os: ["linux"],
        cpu: ["x64"],
        libc: ["musl"],
      },
      "node_modules/@bundler/win32-ia32-msvc": {
        version: "1.2.3",
        dev: true,
        optional: true,
        os: ["win32"],
        cpu: ["ia32"],
      },
    });
  });

  it("are found in any node_modules that the owner would search", () => {
    const missing = missingOptionalPackages({
      "node_modules/a": {},
      "node_modules/a/node_modules/b": { optionalDependencies: { outer: "1.0.0", inner: "1.0.0" } },
      "node_modules/outer": { version: "1.0.0" },
      "node_modules/a/node_modules/b/node_modules/inner": { version: "1.0.0" },
    });
    expect(missing).toEqual({});
  });
});
