import { expect, test } from "vitest";
import { requireRememberedSize, requireShortAddress } from "./page-size.server.ts";

/** The redirect that a loader would answer with; undefined when it goes on. */
async function thrown(guard: Promise<void>): Promise<Response | undefined> {
  try {
    await guard;
    return undefined;
  } catch (response) {
    return response as Response;
  }
}

const shorten = (search: string) => thrown(requireShortAddress(new URL(`http://local.invalid/run${search}`)));

async function begin(search: string, cookie: string) {
  const headers = { Cookie: cookie };
  return thrown(requireRememberedSize(new Request(`http://local.invalid/run${search}`, { headers })));
}

test("what one chose is remembered for the next run, and the address says only that", async () => {
  const chosen = await shorten("?search=&page_size=25&page_size_offered=50&sort_by=Plant");
  expect(chosen?.headers.get("Location")).toBe("/run?page_size=25&sort_by=Plant");
  const cookie = chosen?.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  expect((await begin("", cookie))?.headers.get("Location")).toBe("/run?page_size=25");
  expect(await begin("?page_size=100", cookie)).toBeUndefined();
  expect(await begin("?page=2", cookie)).toBeUndefined();
});

test("a number that the form offered, a link said or nobody can have is not taken for a choice", async () => {
  const searched = await shorten("?search=M-1&page_size=100&page_size_offered=100");
  expect(searched?.headers.get("Location")).toBe("/run?search=M-1&page_size=100");
  expect(searched?.headers.has("Set-Cookie")).toBe(false);
  expect(await shorten("?page_size=100")).toBeUndefined();
  const impossible = await shorten("?page_size=9999&page_size_offered=50");
  expect(impossible?.headers.get("Location")).toBe("/run?page_size=9999");
  expect(impossible?.headers.has("Set-Cookie")).toBe(false);
});
