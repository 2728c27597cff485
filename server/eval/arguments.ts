import { openSuite, type Suite } from "./suite.ts";

/** Ends the command with what is wrong about its arguments, and how it is called. */
export type Fail = (message: string) => never;

export function failing(usage: string): Fail {
  return (message) => {
    process.stderr.write(`${message}\n${usage}\n`);
    process.exit(2);
  };
}

/** What is thrown while arguments are read says what is wrong about them. */
export function orFail<T>(read: () => T, fail: Fail): T {
  try {
    return read();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

export const suiteIn = (folder: string, fail: Fail): Suite => orFail(() => openSuite(folder), fail);

/** The ISO date that "today" means; that of the clock where none is given. */
export function todayOf(given: string | undefined, fail: Fail): string {
  const today = given ?? new Date().toISOString().slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(today) ? today : fail("--today is a date such as 2026-11-23.");
}
