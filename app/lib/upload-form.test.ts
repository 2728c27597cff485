import { expect, test } from "vitest";
import { formatBytes } from "./upload-form.ts";

test.each([
  [1, "1 byte"],
  [43, "43 bytes"],
  [1_000, "1 kB"],
  [1_234_567, "1.2 MB"],
  [45_600_000, "46 MB"],
  [2_000_000_000, "2 GB"],
])("a file of %d bytes is shown as %s", (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown);
});
