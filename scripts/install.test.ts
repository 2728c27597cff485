import { describe, expect, it } from "vitest";
import { matches } from "./install.mjs";

const wanted = {
  packages: {
    "": {},
    "node_modules/server": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/linter": { version: "2.0.0", integrity: "sha512-b", dev: true },
    "node_modules/for-another-system": { version: "3.0.0", optional: true },
  },
};
const { "": _root, "node_modules/for-another-system": _other, ...here } = wanted.packages;

describe("an installation", () => {
  it("matches the lock file when only optional packages are missing", () => {
    expect(matches(wanted, { packages: here }, true)).toBe(true);
  });

  it("does not match when a package has another version or content", () => {
    const older = { ...here, "node_modules/server": { version: "0.9.0", integrity: "sha512-a" } };
    const other = { ...here, "node_modules/server": { version: "1.0.0", integrity: "sha512-z" } };
    expect(matches(wanted, { packages: older }, true)).toBe(false);
    expect(matches(wanted, { packages: other }, true)).toBe(false);
  });

  it("needs development dependencies only for development", () => {
    const production = { "node_modules/server": here["node_modules/server"] };
    expect(matches(wanted, { packages: production }, false)).toBe(true);
    expect(matches(wanted, { packages: production }, true)).toBe(false);
  });

  it("never matches when a dependency is missing", () => {
    expect(matches(wanted, { packages: {} }, false)).toBe(false);
  });
});
