export { generateDemoDatabase } from "./generate.ts";
export { DEMO_GRAPH } from "./graph.ts";
export { DEMO_KPIS } from "./kpis.ts";
export { DEMO_RULESET } from "./ruleset.ts";
