export { generateDemoDatabase } from "./generate.ts";
export { DEMO_GRAPH, type DemoAlias, type DemoEnd, type DemoRelationship } from "./graph.ts";
export { DEMO_KPIS, type DemoKpi } from "./kpis.ts";
export { DEMO_RULESET, type DemoRule, type DemoRuleset } from "./ruleset.ts";
