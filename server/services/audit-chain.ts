import { createHash } from "node:crypto";
import { setImmediate as letOthersWork } from "node:timers/promises";
import { auditAfter, insertAuditEntry, readChain } from "../../db/queries/audit.ts";
import type { AuditRow } from "../../db/schema/audit.ts";
import type { Db } from "../../db/schema/store.ts";
import type { AuditVerification, AuditVerifyQuery } from "../contracts/audit.ts";

/** An entry before it has its place. */
export type NewEntry = Omit<AuditRow, "seq" | "previous_hash" | "hash">;

/** Adds an entry at the end of the chain; within a transaction, so that no other comes between. */
export async function appendEntry(trx: Db, entry: NewEntry): Promise<void> {
  const { head_seq, head_hash } = await readChain(trx);
  const linked = { ...entry, seq: head_seq + 1, previous_hash: head_hash };
  await insertAuditEntry(trx, { ...linked, hash: hashOf(linked) });
}

/** SHA-256 of all that an entry says, its place and the entry before included. */
function hashOf(entry: Omit<AuditRow, "hash">): string {
  const { seq, previous_hash, at, who_kind, who_id, who_name, way, address } = entry;
  const { act, did, outcome, thing_kind, thing_id, thing_name, before, after } = entry;
  const said = [seq, previous_hash, at, who_kind, who_id, who_name, way, address];
  const done = [act, did, outcome, thing_kind, thing_id, thing_name, before, after];
  return createHash("sha256")
    .update(JSON.stringify([...said, ...done]))
    .digest("hex");
}

const AT_A_TIME = 500;
const MOST_PROBLEMS = 100;

/** Reads the whole chain and says of each entry that is missing, changed or out of order which it is. */
export async function verifyChain(db: Db, known: AuditVerifyQuery): Promise<AuditVerification> {
  const { anchor_seq, anchor_hash, head_seq, head_hash } = await readChain(db);
  const walk = new Walk({ seq: anchor_seq, hash: anchor_hash });
  let isKnownSeen = known.seq === undefined || known.seq <= anchor_seq;
  for (let at = anchor_seq - 1; ; ) {
    const some = await auditAfter(db, at, AT_A_TIME);
    for (const entry of some) {
      walk.take(entry);
      if (entry.seq !== known.seq) continue;
      isKnownSeen = true;
      if (entry.hash !== known.hash)
        walk.say(entry.seq, "does not have the hash that was noted down for it.");
    }
    const last = some.at(-1);
    if (!last || some.length < AT_A_TIME) break;
    at = last.seq;
    await letOthersWork();
  }
  // Entries that came while this was read are no problem; those that the chain had before are.
  walk.end({ seq: head_seq, hash: head_hash });
  if (!isKnownSeen && known.seq !== undefined && known.seq > head_seq)
    walk.say(known.seq, "is not there, although its hash was noted down.");
  return walk.found();
}

interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** Goes along the chain. */
class Walk {
  #last: Link;
  #first: number | null = null;
  #count = 0;
  readonly #problems: { seq: number; problem: string }[] = [];

  constructor(anchor: Link) {
    this.#last = anchor;
  }

  say(seq: number, problem: string): void {
    if (this.#problems.length < MOST_PROBLEMS)
      this.#problems.push({ seq, problem: `Entry ${seq} ${problem}` });
  }

  take(entry: AuditRow): void {
    this.#first ??= entry.seq;
    this.#count++;
    const expected = this.#last.seq + 1;
    this.#missing(expected, entry.seq - 1);
    if (entry.seq < expected) this.say(entry.seq, "should be gone for its age, but is there.");
    if (hashOf(entry) !== entry.hash) this.say(entry.seq, "was changed, or stood in another place.");
    else if (entry.seq === expected && entry.previous_hash !== this.#last.hash)
      this.say(entry.seq, `does not follow on entry ${expected - 1}: one of them was changed.`);
    this.#last = { seq: entry.seq, hash: entry.hash };
  }

  end(head: Link): void {
    this.#missing(this.#last.seq + 1, head.seq);
    if (this.#last.seq === head.seq && this.#last.hash !== head.hash)
      this.say(head.seq, "is not the one that was added last.");
  }

  #missing(from: number, to: number): void {
    for (let seq = from; seq <= to && this.#problems.length < MOST_PROBLEMS; seq++)
      this.say(seq, "is missing.");
  }

  found(): AuditVerification {
    const last = this.#count > 0 ? this.#last : null;
    const [problem] = this.#problems;
    const whole = last
      ? `All ${this.#count.toLocaleString("en")} entries are there, unchanged and in order.`
      : "There are no entries yet.";
    return {
      success: !problem,
      message: problem ? `The audit was tampered with. ${problem.problem}` : whole,
      ...{ entries: this.#count, first: this.#first, last: last?.seq ?? null, last_hash: last?.hash ?? null },
      problems: this.#problems,
    };
  }
}
