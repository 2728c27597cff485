import { z } from "zod";
import { id, integer, optionalText, timestamp } from "./scalars.ts";

/** Over which door something was asked for; `server`: the product did it by itself. */
export const WAYS = ["pages", "REST", "tRPC", "command line", "server"] as const;
export type Way = (typeof WAYS)[number];

/** The User-Agent of the command line. */
export const COMMAND_LINE = "landing-kpi-command-line";

/** Where a request comes from. */
export interface Origin {
  readonly way: Way;
  /** The network address; null where there is none. */
  readonly address: string | null;
}

const day = (what: string) =>
  z.iso
    .date({ error: `${what} must be a day, such as 2026-11-25.` })
    .optional()
    .meta({ description: `${what}, in UTC` });

const searched = {
  search: optionalText("Search", 200).meta({ description: "Text anywhere in an entry, in any case" }),
  who: optionalText("Who", 100).meta({ description: "Text in the name of the person or the key" }),
  act: optionalText("What", 100).meta({ description: "A procedure, such as `kpis.update`" }),
  from: day("The first day"),
  to: day("The last day"),
};

export const AuditQuery = z.strictObject({
  ...searched,
  before: id().optional().meta({ description: "Only entries with smaller numbers: the next page" }),
  limit: integer(1, 500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditExportQuery = z.strictObject(searched);
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

const changed = (when: string) =>
  z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: `What changed, as it was ${when}; no secrets and no rows` });

export const AuditEntry = z
  .object({
    seq: z.int(),
    at: timestamp(),
    who: z.string(),
    who_kind: z.string(),
    who_id: z.int().nullable().meta({ description: "The account's number, or the key's" }),
    way: z.enum(WAYS),
    address: z.string().nullable(),
    act: z.string(),
    did: z.string(),
    outcome: z.enum(["done", "refused", "failed", "unknown"]).meta({
      description: "failed: part of it may have happened; unknown: the server ended meanwhile",
    }),
    thing_kind: z.string().nullable(),
    thing_id: z.string().nullable(),
    thing_name: z.string().nullable(),
    before: changed("before"),
    after: changed("after"),
    hash: z.string(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditResponse = z.object({
  success: z.literal(true),
  entries: z.array(AuditEntry),
  next_before: z.int().nullable().meta({ description: "`before` of the next page; null when there is none" }),
});

export const AuditVerifyQuery = z
  .strictObject({
    seq: id().optional().meta({ description: "The number of an entry whose hash was noted down elsewhere" }),
    hash: optionalText("The hash", 100),
  })
  .refine(({ seq, hash }) => (seq === undefined) === (hash == null), {
    error: "seq and hash go together: the number of an entry, and the hash that was noted down for it.",
  });
export type AuditVerifyQuery = z.infer<typeof AuditVerifyQuery>;

export const AuditVerification = z
  .object({
    success: z.boolean(),
    message: z.string(),
    entries: z.int().meta({ description: "How many there are" }),
    first: z.int().nullable(),
    last: z.int().nullable(),
    last_hash: z.string().nullable().meta({ description: "Note it down elsewhere, to be compared later" }),
    problems: z
      .array(z.object({ seq: z.int(), problem: z.string() }))
      .meta({ description: "Entries that are missing, changed or out of order; at most 100" }),
  })
  .meta({ id: "AuditVerification" });
export type AuditVerification = z.infer<typeof AuditVerification>;
