import { Form, Link } from "@remix-run/react";
import { joinText } from "../../../server/contracts/join-text.ts";
import type { RulesetEntry } from "../../../server/contracts/rulesets.ts";
import { Breakable } from "../../components/breakable.tsx";
import { comparedSentences } from "../../lib/rule-form.ts";
import { formTarget, rulePath, rulesetPath } from "../../lib/ruleset-paths.ts";

interface RuleListProps {
  readonly graph: string;
  readonly ruleset: RulesetEntry;
  readonly mayChange: boolean;
}

/** The rules of a ruleset, each with both ends and how they are compared. */
export function RuleList({ graph, ruleset, mayChange }: RuleListProps) {
  if (ruleset.rules.length === 0)
    return (
      <div className="empty">
        <p>It has none yet. With no rules the joins of the graph are used as they are.</p>
      </div>
    );
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
          {mayChange && (
            <Form
              method="post"
              action={formTarget(rulesetPath(graph, ruleset.name))}
              className="actions"
              preventScrollReset
            >
              <input type="hidden" name="rule_name" value={rule.name} />
              <Link className="button" to={rulePath(graph, ruleset.name, rule.name)}>
                Change<span className="visually-hidden"> the rule {rule.name}</span>
              </Link>
              <button type="submit" name="intent" value="delete_rule">
                Delete<span className="visually-hidden"> the rule {rule.name}</span>
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
