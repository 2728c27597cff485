import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeError } from "./contracts/refusals.ts";
import { id, integer } from "./contracts/scalars.ts";
import { AppError, type AppErrorCode } from "./errors.ts";
import { appRouter } from "./router.ts";
import { refused } from "./trpc.ts";

const STATUSES: Readonly<Record<AppErrorCode, number>> = {
  not_found: 404,
  duplicate_name: 409,
  stale_version: 409,
  conflict: 409,
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  too_many_requests: 429,
  unavailable: 503,
  storage_full: 507,
};

test.each(Object.entries(STATUSES))("a refusal with the code %s answers %i", (code, status) => {
  const refusal = describeError(refused(new AppError(code as AppErrorCode, "A sentence.")));
  expect(refusal).toEqual({ status, reason: code, message: "A sentence.", errors: [], current: null });
});

test.each([
  ["UNAUTHORIZED", 401],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["METHOD_NOT_SUPPORTED", 405],
  ["PAYLOAD_TOO_LARGE", 413],
  ["UNSUPPORTED_MEDIA_TYPE", 415],
  ["TOO_MANY_REQUESTS", 429],
  ["PARSE_ERROR", 400],
] as const)("what tRPC itself refuses as %s answers %i with its sentence", (code, status) => {
  const refusal = describeError(new TRPCError({ code, message: "A sentence." }));
  expect(refusal).toMatchObject({ status, reason: "request", message: "A sentence." });
});

test("a fault says nothing of itself, and has one id however often it is described", () => {
  const fault = new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "SELECT secret",
    cause: new Error("x"),
  });
  const { status, message } = describeError(fault);
  expect(status).toBe(500);
  expect(message).not.toContain("secret");
  expect(message).toMatch(/under error-\w{8}\.$/);
  expect(describeError(fault).message).toBe(message);
});

test("an input that does not fit its schema is refused field by field, an unknown field by its name", () => {
  const { error } = z.strictObject({ name: z.string() }).safeParse({ name: 1, nmae: "x" });
  const refusal = describeError(new TRPCError({ code: "BAD_REQUEST", cause: error }));
  expect(refusal.status).toBe(422);
  expect(refusal.errors.map(({ field }) => field)).toEqual(["name", "nmae"]);
});

/** What is wrong in one way or another for a field of any kind. */
const WRONG = [
  1,
  -1,
  1e300,
  "\u0000",
  "",
  "x".repeat(100_000),
  [1],
  [{}],
  { wrong: 1 },
  true,
  null,
  undefined,
];

test("no field of any procedure is refused in words of the schema library", () => {
  const procedures = Object.values(
    appRouter._def.procedures as unknown as Record<string, { _def: { inputs?: z.ZodObject[] } }>,
  );
  const answers = procedures.flatMap(({ _def: { inputs: [schema] = [] } }) =>
    WRONG.flatMap((value) => {
      const sent = Object.fromEntries(Object.keys(schema?.shape ?? {}).map((field) => [field, value]));
      const cause = schema?.safeParse(sent).error;
      return cause ? describeError(new TRPCError({ code: "BAD_REQUEST", cause })).errors : [];
    }),
  );
  expect(answers.length).toBeGreaterThan(500);
  const bad = answers.filter(
    ({ message }) =>
      /^(Invalid|Too |Expected|Unrecognized)|expected/.test(message) || !/[.!?]$/.test(message),
  );
  expect([...new Set(bad.map(({ field, message }) => `${field}: ${message}`))]).toEqual([]);
});

test("a number that may be as large as it likes is said without the largest that a program can hold", () => {
  const { error } = z
    .strictObject({ kpi_id: id(), limit: integer(1, 1_000_000) })
    .safeParse({ kpi_id: 0, limit: "x" });
  const { message } = describeError(new TRPCError({ code: "BAD_REQUEST", cause: error }));
  expect(message).toBe(
    "The request was not accepted: kpi_id: Must be a whole number of 1 or more. limit: Must be a whole number from 1 to 1,000,000.",
  );
});
