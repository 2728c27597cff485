import type { Column, Graph, Relationship, Table } from "../graph.ts";
import type { Token } from "../text/tokens.ts";
import { stem } from "../text/words.ts";
import { AUXILIARIES, DETERMINERS } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import { nameHits } from "./name-hits.ts";
import { canonical, identifierParts } from "./names.ts";
import { lookUp } from "./value-hits.ts";

/**
 * A table that refers to itself is two in what people say: the manager of somebody is one of the staff, and what is said
 * of "their manager" is said of another row. While a definition speaks of such a role, its graph has a table more, which
 * stands for the rows in that role and is joined by the column that refers to them. A finished reading speaks of the one
 * table again, see `withoutRoles`.
 */
interface Role {
  readonly table: Table;
  readonly relationship: Relationship;
  /** The column that refers to the row in the role, and the one that it refers to. */
  readonly by: string;
  readonly to: string;
  /** What people call the row in the role, in canonical words: "manager". */
  readonly nouns: readonly (readonly string[])[];
  /** What leads to it, verb and preposition: "referred by", "report to". */
  readonly verbs: readonly (readonly [string, string])[];
}

export interface WithRoles {
  /** Those that refer to themselves by the roles spoken of. */
  readonly tables: readonly Table[];
  readonly graph: Graph;
  readonly tokens: readonly Token[];
  /** The table or column that one of a role stands for. */
  readonly meant: ReadonlyMap<object, object>;
}

/** The graph and the tokens of a definition in which a role is spoken of; null where none is. */
export function withRoles(graph: Graph, index: GraphIndex, tokens: readonly Token[]): WithRoles | null {
  const roles = rolesOf(graph);
  if (roles.length === 0) return null;
  const led = roles.reduce((said, role) => leadToRole(said, role, index), tokens);
  const spoken = roles.filter((role) => led.some((token) => isOf(token, role)) || namesNoun(led, role));
  if (spoken.length === 0) return null;
  const extended = extend(graph, spoken);
  return { ...extended, tables: spoken.map(({ table }) => table), tokens: led };
}

const roles = new WeakMap<Graph, readonly Role[]>();

function rolesOf(graph: Graph): readonly Role[] {
  const known =
    roles.get(graph) ?? graph.relationships.flatMap((relationship) => roleOf(graph, relationship));
  roles.set(graph, known);
  return known;
}

function roleOf(graph: Graph, relationship: Relationship): Role[] {
  const { source, target, excluded } = relationship;
  const [[from, alsoFrom], [to, alsoTo]] = [source.columns, target.columns];
  const same = source.schema === target.schema && source.table === target.table;
  const table = graph.tables.find(({ schema, name }) => schema === source.schema && name === source.table);
  if (!same || excluded || !table || !from || !to || alsoFrom || alsoTo || from === to) return [];
  // A relationship is read in both directions: the key is what is referred to.
  const turned = isKey(table, from) && !isKey(table, to);
  const [by, key] = turned ? [to, from] : [from, to];
  const column = table.columns.find(({ name }) => name === by);
  if (!column) return [];
  const said = [column.name, ...column.aliases].map((name) => canonical(identifierParts(name)));
  const verbs = said.flatMap((words) => verbOf(words));
  const nouns = said.map((words) => nounOf(words, table)).filter((words) => words.length > 0);
  return [{ table, relationship, by, to: key, nouns, verbs: [...verbs, ...nouns.flatMap(verbsOfNoun)] }];
}

function isKey(table: Table, column: string): boolean {
  const keys = [table.primaryKey, ...table.uniqueKeys];
  return keys.some((columns) => columns.length === 1 && columns[0] === column);
}

/** "referred_by", "reports_to" */
function verbOf(words: readonly string[]): (readonly [string, string])[] {
  const [verb, preposition, more] = words;
  return verb && preposition && !more && PREPOSITIONS.has(preposition) ? [[stem(verb), preposition]] : [];
}

const PREPOSITIONS = new Set(["by", "to", "under"]);

/** `manager_id`, `SUP_EMP` of employees: what the other row is, without the key and what all rows are. */
function nounOf(words: readonly string[], { name, aliases }: Table): readonly string[] {
  const own = new Set([name, ...aliases].flatMap((each) => canonical(identifierParts(each))));
  const noun = words.filter((word) => !KEY_WORDS.has(word) && !own.has(word));
  return noun.some((word) => PREPOSITIONS.has(word)) ? [] : noun;
}

const KEY_WORDS = new Set(["id", "key", "no", "number", "code", "ref", "reference", "fk", "identifier"]);

/** Whoever has a manager is "managed by" them, and "reports to" them. */
function verbsOfNoun(words: readonly string[]): (readonly [string, string])[] {
  const noun = words.at(-1) ?? "";
  const done = /^(.{3,})[eo]r$/.exec(noun)?.[1];
  const led = LEADERS.has(noun) ? [["report", "to"] as const, ["work", "under"] as const] : [];
  return [...(done ? [[stem(done), "by"] as const] : []), ...led];
}

const LEADERS = new Set(["manager", "supervisor", "boss", "superior", "lead", "leader", "head", "chief"]);

/** The one word that stands for a row in a role where it is not called by its noun; nobody writes it. */
function wordOf({ table, by }: Role): string {
  return `role${[table.name, by].flatMap(identifierParts).join("")}`;
}

function isOf(token: Token, role: Role): boolean {
  return token.norm === wordOf(role);
}

function namesNoun(tokens: readonly Token[], { nouns }: Role): boolean {
  return nouns.some((noun) =>
    tokens.some((_, at) => {
      const words = canonical(tokens.slice(at, at + noun.length).map(({ norm }) => norm));
      return words.length === noun.length && words.every((word, i) => word === noun[i]);
    }),
  );
}

/**
 * "People who were referred by somebody from Japan", "who report to Ada": with a row in the role, from Japan, or called
 * Ada.
 */
function leadToRole(tokens: readonly Token[], role: Role, index: GraphIndex): readonly Token[] {
  for (const [at, verb] of tokens.entries()) {
    const preposition = tokens[at + 1];
    const leads = role.verbs.some(([base, to]) => stem(verb.norm) === base && preposition?.norm === to);
    if (!leads || !preposition) continue;
    const after = afterDeterminers(tokens, at + 2);
    const end =
      endOfSomebody(tokens, after, role, index) ?? (isCalled(tokens, after, role, index) ? after : null);
    if (end === null) continue;
    let start = at;
    while (start > 0 && LEADING.has(tokens[start - 1]?.norm ?? "")) start--;
    const denied = tokens.slice(start, at).some(({ norm }) => norm === "not" || norm === "never");
    const word = wordOf(role);
    return [
      ...tokens.slice(0, start),
      { ...verb, norm: denied ? "without" : "with" },
      { ...preposition, norm: "a" },
      { ...(tokens[end > after ? after : at] ?? verb), kind: "word", text: word, norm: word },
      // What stands right behind is said of that row: "by somebody from Japan".
      ...(PLACES.has(tokens[end]?.norm ?? "") ? ["who", "is"].map((norm) => ({ ...preposition, norm })) : []),
      ...tokens.slice(end),
    ];
  }
  return tokens;
}

const PLACES = new Set(["from", "in", "at", "of"]);

const LEADING: ReadonlySet<string> = new Set([...AUXILIARIES, "who", "that", "which", "not", "never"]);

function afterDeterminers(tokens: readonly Token[], at: number): number {
  let end = at;
  while (
    DETERMINERS.has(tokens[end]?.norm ?? "") &&
    tokens[end]?.norm !== "no" &&
    !SOMEBODY.has(tokens[end]?.norm ?? "")
  )
    end++;
  return end;
}

/** Where "somebody", "another employee" ends: one of the table's rows, whoever it is. */
function endOfSomebody(
  tokens: readonly Token[],
  at: number,
  { table }: Role,
  index: GraphIndex,
): number | null {
  const start = tokens[at]?.norm === "another" || tokens[at]?.norm === "other" ? at + 1 : at;
  if (SOMEBODY.has(tokens[start]?.norm ?? "")) return start + 1;
  for (let end = Math.min(tokens.length, start + 3); end > start; end--)
    if (nameHits(tokens.slice(start, end), index).tables.some((hit) => hit.table === table && hit.whole))
      return end;
  return null;
}

const SOMEBODY = new Set(["somebody", "someone", "anybody", "anyone", "person", "people"]);

/** Whether what stands there is stored of such rows: "report to Ada". */
function isCalled(tokens: readonly Token[], at: number, { table }: Role, index: GraphIndex): boolean {
  return [1, 2, 3].some((length) => {
    const words = tokens.slice(at, at + length);
    const text = words.map((token) => (token.kind === "quoted" ? token.norm : token.text)).join(" ");
    return words.length === length && lookUp(text, index, 1).some((value) => value.table === table);
  });
}

const extensions = new WeakMap<Graph, Map<string, Pick<WithRoles, "graph" | "meant">>>();

/** The graph with a table for each role; the same object for the same roles, because an index belongs to it. */
function extend(graph: Graph, spoken: readonly Role[]): Pick<WithRoles, "graph" | "meant"> {
  const known = extensions.get(graph) ?? new Map<string, Pick<WithRoles, "graph" | "meant">>();
  extensions.set(graph, known);
  const key = spoken.map(wordOf).join();
  const before = known.get(key);
  if (before) return before;
  const meant = new Map<object, object>();
  const tables = spoken.map((role) => inRole(role, meant));
  const relationships = spoken.map(({ relationship, table, by, to }, i) => ({
    ...relationship,
    id: `${relationship.id}:role`,
    source: { schema: table.schema, table: table.name, columns: [by] },
    target: { schema: table.schema, table: tables[i]?.name ?? "", columns: [to] },
  }));
  const extended = {
    graph: {
      ...graph,
      tables: [...graph.tables, ...tables],
      relationships: [...graph.relationships, ...relationships],
    },
    meant,
  };
  known.set(key, extended);
  return extended;
}

function inRole(role: Role, meant: Map<object, object>): Table {
  const columns = role.table.columns.map((column): Column => {
    const copy = { ...column };
    meant.set(copy, column);
    return copy;
  });
  const aliases = role.nouns.map((words) => words.join(" "));
  const table = { ...role.table, name: wordOf(role), aliases, columns };
  meant.set(table, role.table);
  return table;
}

/** Plain data about the tables of roles, said of the tables that they stand for. */
export function withoutRoles<T>(data: T, meant: ReadonlyMap<object, object>): T {
  if (typeof data === "string") return unnamed(data, meant) as T;
  if (typeof data !== "object" || data === null) return data;
  const own = meant.get(data);
  if (own) return own as T;
  if (Array.isArray(data)) return data.map((item) => withoutRoles(item, meant)) as T;
  if (data instanceof Set || data instanceof Map || isOfGraph(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, withoutRoles(value, meant)]),
  ) as T;
}

/** A text about a table in a role, with the name that the table has. */
function unnamed(text: string, meant: ReadonlyMap<object, object>): string {
  let said = text;
  for (const [role, table] of meant)
    if (isTable(role) && isTable(table)) said = said.replaceAll(role.name, table.name);
  return said;
}

function isTable(data: object): data is Table {
  return "primaryKey" in data;
}

/** A table or a column, which are told apart by being the same object. */
function isOfGraph(data: object): boolean {
  return isTable(data) || "declaredType" in data;
}
