import { createCookie, redirect } from "@remix-run/node";
import type { Flash } from "./flash.ts";

/**
 * What was just done, told once on the next page. The cookie holds only a key of this list and the id of a KPI,
 * never text, so nobody can make the product say something of their own.
 */
const MESSAGES = {
  created: "The KPI is created.",
  saved: "The changes are saved.",
  saved_sql_stale:
    "The changes are saved. The accepted SQL is of the definition before: executions ask which to run.",
  deleted: "The KPI is deleted. Bring it back here, or later from the list of deleted KPIs.",
  restored: "The KPI is restored.",
  version_restored: "What that version said is saved as the newest one.",
  sql_accepted: "The SQL is accepted. Executions with these parameters send exactly it from now on.",
  sql_unpinned: "The SQL is unpinned: executions read the definition again.",
  purged: "The KPI and its history are permanently deleted.",
  started: "The execution has started. You can leave this page and come back to it.",
  executed_before:
    "This form was sent before, and this is the execution that it started then. Execute the KPI again for a new one.",
  history_limits_saved: "What is kept of the history is saved.",
  history_limited: "What is kept of the history is saved. The executions beyond it are being deleted.",
  pinned: "The execution is pinned: it stays whatever is kept of the history.",
  unpinned: "The execution is no longer pinned.",
  cancelled: "The execution was asked to stop.",
  source_connected: "The source is connected. Make a knowledge graph of its tables next.",
  files_uploaded: "The files are uploaded. Look at each and load it: until then none of them is a table.",
  table_dropped: "The table is dropped, and its space is free again.",
  source_saved: "The changes are saved, and the connection works.",
  graph_deleted: "The knowledge graph is deleted.",
  ruleset_created: "The ruleset is created.",
  ruleset_deleted: "The ruleset is deleted. Executions that used it keep its name.",
  rule_added: "The rule is added.",
  rule_changed: "The rule is changed.",
  kpis_made: "The KPIs are made, and being executed.",
  kpis_made_some: "The KPIs that were missing are made; they and the others are being executed.",
  kpis_there: "All of these KPIs were there already; they are being executed again.",
  rule_deleted: "The rule is deleted.",
  sample_added: "The sample is there again, with its knowledge graph and its KPIs.",
  sample_removed: "The sample is removed, with its knowledge graph and its KPIs. It can be added again here.",
  source_deleted: "The source is deleted. The database itself was not touched.",
  group_limited: "Only those whom you chose, and administrators, see the group from now on.",
  group_opened: "Everybody sees the group again.",
  account_saved: "The account is saved.",
  account_suspended: "The account is suspended, and signed out everywhere.",
  account_let_in: "The account may sign in again.",
  account_deleted: "The account is deleted.",
} as const;
export type FlashKey = keyof typeof MESSAGES;

/** What the message offers to do next with the KPI that it is about. */
const OFFERS: Partial<Record<FlashKey, Flash["offer"]>> = {
  created: "execute",
  deleted: "undo",
  saved_sql_stale: "review",
};

/** Messages about a run that hold after it has ended too. */
const LASTING: ReadonlySet<FlashKey> = new Set<FlashKey>(["executed_before", "pinned", "unpinned"]);

const cookie = createCookie("flash", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });

/** Goes to `path` (303, so that a reload never repeats the act) and says there what was done, and to which KPI. */
export async function redirectWithFlash(path: string, key: FlashKey, kpiId: number | null = null) {
  const value = kpiId === null ? key : `${key} ${kpiId}`;
  return redirect(path, { status: 303, headers: { "Set-Cookie": await cookie.serialize(value) } });
}

/** The message to show on this page, and the headers that take it away afterwards. */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; headers: HeadersInit }> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  const [key = "", id = ""] = typeof value === "string" ? value.split(" ") : [];
  if (!isKey(key)) return { flash: null, headers: {} };
  const kpiId = /^\d{1,15}$/.test(id) ? Number(id) : null;
  return {
    flash: {
      message: MESSAGES[key],
      kpiId,
      offer: kpiId === null ? null : (OFFERS[key] ?? null),
      lasts: LASTING.has(key),
    },
    headers: { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) },
  };
}

function isKey(text: string): text is FlashKey {
  return Object.hasOwn(MESSAGES, text);
}
