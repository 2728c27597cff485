import type { AuditedKind } from "../../db/queries/audit-things.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What the audit writes down of something that is done. */
export interface Act {
  readonly did: string;
  /** What it is done to: its state is compared before and after. */
  readonly kind?: AuditedKind;
  /** More that is worth knowing: never a secret, never a value of a row. */
  readonly more?: (input: Fields, answer: Fields) => Fields;
  /**
   * Its entry is written afterwards only, so that it is possible, too, while nothing can be stored: to take rows out, and
   * to end what goes on.
   */
  readonly afterwards?: true;
  /** Its thing's state shows all that it can change: where that is the same afterwards, nothing was done. */
  readonly onlyChanges?: true;
  /** Whether this answer counts; left out: every one. */
  readonly counts?: (answer: Fields) => boolean;
}

const fields =
  (...names: readonly string[]) =>
  (input: Fields): Fields =>
    Object.fromEntries(names.filter((name) => input[name] != null).map((name) => [name, input[name]]));

/** A file that leaves: of which form it is, and whether it is a part; what was searched for may be a row's value. */
const fileOf = (input: Fields): Fields => ({
  format: input.format,
  part: Boolean(input.search || input.filters || input.change),
});

/** Whether a link was mailed. */
const mailOf = (_: Fields, { mail_sent }: Fields): Fields => (mail_sent ? { mail_sent } : {});

/** Every procedure that changes something or hands out a file, in words. A new one belongs here, or it refuses to work. */
export const ACTS: Readonly<Record<string, Act>> = {
  "kpis.create": { did: "made a KPI", kind: "kpi" },
  "kpis.update": { did: "changed a KPI", kind: "kpi", onlyChanges: true },
  "kpis.delete": { did: "deleted a KPI", kind: "kpi", onlyChanges: true },
  "kpis.restore": { did: "restored a KPI", kind: "kpi", onlyChanges: true },
  "kpis.restoreVersion": {
    did: "saved an earlier version of a KPI",
    kind: "kpi",
    onlyChanges: true,
    more: fields("version"),
  },
  "sqlPins.accept": {
    did: "accepted the SQL of a KPI",
    kind: "kpi",
    more: (_, { pin }) => fields("kpi_version", "kg_name", "kg_version", "fingerprint")(pin as Fields),
  },
  "sqlPins.remove": { did: "unpinned the SQL of a KPI", kind: "kpi" },
  "kpis.purge": { did: "deleted a KPI for good, with its history", kind: "kpi" },
  "kpis.setRetention": { did: "said how much of a KPI’s history is kept", kind: "kpi", onlyChanges: true },
  "executions.execute": { did: "executed a KPI", kind: "execution" },
  "executions.start": { did: "began to execute a KPI", kind: "execution" },
  "executions.cancel": { did: "cancelled an execution", kind: "execution", afterwards: true },
  "executions.pin": { did: "pinned or released an execution", kind: "execution", onlyChanges: true },
  "executions.get": {
    did: "fetched all rows of an execution",
    kind: "execution",
    afterwards: true,
    counts: ({ execution }) => (execution as Fields).execution_status === "success",
  },
  "drilldown.export": {
    did: "exported the rows of an execution",
    kind: "execution",
    afterwards: true,
    more: fileOf,
  },
  "comparisons.export": {
    did: "exported a comparison of executions",
    afterwards: true,
    more: (input) => ({ ...fields("left", "right")(input), ...fileOf(input) }),
  },
  "rulesets.create": { did: "made a ruleset", kind: "ruleset" },
  "rulesets.delete": { did: "deleted a ruleset", kind: "ruleset" },
  "rulesets.addRule": { did: "added a rule", kind: "ruleset" },
  "rulesets.changeRule": { did: "changed a rule", kind: "ruleset", onlyChanges: true },
  "rulesets.deleteRule": { did: "deleted a rule", kind: "ruleset" },
  "rulesets.makeKpis": {
    did: "made the KPIs of a ruleset and executed them",
    kind: "ruleset",
    more: (_, { kpis, message }) => ({ message, kpis: (kpis as readonly unknown[]).length }),
  },
  "graphs.delete": { did: "deleted a knowledge graph", kind: "graph" },
  "graphBuilds.start": { did: "began to make a knowledge graph", kind: "build" },
  "graphBuilds.cancel": { did: "cancelled the making of a knowledge graph", kind: "build", afterwards: true },
  "relationships.add": { did: "added a join", kind: "joins" },
  "relationships.measure": { did: "measured a join", kind: "joins" },
  "relationships.decide": { did: "decided about joins", kind: "joins", more: fields("status") },
  "relationships.update": { did: "changed a join", kind: "joins" },
  "relationships.delete": { did: "deleted a join", kind: "joins" },
  "aliases.add": { did: "gave a table or column a name", kind: "alias" },
  "aliases.delete": { did: "took a name away", kind: "alias" },
  "sources.create": { did: "connected a source", kind: "source" },
  "sources.update": { did: "changed a source", kind: "source" },
  "sources.delete": { did: "deleted a source", kind: "source" },
  "sources.test": { did: "tried a connection", more: fields("db_type", "host", "port", "database") },
  "sources.testSaved": { did: "tried the connection of a source", kind: "source" },
  "sample.add": { did: "brought the sample back" },
  "sample.remove": { did: "took the sample away" },
  "fileUploads.receive": { did: "uploaded a file", kind: "upload" },
  "fileUploads.readAgain": { did: "had a file read in another way", kind: "upload" },
  "fileUploads.load": { did: "loaded a file into a table", kind: "upload" },
  "fileUploads.cancel": { did: "cancelled the loading of a file", kind: "upload", afterwards: true },
  "fileUploads.discard": { did: "dropped an uploaded file", kind: "upload" },
  "fileTables.drop": { did: "dropped a table", kind: "source", more: fields("table", "from_graphs") },
  "people.invite": { did: "invited somebody", kind: "account", more: mailOf },
  "people.update": { did: "changed an account", kind: "account", onlyChanges: true },
  "people.link": { did: "made a link to choose a password", kind: "account", more: mailOf },
  "people.delete": { did: "deleted an account", kind: "account" },
  "apiKeys.create": { did: "made an API key", kind: "key" },
  "apiKeys.revoke": { did: "revoked an API key", kind: "key" },
  "groups.limit": { did: "limited a group of KPIs", kind: "group", onlyChanges: true },
  "groups.open": { did: "let everybody see a group of KPIs", kind: "group" },
  "audit.export": { did: "exported the audit", afterwards: true, more: fields("from", "to") },
  "signing.setUp": { did: "made the first account", kind: "account" },
  "signing.withToken": { did: "signed in with the ADMIN_TOKEN" },
  "signing.signIn": { did: "signed in", kind: "account" },
  "signing.openId": { did: "signed in by OpenID Connect", kind: "account" },
  "signing.signOut": { did: "signed out", kind: "account" },
  "signing.signOutEverywhere": { did: "signed out everywhere", kind: "account" },
  "signing.endSession": { did: "signed out another browser", kind: "account" },
  "signing.changePassword": { did: "changed the password", kind: "account" },
  "signing.forgotPassword": { did: "asked for a link to a new password by mail", kind: "account" },
  "signing.choosePassword": { did: "chose a password by a link", kind: "account" },
};

/** Mutations that store nothing and hand out no file. */
export const CHANGES_NOTHING: ReadonlySet<string> = new Set([
  "kpis.preview",
  "sqlPins.review",
  "relationships.read",
]);

/** What the audit writes down of a procedure; null when nothing. Throws for a mutation that nobody thought of. */
export function actOf(name: string, isMutation: boolean): Act | null {
  const act = ACTS[name];
  if (act) return act;
  if (isMutation && !CHANGES_NOTHING.has(name))
    throw new Error(`The audit does not know what to write down of ${name}.`);
  return null;
}

/** By which fields of a request a thing is found, and where an answer has the id of one that is new. */
const KEYS: Readonly<
  Record<AuditedKind, { readonly fields: readonly string[]; readonly answered?: string[] }>
> = {
  kpi: { fields: ["kpi_id"], answered: ["kpi"] },
  execution: { fields: ["execution_id"], answered: ["execution_result", "execution"] },
  source: { fields: ["source_id"], answered: ["source"] },
  account: { fields: ["account_id"], answered: ["account"] },
  key: { fields: ["key_id"], answered: ["key"] },
  graph: { fields: ["kg_name"] },
  group: { fields: ["group_name"] },
  joins: { fields: ["kg_name", "relationship_id", "relationship_ids"], answered: ["relationship"] },
  alias: { fields: ["alias_id"], answered: ["alias"] },
  ruleset: { fields: ["kg_name", "ruleset_name"] },
  upload: { fields: ["upload_id"], answered: ["upload"] },
  build: { fields: ["build_id"], answered: ["build"] },
};

/** What the thing is found by; null when neither says which it is. */
export function keyOf(kind: AuditedKind, input: Fields, answer: Fields): Fields | null {
  const { fields: names, answered = [] } = KEYS[kind];
  const key: Record<string, unknown> = fields(...names)(input);
  const idField = names.find((name) => name.endsWith("_id"));
  const made = answered.map((name) => answer[name] as { id?: number } | undefined).find((each) => each?.id);
  // Of what is made, the answer knows the id; of what was there, the request does.
  if (idField && made && key[idField] === undefined && key.relationship_ids === undefined)
    key[idField] = made.id;
  const isFound = idField
    ? (key[idField] ?? key.relationship_ids) !== undefined
    : names.every((n) => n in key);
  return isFound ? key : null;
}
