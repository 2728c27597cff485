import type { HiddenGroups } from "../../db/queries/group-limits.ts";
import { findKpiByName, insertKpi } from "../../db/queries/kpis.ts";
import { listKpisMadeBy, type MadeKpiRow } from "../../db/queries/ruleset-kpis.ts";
import type { Db } from "../../db/schema/store.ts";
import {
  DEFAULT_LIMIT_RECORDS,
  DEFAULT_MIN_CONFIDENCE,
  ExecuteInput,
  type ExecutionStatus,
} from "../contracts/executions.ts";
import {
  type MadeKpi,
  RULE_KPI_KINDS,
  type RuleKpiKind,
  type RuleKpis,
  type RulesetEntry,
  type RulesetKpisRequest,
} from "../contracts/rulesets.ts";
import type { RunValueKind } from "../contracts/run-value.ts";
import type { Compiled } from "../engine/result.ts";
import { AppError, invalidField } from "../errors.ts";
import type { ExecutionService } from "./executions.ts";
import type { AskGraph } from "./graph-reader.ts";
import type { GraphService, RunTarget } from "./graphs.ts";
import { refuseHiddenGroup } from "./kpis.ts";
import { definitionOf, kpiName, makerOf, type Said } from "./ruleset-kpi-texts.ts";
import type { RulesetService } from "./rulesets.ts";
import { isoTimestamp } from "./text.ts";
import { takeTurn } from "./turns.ts";

/** The runs of more rules than these would keep the source from everybody else. */
const MOST_RULES_AT_ONCE = 100;

/** The KPIs that the rules of a ruleset ask for: what matches, what does not on either side, and how much does. */
export interface RulesetKpiService {
  /**
   * Makes the KPIs of one rule or of all that are not there yet, all or none, and executes these and those that were
   * there. Refused on `rule_name` when a rule cannot be said in a definition that means it.
   */
  make(
    request: RulesetKpisRequest,
    by: string | null,
    hidden: HiddenGroups,
  ): Promise<{ kpis: MadeKpi[]; trouble: string | null }>;
  /** Each rule with those of its KPIs that are there, and their newest run by this ruleset. */
  list(kgName: string, rulesetName: string, hidden: HiddenGroups): Promise<RuleKpis[]>;
}

export function createRulesetKpiService(
  db: Db,
  rulesets: RulesetService,
  graphs: GraphService,
  executions: ExecutionService,
  today: () => string,
): RulesetKpiService {
  const there = async (trx: Db, kgName: string, rulesetName: string, rules: readonly Rule[]) => {
    const makers = rules.flatMap((rule) =>
      RULE_KPI_KINDS.map((kind) => makerOf(kgName, rulesetName, rule, kind)),
    );
    const rows = await listKpisMadeBy(trx, makers, { kgName, rulesetName });
    return new Map(rows.map((row) => [row.created_by, row]));
  };

  return {
    async make({ kg_name, ruleset_name, rule_name, idempotency_key: key }, by, hidden) {
      refuseHiddenGroup(ruleset_name, hidden);
      const ruleset = await rulesets.get(kg_name, ruleset_name);
      const rules = ruleset.rules.filter(({ name }) => rule_name === undefined || name === rule_name);
      refuseRules(rules, ruleset_name, rule_name);
      const drafts: Draft[] = [];
      for (const rule of rules) {
        const place = { kg_name, ruleset_name, select_schema: schemasOf(rule) };
        drafts.push(...(await draftsOf(graphs, rule, place, today())));
        await takeTurn();
      }
      const stored = await db.transaction().execute(async (trx) => {
        const known = await there(trx, kg_name, ruleset_name, rules);
        const made: { draft: Draft; kpi: MadeKpi }[] = [];
        for (const draft of drafts) {
          const before = known.get(draft.maker);
          // One that was moved into a group that is hidden is there, and is none of theirs.
          if (before && hidden.includes(before.group_name ?? "")) continue;
          made.push({ draft, kpi: await store(trx, draft, before) });
        }
        return made;
      });
      const kpis = stored.map(({ kpi }) => kpi);
      const places = stored.map(({ draft }) => draft.place);
      return { kpis, trouble: await executeAll(executions, places, kpis, { key, by }) };
    },

    async list(kgName, rulesetName, hidden) {
      const { rules } = await rulesets.get(kgName, rulesetName);
      const known = await there(db, kgName, rulesetName, rules);
      return rules.map((rule) => ({
        rule: rule.name,
        kpis: RULE_KPI_KINDS.flatMap((kind) => {
          const row = known.get(makerOf(kgName, rulesetName, rule, kind));
          return row && !hidden.includes(row.group_name ?? "")
            ? [{ kind, id: row.id, name: row.name, last_run: lastRun(row) }]
            : [];
        }),
      }));
    },
  };
}

type Rule = RulesetEntry["rules"][number];

interface Place {
  readonly kg_name: string;
  readonly ruleset_name: string;
  readonly select_schema: string;
}

/** A KPI as it would be made. */
interface Draft {
  readonly rule: string;
  readonly kind: RuleKpiKind;
  readonly place: Place;
  readonly said: Said;
  readonly maker: string;
  readonly definition: string;
  readonly description: string;
}

function refuseRules(rules: readonly Rule[], ruleset: string, asked: string | undefined): void {
  if (rules.length === 0)
    throw asked === undefined
      ? new AppError("conflict", `The ruleset "${ruleset}" has no rules yet. Add one, then make its KPIs.`)
      : new AppError("not_found", `The ruleset "${ruleset}" has no rule "${asked}".`);
  if (rules.length > MOST_RULES_AT_ONCE)
    throw invalidField(
      "rule_name",
      `The ruleset has ${rules.length} rules, and KPIs are made of at most ${MOST_RULES_AT_ONCE} at once. Make them rule by rule.`,
    );
  const odd = rules.find(({ problem }) => problem !== null);
  if (odd) throw refused(odd.name, `${odd.problem} Delete it, or make the KPIs of the other rules.`);
}

function refused(rule: string, why: string): AppError {
  return invalidField("rule_name", `No KPIs of the rule “${rule}” can be made. ${why}`);
}

/** The schemas that a rule is about, and no others, where its tables might be taken for theirs. */
function schemasOf({ source, target }: Rule): string {
  return [...new Set([source.schema, target.schema])].join(", ");
}

/** Each definition compiled, so that nothing is stored that would not run or would mean something else. */
async function draftsOf(graphs: GraphService, rule: Rule, place: Place, today: string): Promise<Draft[]> {
  const { kg_name, ruleset_name } = place;
  const target = await graphs.runTarget(place);
  const [source = "", other = ""] = await graphs.ask("sayTables", target.part, [rule.source, rule.target]);
  const said = { source, target: other };
  const drafts: Draft[] = [];
  for (const kind of RULE_KPI_KINDS) {
    const definition = definitionOf(kind, said);
    const { reading } = (await compiled(graphs.ask, definition, rule, kind, target, today)).explanation;
    drafts.push({
      rule: rule.name,
      kind,
      place,
      said,
      maker: makerOf(kg_name, ruleset_name, rule, kind),
      definition,
      description: `Made of the rule “${rule.name}” of the ruleset “${ruleset_name}” of ${kg_name}: ${reading}.`,
    });
  }
  return drafts;
}

async function compiled(
  ask: AskGraph,
  definition: string,
  rule: Rule,
  kind: RuleKpiKind,
  target: RunTarget,
  today: string,
): Promise<Compiled> {
  const result = await ask("compile", target.part, {
    ...{ definition, today, dialect: target.dialect, ruleset: target.ruleset },
    ...{ limit: DEFAULT_LIMIT_RECORDS, minConfidence: DEFAULT_MIN_CONFIDENCE },
  });
  if (!result.ok)
    throw refused(rule.name, `“${definition}” is not understood: ${result.diagnostics[0].message}`);
  const [from, to] = kind === "unmatched_target" ? [rule.target, rule.source] : [rule.source, rule.target];
  if (result.sourceTable !== from.table || result.targetTable !== to.table)
    throw refused(
      rule.name,
      `“${definition}” would mean ${result.explanation.reading}. Give its tables names of their own in the graph.`,
    );
  return result;
}

/** The KPI that was made before, or a new one under a name that nobody has. */
async function store(db: Db, draft: Draft, before: MadeKpiRow | undefined): Promise<MadeKpi> {
  const { rule, kind, definition, description, maker, place, said } = draft;
  if (before) return { rule, kind, id: before.id, name: before.name, made: false };
  let name = "";
  for (let nth = 1; name === "" || (await findKpiByName(db, name)); nth++)
    name = kpiName(place.ruleset_name, kind, said, nth);
  const { id } = await insertKpi(db, {
    name,
    alias_name: null,
    group_name: place.ruleset_name,
    description,
    nl_definition: definition,
    created_by: maker,
  });
  return { rule, kind, id, name, made: true };
}

/** Begins a run of each, as it ran before, by this ruleset; what kept the rest from running, or null. */
async function executeAll(
  executions: ExecutionService,
  places: readonly Place[],
  kpis: readonly MadeKpi[],
  { key, by }: { readonly key: string | undefined; readonly by: string | null },
): Promise<string | null> {
  try {
    for (const [i, { id, made }] of kpis.entries()) {
      const last = made ? null : await executions.lastParameters(id);
      const place = places[i];
      const idempotency_key = key && `${key}:${id}`;
      await executions.start(
        ExecuteInput.parse({ use_llm: false, ...last, ...place, kpi_id: id, idempotency_key }),
        by,
      );
      await takeTurn();
    }
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function lastRun(row: MadeKpiRow): RuleKpis["kpis"][number]["last_run"] {
  if (row.run_id === null) return null;
  return {
    id: row.run_id,
    execution_status: row.run_status as ExecutionStatus,
    execution_timestamp: isoTimestamp(row.run_at ?? ""),
    value: row.run_value,
    value_kind: row.run_value_kind as RunValueKind,
    ruleset_version: row.run_ruleset_version,
  };
}
