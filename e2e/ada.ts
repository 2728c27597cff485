import { test as base } from "./fixtures.ts";

/**
 * `test` for journeys that begin when Ada, an administrator, is signed in. How a person becomes one is a journey of
 * people.spec.ts; the others each take a copy of what came of it.
 */
export const test = base.extend({
  baseURL: async ({ adasStore }, use, info) => {
    const server = await adasStore.serve(`ada-${info.testId}`);
    await use(server.url);
    await server.stop();
  },
  context: async ({ context, adasStore }, use) => {
    await context.addCookies(adasStore.cookies);
    await use(context);
  },
});
