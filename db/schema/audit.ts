import type { Generated, Selectable } from "kysely";

/** Something that somebody changed, took out, or was refused. Never a secret, never a value of a row. */
export interface AuditEntriesTable {
  /** Without gaps, from 1. */
  seq: number;
  /** ISO 8601 in UTC, with milliseconds. */
  at: string;
  /** The kind of the actor, or `server` for what the product does by itself. */
  who_kind: string;
  /** The account's id, or the key's. */
  who_id: number | null;
  who_name: string | null;
  /** `pages`, `REST`, `tRPC`, `command line`, or `server`. */
  way: string;
  address: string | null;
  /** The procedure, such as `kpis.update`, or what is none, such as `signing.signIn`. */
  act: string;
  /** The same in words. */
  did: string;
  /** `unknown`: the server ended meanwhile. */
  outcome: "done" | "refused" | "failed" | "unknown";
  thing_kind: string | null;
  thing_id: string | null;
  thing_name: string | null;
  /** JSON object of what changed; null where nothing was there, or nothing changed. */
  before: string | null;
  after: string | null;
  previous_hash: string;
  hash: string;
}

/** One row: the last entry that went for its age, and the newest one; number 0 and no hash before there is one. */
export interface AuditChainTable {
  id: number;
  anchor_seq: number;
  anchor_hash: string;
  head_seq: number;
  head_hash: string;
}

/** A change that goes on: JSON of its entry as far as it is known. */
export interface AuditPendingTable {
  id: Generated<number>;
  draft: string;
}

export type AuditRow = Selectable<AuditEntriesTable>;
export type AuditChainRow = Selectable<AuditChainTable>;
