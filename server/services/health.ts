import { sql } from "kysely";
import { roomLeft } from "../../db/queries/room.ts";
import type { Db } from "../../db/schema/store.ts";
import { RESERVED_BYTES } from "./execution-run.ts";
import type { RunQueue } from "./run-queue.ts";

interface Check {
  readonly ok: boolean;
  /** What is wrong, as a sentence; left out when nothing is. */
  readonly message?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly store: Check;
  readonly queue: Check & { readonly running: number; readonly waiting: number };
  readonly disk: Check & { readonly free_bytes: number | null };
}

export interface HealthService {
  /** Whether requests can be served now, and runs be stored; says no row and no name of anything. */
  readiness(): Promise<Readiness>;
}

export function createHealthService(db: Db, queue: RunQueue): HealthService {
  return {
    async readiness() {
      const [store, disk] = [await checkStore(db), await checkDisk(db)];
      return { ready: store.ok && disk.ok, store, queue: { ok: true, ...queue.counts() }, disk };
    },
  };
}

async function checkStore(db: Db): Promise<Check> {
  try {
    await sql`SELECT count(*) FROM sqlite_schema`.execute(db);
    return { ok: true };
  } catch {
    return { ok: false, message: "The product's database cannot be read. The server's log may say why." };
  }
}

/** Whether a run can be stored on the store's disk. */
export async function checkDisk(db: Db): Promise<Readiness["disk"]> {
  try {
    const free_bytes = await roomLeft(db);
    if (free_bytes >= RESERVED_BYTES) return { ok: true, free_bytes };
    return { ok: false, free_bytes, message: "The disk of the product's database is full. Make room on it." };
  } catch {
    return { ok: false, free_bytes: null, message: "How full the disk is cannot be told." };
  }
}
