/** Each file that is read takes a processor and some hundred megabytes; those that come later wait in line. */
const MOST_AT_ONCE = 2;

let taken = 0;
const waiting: (() => void)[] = [];

/** Waits until there is room to read a file; call what it answers when the file is read. Rejects when aborted. */
export async function takeSlot(signal: AbortSignal | undefined): Promise<() => void> {
  signal?.throwIfAborted();
  if (taken >= MOST_AT_ONCE) await turn(signal);
  else taken += 1;
  return giveBack;
}

/** Whoever gives a slot back hands it over: `taken` stays as it is. */
function giveBack(): void {
  const next = waiting.shift();
  if (next) next();
  else taken -= 1;
}

function turn(signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = () => {
    waiting.splice(waiting.indexOf(mine), 1);
    reject(signal?.reason);
  };
  const mine = () => {
    signal?.removeEventListener("abort", leave);
    resolve();
  };
  signal?.addEventListener("abort", leave, { once: true });
  waiting.push(mine);
  return promise;
}
