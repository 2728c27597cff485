import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, Form, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../components/breakable.tsx";
import { Field } from "../components/field.tsx";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer, attempt, notFound } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import {
  comparisonsOf,
  type PairValues,
  pairsOf,
  readPairs,
  valuesOfPairs,
  WAY_CHOICES,
} from "../lib/rule-form.ts";
import { namesInPath, rulePath, rulesetPath } from "../lib/ruleset-paths.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { kg_name, ruleset_name, rule_name } = namesInPath(args.request.url);
  const { ruleset } = await answer(args.context.api.rulesets.get({ kg_name, ruleset_name }));
  const rule = ruleset.rules.find(({ name }) => name === rule_name);
  if (!rule) throw notFound(`The ruleset “${ruleset.name}” has no rule “${rule_name}”.`);
  return { graph: kg_name, ruleset: ruleset.name, rule };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const names = namesInPath(request.url);
  const pairs = readPairs(await request.formData());
  const changed = await attempt(api.rulesets.changeRule({ ...names, comparisons: comparisonsOf(pairs) }));
  if (changed.ok) return redirectWithFlash(rulesetPath(names.kg_name, names.ruleset_name), "rule_changed");
  const { status, message, fields } = changed.failure;
  return json({ pairs, message: fields.comparisons ?? message }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ pairs: readPairs(form) }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function ChangeRulePage() {
  const { graph, ruleset, rule } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const values = answered?.pairs ?? valuesOfPairs(rule.comparisons);
  return (
    <div className="page narrow-page">
      <h1>
        Change the rule <Breakable text={rule.name} />
      </h1>
      {rule.problem && <Notice kind="error">{rule.problem}</Notice>}
      <Form
        method="post"
        action={rulePath(graph, ruleset, rule.name)}
        className="form"
        noValidate
        preventScrollReset
      >
        <FormError message={answered?.message} />
        {pairsOf(rule).map(({ pair }, i) => (
          <PairFields key={pair} pair={pair} values={values[i]} />
        ))}
        <FormButtons submit="Save changes" busy="Saving…" cancelTo={rulesetPath(graph, ruleset)} />
      </Form>
    </div>
  );
}

function PairFields({ pair, values }: { pair: string; values: PairValues | undefined }) {
  return (
    <section className="panel" aria-label={pair}>
      <h2>
        <Breakable text={pair} />
      </h2>
      <div className="field-row">
        <Field name="way" label="Compared">
          {(control) => (
            <select {...control} defaultValue={values?.way ?? "exact"}>
              {WAY_CHOICES.map(([way, label]) => (
                <option key={way} value={way}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="tolerance" label="Tolerance" hint="Only within a tolerance: how far apart they may be.">
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              defaultValue={values?.tolerance ?? ""}
              autoComplete="off"
            />
          )}
        </Field>
      </div>
    </section>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Change ${data.rule.name}` : "Change a rule"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
