import { expect, test } from "vitest";
import { RunQueue } from "./run-queue.ts";

/** Runs that enter a queue, and the order in which they get their turns. */
function line(inAll: number, perSource: number) {
  const queue = new RunQueue({ inAll, perSource });
  const began: number[] = [];
  const ends = new Map<number, () => void>();
  const cancels = new Map<number, AbortController>();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    queue,
    began,
    async enter(id: number, kpiId: number, sourceId = 1) {
      const cancel = new AbortController();
      cancels.set(id, cancel);
      queue.enter({ id, kpiId, sourceId }, cancel.signal).then(
        (end) => {
          began.push(id);
          ends.set(id, end);
        },
        () => {},
      );
      await settled();
    },
    async end(id: number) {
      ends.get(id)?.();
      await settled();
    },
    async cancel(id: number) {
      cancels.get(id)?.abort("cancel");
      await settled();
    },
  };
}

test("a source runs as many as its limit, and another source does not wait for it", async () => {
  const { enter, end, began } = line(10, 2);
  for (const id of [1, 2, 3]) await enter(id, id);
  await enter(4, 4, 2);
  expect(began).toEqual([1, 2, 4]);
  await end(2);
  expect(began).toEqual([1, 2, 4, 3]);
});

test("all sources together run as many as the limit in all", async () => {
  const { queue, enter, end, began } = line(2, 2);
  for (const id of [1, 2, 3, 4]) await enter(id, id, id);
  expect(began).toEqual([1, 2]);
  expect([...queue.places()]).toEqual([
    [3, 1],
    [4, 2],
  ]);
  await end(1);
  expect(began).toEqual([1, 2, 3]);
});

test("a KPI with many waiting runs holds back another's by one turn", async () => {
  const { queue, enter, end, began } = line(8, 1);
  for (let id = 1; id <= 50; id++) await enter(id, 7);
  await enter(51, 8);
  await enter(52, 8);
  await enter(53, 9);
  expect([51, 53, 2, 52, 3].map((id) => queue.places().get(id))).toEqual([1, 2, 3, 4, 5]);
  for (const id of [1, 51, 53, 2, 52]) await end(id);
  expect(began).toEqual([1, 51, 53, 2, 52, 3]);
});

test("a run that is cancelled while it waits leaves the line, and the others move up", async () => {
  const { queue, enter, end, cancel, began } = line(8, 1);
  for (const id of [1, 2, 3]) await enter(id, id);
  await cancel(2);
  expect([...queue.places()]).toEqual([[3, 1]]);
  await end(1);
  expect(began).toEqual([1, 3]);
});

test("a run whose request was cancelled before it came does not enter", async () => {
  const queue = new RunQueue({ inAll: 1, perSource: 1 });
  const entering = queue.enter({ id: 1, kpiId: 1, sourceId: 1 }, AbortSignal.abort("cancel"));
  await expect(entering).rejects.toBe("cancel");
  await queue.enter({ id: 2, kpiId: 1, sourceId: 1 }, new AbortController().signal);
  expect(queue.places().size).toBe(0);
});

test("a run that is cancelled in the moment of its turn takes nobody else out of the line", async () => {
  const queue = new RunQueue({ inAll: 1, perSource: 1 });
  const never = new AbortController().signal;
  const endFirst = await queue.enter({ id: 1, kpiId: 1, sourceId: 1 }, never);
  const cancel = new AbortController();
  const second = queue.enter({ id: 2, kpiId: 2, sourceId: 1 }, cancel.signal);
  const third = queue.enter({ id: 3, kpiId: 3, sourceId: 1 }, never);
  endFirst();
  cancel.abort("cancel");
  expect([...queue.places()]).toEqual([[3, 1]]);
  (await second)();
  await expect(third).resolves.toBeTypeOf("function");
});
