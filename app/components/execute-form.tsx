import { Form } from "@remix-run/react";
import { useId, useState } from "react";
import type { RulesetsOfGraph } from "../lib/execute-defaults.server.ts";
import type { ExecuteValues } from "../lib/execute-form.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { useHydrated } from "../lib/use-hydrated.ts";
import { Field } from "./field.tsx";
import { FormKey } from "./form-key.tsx";
import { FormButtons, FormError } from "./form-parts.tsx";
import { Select } from "./select.tsx";
import { SqlChoice, type SqlChoiceProps } from "./sql-choice.tsx";

interface ExecuteFormProps {
  readonly values: ExecuteValues;
  readonly choices: {
    readonly graphs: readonly string[];
    readonly schemas: readonly string[];
    readonly rulesets: readonly RulesetsOfGraph[];
    readonly dbTypes: readonly string[];
  };
  readonly formKey: string;
  readonly sqlChoice: SqlChoiceProps;
  readonly errors?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly cancelTo: string;
}

/** The parameters of one execution. */
export function ExecuteForm({
  values,
  choices,
  formKey,
  sqlChoice,
  errors,
  message,
  cancelTo,
}: ExecuteFormProps) {
  const rulesetsId = useId();
  const [graph, setGraph] = useState(values.kg_name);
  // Without JavaScript nothing follows the choice of a graph: all are offered then, each with its graph.
  const hydrated = useHydrated();
  const offered = choices.rulesets.filter((rulesets) => !hydrated || rulesets.graph === graph);
  const formRef = useFocusFirstInvalid(errors);
  return (
    <Form method="post" className="form" noValidate ref={formRef} preventScrollReset>
      <FormError message={message} />
      <FormKey value={formKey} />
      <SqlChoice {...sqlChoice} error={errors?.sql} />
      <div className="field-row">
        <Field
          name="kg_name"
          label="Knowledge graph"
          required
          error={errors?.kg_name}
          hint="Knows the tables, and how they match."
        >
          {(control) => (
            <Select control={control} value={values.kg_name} options={choices.graphs} onChoose={setGraph} />
          )}
        </Field>
        <Field name="select_schema" label="Schema" required error={errors?.select_schema}>
          {(control) => <Select control={control} value={values.select_schema} options={choices.schemas} />}
        </Field>
      </div>
      <div className="field-row">
        <Field
          name="ruleset_name"
          label="Ruleset"
          error={errors?.ruleset_name}
          hint="Its rules come before the graph's joins."
        >
          {(control) => (
            <input {...control} list={rulesetsId} defaultValue={values.ruleset_name} autoComplete="off" />
          )}
        </Field>
        <Field name="db_type" label="DB type" error={errors?.db_type}>
          {(control) => (
            <Select
              control={control}
              value={values.db_type}
              options={choices.dbTypes}
              none="The source's own"
            />
          )}
        </Field>
      </div>
      <datalist id={rulesetsId}>
        {offered.flatMap((rulesets) =>
          rulesets.names.map((name) => (
            <option
              key={`${rulesets.graph} ${name}`}
              value={name}
              label={hydrated ? undefined : `of ${rulesets.graph}`}
            />
          )),
        )}
      </datalist>
      <div className="field-row">
        <Field
          name="limit_records"
          label="Limit records"
          error={errors?.limit_records}
          hint="Records that are stored, at most."
        >
          {(control) => (
            <input {...control} inputMode="numeric" defaultValue={values.limit_records} autoComplete="off" />
          )}
        </Field>
        <Field
          name="min_confidence"
          label="Minimum confidence"
          error={errors?.min_confidence}
          hint="From 0 to 1; a less certain reading is refused."
        >
          {(control) => (
            <input {...control} inputMode="decimal" defaultValue={values.min_confidence} autoComplete="off" />
          )}
        </Field>
      </div>
      <Field
        name="excluded_fields"
        label="Excluded fields"
        error={errors?.excluded_fields}
        hint="Columns that never join tables, separated by commas, e.g. Created_By, Business_Unit."
      >
        {(control) => <input {...control} defaultValue={values.excluded_fields} autoComplete="off" />}
      </Field>
      <div className="checkbox-field">
        <label>
          <input type="checkbox" name="use_llm" defaultChecked={values.use_llm} /> Use LLM
        </label>
        <p className="hint">
          Asked only when the built-in rules cannot read the definition and this server has a model
          configured. The run says who read it.
        </p>
      </div>
      <FormButtons submit="Execute" busy="Starting…" cancelTo={cancelTo} />
    </Form>
  );
}
