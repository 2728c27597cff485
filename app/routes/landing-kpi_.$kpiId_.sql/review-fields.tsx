import { Form } from "@remix-run/react";
import { Field } from "../../components/field.tsx";
import { FormError } from "../../components/form-parts.tsx";
import { Select } from "../../components/select.tsx";
import type { ReviewValues } from "../../lib/review-form.ts";

interface ReviewFieldsProps {
  readonly values: ReviewValues;
  readonly choices: { readonly graphs: readonly string[]; readonly schemas: readonly string[] };
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly message: string | undefined;
}

/** With which parameters the definition is compiled here. */
export function ReviewFields({ values, choices, errors, message }: ReviewFieldsProps) {
  // The fields keep what a browser was told first: other parameters are another form.
  return (
    <Form method="get" className="form" key={Object.values(values).join("|")} noValidate>
      <FormError message={message} />
      <div className="field-row">
        <Field name="kg_name" label="Knowledge graph" error={errors?.kg_name}>
          {(control) => <Select control={control} value={values.kg_name} options={choices.graphs} />}
        </Field>
        <Field name="select_schema" label="Schema" error={errors?.select_schema}>
          {(control) => <Select control={control} value={values.select_schema} options={choices.schemas} />}
        </Field>
        <Field name="ruleset_name" label="Ruleset" error={errors?.ruleset_name}>
          {(control) => <input {...control} defaultValue={values.ruleset_name} autoComplete="off" />}
        </Field>
      </div>
      <div className="field-row">
        <Field
          name="excluded_fields"
          label="Excluded fields"
          error={errors?.excluded_fields}
          hint="Columns that never join tables, separated by commas."
        >
          {(control) => <input {...control} defaultValue={values.excluded_fields} autoComplete="off" />}
        </Field>
        <Field
          name="min_confidence"
          label="Minimum confidence"
          error={errors?.min_confidence}
          hint="From 0 to 1."
        >
          {(control) => (
            <input {...control} inputMode="decimal" defaultValue={values.min_confidence} autoComplete="off" />
          )}
        </Field>
      </div>
      <div>
        <button type="submit">Show the SQL for these</button>
      </div>
    </Form>
  );
}
