import { expect, test } from "vitest";
import { takeSlot } from "./slots.ts";

/** Whether something has happened by now, all that is ready having run. */
async function happened(work: Promise<unknown>): Promise<boolean> {
  const not = Symbol("not yet");
  const later = new Promise((resolve) => setImmediate(() => resolve(not)));
  return (await Promise.race([work, later])) !== not;
}

test("two files are read at once, the others in their order, and who gives up leaves the line", async () => {
  const first = await takeSlot(undefined);
  const second = await takeSlot(undefined);
  const leaving = new AbortController();
  const third = takeSlot(leaving.signal);
  const fourth = takeSlot(undefined);
  const fifth = takeSlot(undefined);
  expect(await happened(third)).toBe(false);
  leaving.abort(new Error("left"));
  await expect(third).rejects.toThrow("left");
  expect(await happened(fourth)).toBe(false);
  first();
  const giveBackFourth = await fourth;
  expect(await happened(fifth)).toBe(false);
  second();
  (await fifth)();
  giveBackFourth();
  const again = await Promise.all([takeSlot(undefined), takeSlot(undefined)]);
  for (const giveBack of again) giveBack();
});
