import { once } from "node:events";
import { expect, test } from "vitest";
import { Deadline } from "./deadline.ts";

test.each([
  [40.0007412599, "0.04 s"],
  [1000.00259, "1 s"],
])("a limit of %d ms is told as %s", async (timeLimitMs, told) => {
  for (const phase of ["waiting", "running"] as const) {
    const deadline = new Deadline({ timeLimitMs });
    deadline.phase = phase;
    await once(deadline.signal, "abort");
    expect(deadline.signal.reason.message).toContain(`time limit of ${told}. `);
  }
});
