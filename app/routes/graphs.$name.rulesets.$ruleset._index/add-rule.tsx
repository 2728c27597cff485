import { Form } from "@remix-run/react";
import { Field } from "../../components/field.tsx";
import { FormError } from "../../components/form-parts.tsx";
import { ALIKE_CHOICES } from "../../lib/rule-form.ts";
import { useFocusFirstInvalid } from "../../lib/use-focus-first-invalid.ts";

/** The form of a new rule as texts, the way a browser sends them. */
interface RuleValues {
  readonly join: string;
  readonly name: string;
  readonly how: string;
}

export function readNewRule(form: FormData): RuleValues {
  const text = (name: string) => String(form.get(name) ?? "");
  return { join: text("join"), name: text("name"), how: text("how") };
}

interface AddRuleProps {
  /** Where the form is sent. */
  readonly action: string;
  /** What was typed, with the reasons why it was refused. */
  readonly entered:
    | {
        readonly values: RuleValues;
        readonly message: string;
        readonly fields: Readonly<Record<string, string>>;
      }
    | undefined;
}

/** A rule in one line, all of its pairs of columns compared alike; how each is compared can be changed then. */
export function AddRule({ action, entered }: AddRuleProps) {
  const { values, message, fields } = entered ?? {};
  const formRef = useFocusFirstInvalid(fields);
  const saidByField = fields?.join ?? fields?.name ?? fields?.how;
  return (
    <section className="panel" aria-labelledby="add-rule">
      <h2 id="add-rule">Add a rule</h2>
      <Form method="post" action={action} className="form" noValidate ref={formRef} preventScrollReset>
        <FormError message={saidByField ? null : message} />
        <Field
          name="join"
          label="Join"
          required
          error={fields?.join}
          hint="table.column -> table.column, e.g. orders.customer_no -> customers.id. Several columns: lines.(a, b) -> heads.(c, d)."
        >
          {(control) => (
            <input {...control} defaultValue={values?.join ?? ""} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <div className="field-row">
          <Field
            name="name"
            label="Name"
            error={fields?.name}
            hint="Left empty: the two tables, “orders to customers”."
          >
            {(control) => (
              <input {...control} defaultValue={values?.name ?? ""} maxLength={255} autoComplete="off" />
            )}
          </Field>
          <Field
            name="how"
            label="Compared"
            error={fields?.how}
            hint="Numbers within a tolerance and dates by day: add the rule, then change it."
          >
            {(control) => (
              <select {...control} defaultValue={values?.how ?? "exact"}>
                {ALIKE_CHOICES.map(([way, label]) => (
                  <option key={way} value={way}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <p className="actions">
          <button type="submit" name="intent" value="add">
            Add the rule
          </button>
        </p>
      </Form>
    </section>
  );
}
