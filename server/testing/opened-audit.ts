import path from "node:path";
import { openStore } from "../../db/database.ts";
import { type AuditService, createAuditService } from "../services/audit.ts";

/** An audit in a store of its own, for what is tried without the rest of the product. */
export async function openAudit(
  folder: string,
): Promise<{ readonly audit: AuditService; close(): Promise<void> }> {
  const store = await openStore(path.join(folder, "audit.db"));
  return { audit: createAuditService(store.db, 730, Date.now), close: () => store.close() };
}
