import { Form, Link } from "@remix-run/react";
import { joinText } from "../../../server/contracts/join-text.ts";
import type { RuleKpis, RulesetEntry } from "../../../server/contracts/rulesets.ts";
import { Breakable } from "../../components/breakable.tsx";
import { FormKey } from "../../components/form-key.tsx";
import { comparedSentences } from "../../lib/rule-form.ts";
import { formTarget, rulePath, rulesetPath } from "../../lib/ruleset-paths.ts";
import { makeLabel } from "./results.tsx";

interface RuleListProps {
  readonly graph: string;
  readonly ruleset: RulesetEntry;
  /** The KPIs of its rules. */
  readonly results: readonly RuleKpis[];
  readonly mayChange: boolean;
  readonly formKey: string;
}

/** The rules of a ruleset, each with both ends and how they are compared. */
export function RuleList({ graph, ruleset, results, mayChange, formKey }: RuleListProps) {
  if (ruleset.rules.length === 0)
    return (
      <div className="empty">
        <p>It has none yet. With no rules the joins of the graph are used as they are.</p>
      </div>
    );
  const target = formTarget(rulesetPath(graph, ruleset.name));
  return (
    <ul className="join-list">
      {ruleset.rules.map((rule) => (
        <li key={rule.name} className="panel">
          <h3>
            <Breakable text={rule.name} />
          </h3>
          <p>
            <Breakable text={joinText(rule)} />
          </p>
          {comparedSentences(rule).map((sentence) => (
            <p key={sentence}>
              <Breakable text={sentence} />
            </p>
          ))}
          {rule.problem && <p className="field-error">{rule.problem}</p>}
          <Form method="post" action={target} className="actions" preventScrollReset>
            <FormKey value={formKey} />
            <input type="hidden" name="rule_name" value={rule.name} />
            <button type="submit" name="intent" value="make_kpis">
              {makeLabel(results.filter((one) => one.rule === rule.name))}
              <span className="visually-hidden"> for the rule {rule.name}</span>
            </button>
            {mayChange && (
              <>
                <Link className="button" to={rulePath(graph, ruleset.name, rule.name)}>
                  Change<span className="visually-hidden"> the rule {rule.name}</span>
                </Link>
                <button type="submit" name="intent" value="delete_rule">
                  Delete<span className="visually-hidden"> the rule {rule.name}</span>
                </button>
              </>
            )}
          </Form>
        </li>
      ))}
    </ul>
  );
}
