import { expect, test } from "vitest";
import { tallyInWords } from "./tally.ts";

const NONE = { all: 0, critical: 0, failed: 0, warning: 0, never: 0, ok: 0, other: 0 };

test("the worst is said first, and what there is none of is not said", () => {
  expect(tallyInWords({ ...NONE, all: 1207, ok: 1200, critical: 2, never: 5 })).toBe(
    "2 critical, 5 never executed, 1,200 OK",
  );
  expect(tallyInWords({ ...NONE, all: 4, other: 4 })).toBe("");
});
