import {
  type AuditSearch,
  cutAudit,
  deletePending,
  insertPending,
  listPending,
  searchAudit,
} from "../../db/queries/audit.ts";
import { AUDITED, type AuditedThing } from "../../db/queries/audit-things.ts";
import type { AuditRow } from "../../db/schema/audit.ts";
import type { Db } from "../../db/schema/store.ts";
import type {
  AuditEntry,
  AuditExportQuery,
  AuditQuery,
  AuditVerification,
  AuditVerifyQuery,
  Origin,
} from "../contracts/audit.ts";
import type { Actor } from "../contracts/people.ts";
import { ACTS, type Act, keyOf } from "./audit-acts.ts";
import { appendEntry, type NewEntry, verifyChain } from "./audit-chain.ts";
import { changesBetween } from "./audit-changes.ts";
import { csvLines, type ExportFile } from "./export-file.ts";
import { storeTrouble } from "./store-trouble.ts";

const DAY_MS = 24 * 3_600_000;
/** How often old entries are cut off, in milliseconds. */
const EVERY_MS = 3_600_000;

/** What is about to be done, and by whom. */
export interface Doing {
  readonly actor: Actor;
  readonly origin: Origin;
  /** A name in ACTS. */
  readonly name: string;
  /** The request as it came. */
  readonly input: unknown;
}

/** What came of it; `nothing`: it was refused for what the request said, so that nothing happened. */
export type Outcome =
  | { readonly kind: "done"; readonly answer: unknown; readonly as?: Actor }
  | { readonly kind: "refused" | "failed" | "nothing" };

/** Who did what. Entries are only added. */
export interface AuditService {
  /**
   * Does something and writes it down. That it begins is stored first, so that nothing happens without an entry, even
   * when the process ends in the middle. What takes rows out, or ends something, gets its entry right after (of a file,
   * before its first byte leaves), or as soon as it can be stored: on a full disk reading goes on.
   */
  around<T>(doing: Doing, work: () => Promise<T>, outcomeOf: (result: T) => Outcome): Promise<T>;
  /** Writes down what was refused. */
  refused(doing: Doing): Promise<void>;
  list(query: AuditQuery): Promise<{ entries: AuditEntry[]; next_before: number | null }>;
  /** All entries that fit, the newest first. */
  file(query: AuditExportQuery): ExportFile;
  verify(known: AuditVerifyQuery): Promise<AuditVerification>;
  /** Gives what an earlier process left without an end its entry; cuts what is too old, now and from now on every hour. */
  begin(): Promise<void>;
  close(): void;
}

export function createAuditService(db: Db, keepDays: number, now: () => number): AuditService {
  let timer: NodeJS.Timeout | undefined;

  const cut = () =>
    db.transaction().execute((trx) => cutAudit(trx, new Date(now() - keepDays * DAY_MS).toISOString()));

  /** Entries that could not be stored yet, with what says that they would come. */
  let late: Late[] = [];

  /** Adds the entry, after those that are late, and takes away what said that it would come. */
  const close = async (pending: number | null, entry: NewEntry | null) => {
    const now = [...late, { pending, entry }];
    await db.transaction().execute(async (trx) => {
      for (const each of now) {
        if (each.pending !== null) await deletePending(trx, each.pending);
        if (each.entry) await appendEntry(trx, each.entry);
      }
    });
    late = late.filter((each) => !now.includes(each));
  };

  const around: AuditService["around"] = async (doing, work, outcomeOf) => {
    const act = ACTS[doing.name] as Act;
    const input = fieldsOf(doing.input);
    const before = await thingOf(db, act, input, {});
    const draft = entryOf(doing, act, before, new Date(now()));
    const pending = act.afterwards ? null : await insertPending(db, JSON.stringify(draft));
    const result = await work();
    const outcome = outcomeOf(result);
    const entry = await finished(db, { doing, act, input, before, draft }, outcome);
    try {
      await close(pending, entry);
    } catch (error) {
      // It has happened; should the process end before it is stored, what began has an entry with the next start.
      const trouble = storeTrouble(error);
      if (!trouble) throw error;
      late.push({ pending, entry });
      console.warn(`“${act.did}” has no entry in the audit yet: ${trouble.message}`);
    }
    return result;
  };

  return {
    around,
    async refused(doing) {
      const act = ACTS[doing.name] as Act;
      const thing = await thingOf(db, act, fieldsOf(doing.input), {});
      await close(null, { ...entryOf(doing, act, thing, new Date(now())), outcome: "refused" });
    },
    async list({ limit, ...query }) {
      const rows = await searchAudit(db, searchOf(query), limit + 1);
      const entries = rows.slice(0, limit).map(toEntry);
      return { entries, next_before: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
    },
    file: (query) => ({
      fileName: `audit-${new Date(now()).toISOString().slice(0, 10)}.csv`,
      contentType: "text/csv; charset=utf-8",
      chunks: csvLines(FILE_COLUMNS, pagesOf(db, searchOf(query)), true),
    }),
    verify: (known) => verifyChain(db, known),
    async begin() {
      for (const { id, draft } of await listPending(db)) await close(id, JSON.parse(draft) as NewEntry);
      await cut();
      timer = setInterval(
        () => void cut().catch((error) => console.warn("The audit was not cut.", error)),
        EVERY_MS,
      );
      timer.unref();
    },
    close: () => clearInterval(timer),
  };
}

/** An entry, and the number of what said that it would come. */
interface Late {
  readonly pending: number | null;
  readonly entry: NewEntry | null;
}

interface Begun {
  readonly doing: Doing;
  readonly act: Act;
  readonly input: Readonly<Record<string, unknown>>;
  readonly before: Thing | null;
  readonly draft: NewEntry;
}

/** The entry of something that ended; null when it needs none. */
async function finished(db: Db, begun: Begun, outcome: Outcome): Promise<NewEntry | null> {
  const { doing, act, input, before, draft } = begun;
  if (outcome.kind === "nothing") return null;
  if (outcome.kind !== "done") return { ...draft, outcome: outcome.kind };
  const answer = fieldsOf(outcome.answer);
  if (act.counts && !act.counts(answer)) return null;
  const after = await thingOf(db, act, input, answer);
  const changes = changesBetween(before?.state ?? null, after?.state ?? null);
  if (act.onlyChanges && !changes.before && !changes.after) return null;
  const more = act.more?.(input, answer);
  const actor = outcome.as ?? doing.actor;
  return {
    ...entryOf({ ...doing, actor }, act, after ?? before, new Date(draft.at)),
    outcome: "done",
    before: changes.before && JSON.stringify(changes.before),
    after: changes.after || more ? JSON.stringify({ ...changes.after, ...more }) : null,
  };
}

interface Thing extends AuditedThing {
  readonly id: string;
}

/** What it is done to, as it is now; null when that is not (any more) to be found. */
async function thingOf(
  db: Db,
  { kind }: Act,
  input: Readonly<Record<string, unknown>>,
  answer: Readonly<Record<string, unknown>>,
): Promise<Thing | null> {
  const key = kind && keyOf(kind, input, answer);
  if (!kind || !key) return null;
  const found = await AUDITED[kind](db, key);
  return found ? { ...found, id: Object.values(key).flat().join(", ") } : null;
}

/** An entry of which nobody knows the end. */
function entryOf({ actor, origin, name }: Doing, act: Act, thing: Thing | null, at: Date): NewEntry {
  return {
    at: at.toISOString(),
    who_kind: actor.kind,
    who_id: actor.account?.id ?? actor.keyId ?? null,
    who_name: actor.name ?? NAMELESS[actor.kind] ?? null,
    ...{ way: origin.way, address: origin.address, act: name, did: act.did, outcome: "unknown" },
    ...{ thing_kind: act.kind ?? null, thing_id: thing?.id ?? null, thing_name: thing?.name ?? null },
    ...{ before: null, after: null },
  };
}

const NAMELESS: Readonly<Partial<Record<Actor["kind"], string>>> = {
  machine: "the person at this machine",
  token: "whoever has the ADMIN_TOKEN",
  visitor: "a visitor",
  nobody: "somebody unknown",
};

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function searchOf({ to, ...query }: AuditExportQuery & Pick<AuditQuery, "before">): AuditSearch {
  const until = to && new Date(Date.parse(to) + DAY_MS).toISOString();
  return { ...query, until: until ?? null };
}

function toEntry(row: AuditRow): AuditEntry {
  const { previous_hash: _, who_name, before, after, way, ...entry } = row;
  const read = (json: string | null) =>
    json === null ? null : (JSON.parse(json) as Record<string, unknown>);
  return {
    ...entry,
    who: who_name ?? row.who_kind,
    way: way as AuditEntry["way"],
    before: read(before),
    after: read(after),
  };
}

const FILE_COLUMNS = [
  ...["seq", "at", "who_name", "who_kind", "who_id", "way", "address", "act", "did", "outcome"],
  ...["thing_kind", "thing_id", "thing_name", "before", "after", "hash"],
] as const satisfies readonly (keyof AuditRow)[];

const AT_A_TIME = 500;

async function* pagesOf(db: Db, search: AuditSearch) {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await searchAudit(db, { ...search, before }, AT_A_TIME);
    yield rows.map((row) => FILE_COLUMNS.map((column) => row[column]));
    const last = rows.at(-1);
    if (!last || rows.length < AT_A_TIME) return;
    before = last.seq;
  }
}
