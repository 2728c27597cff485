import { createHash } from "node:crypto";
import type { RuleKpiKind } from "../contracts/rulesets.ts";
import type { RelationshipEnd } from "../engine/graph.ts";

/** What the KPIs of a rule are called, and how they are told from others. */

const LONGEST_NAME = 255;
/** created_by is made for a hundred characters. */
const LONGEST_MAKER = 100;
const DIGEST_LENGTH = 16;

interface Ends {
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
}

/** How the two tables of a rule are said in a definition. */
export interface Said {
  readonly source: string;
  readonly target: string;
}

/** A definition that the engine reads, whatever the comparison is: the ruleset of the run says it. */
export function definitionOf(kind: RuleKpiKind, { source, target }: Said): string {
  const definitions: Readonly<Record<RuleKpiKind, string>> = {
    // Without "also" a column customer_no of the source may be taken for what “in customers” is about.
    matched: `${source} which are also in ${target}`,
    unmatched_source: `${source} which are not in ${target}`,
    unmatched_target: `${target} which are not in ${source}`,
    percentage: `what percentage of ${source} are in ${target}`,
  };
  return definitions[kind];
}

/** "NIGHTLY: orders not in customers", with the number `nth` from the second on; the ruleset's name gives way. */
export function kpiName(ruleset: string, kind: RuleKpiKind, { source, target }: Said, nth: number): string {
  const names: Readonly<Record<RuleKpiKind, string>> = {
    matched: `${source} in ${target}`,
    unmatched_source: `${source} not in ${target}`,
    unmatched_target: `${target} not in ${source}`,
    percentage: `share of ${source} in ${target}`,
  };
  const number = nth > 1 ? ` (${nth})` : "";
  const about = shortened(names[kind], LONGEST_NAME - number.length);
  const room = LONGEST_NAME - number.length - about.length - ": ".length;
  return room > 0 ? `${shortened(ruleset, room)}: ${about}${number}` : about + number;
}

/**
 * Who is told to have created a KPI of a rule: the ruleset, and a sign that only the same ruleset, pair of tables and
 * kind has. By it the KPI is found again, whatever people call it and however its tables are said by then.
 */
export function makerOf(kgName: string, ruleset: string, rule: Ends, kind: RuleKpiKind): string {
  const table = (end: RelationshipEnd) => [end.schema, end.table];
  const what = JSON.stringify([kgName, ruleset, table(rule.source), table(rule.target), kind]);
  const sign = `, ${createHash("sha256").update(what).digest("hex").slice(0, DIGEST_LENGTH)}`;
  return `ruleset ${shortened(ruleset, LONGEST_MAKER - "ruleset ".length - sign.length)}${sign}`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
