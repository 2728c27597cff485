import { graphPath } from "./graph-paths.ts";
import type { ParamChanges } from "./urls.ts";

/** The rulesets of a graph. */
export function rulesetsPath(graph: string): string {
  return graphPath(graph, {}, "/rulesets");
}

/** The page of a ruleset; `below` is a page of its own under it. */
export function rulesetPath(graph: string, ruleset: string, below = "", params: ParamChanges = {}): string {
  return graphPath(graph, params, `/rulesets/${encodeURIComponent(ruleset)}${below}`);
}

/** Where it is changed how a rule compares. */
export function rulePath(graph: string, ruleset: string, rule: string): string {
  return rulesetPath(graph, ruleset, `/rules/${encodeURIComponent(rule)}`);
}

/**
 * Where a form of the page at `path` is sent, which is an index route: said outright, because the router's own guess is the address with its names
 * decoded, where a question mark or a percent sign in a name is taken for something else.
 */
export function formTarget(path: string): string {
  return `${path}?index`;
}

/**
 * The names in the address of such a page, "" where it has none. The router's own parameters are not used: they make a
 * slash of the three characters %2F, which a name may hold.
 */
export function namesInPath(url: string): { kg_name: string; ruleset_name: string; rule_name: string } {
  const [, , kg_name = "", , ruleset_name = "", , rule_name = ""] = new URL(url).pathname
    .split("/")
    .map(decoded);
  return { kg_name, ruleset_name, rule_name };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not the encoding of any text, so the name of nothing: the page says that there is none.
    return segment;
  }
}
