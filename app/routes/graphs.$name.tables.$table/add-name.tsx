import { Form } from "@remix-run/react";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { useFocusFirstInvalid } from "../../lib/use-focus-first-invalid.ts";
import { useFormTarget } from "../../lib/use-form-target.ts";

export const ADD_NAME = "add-name";

interface AddNameProps {
  readonly table: {
    readonly schema: string;
    readonly name: string;
    readonly column_names: readonly string[];
  };
  /** What was chosen and typed, with the reasons why it was refused. */
  readonly entered: {
    readonly column?: string;
    readonly alias?: string;
    readonly message?: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
}

/** Another name for the table or one of its columns. */
export function AddName({ table, entered: { column, alias, message, fields } }: AddNameProps) {
  const formRef = useFocusFirstInvalid(fields);
  const target = useFormTarget();
  const elsewhere = message && !fields?.alias && !fields?.column ? message : null;
  return (
    <section className="panel" aria-labelledby={ADD_NAME}>
      <h2 id={ADD_NAME}>Add a name</h2>
      <p>Definitions may use it like the name itself, with all KPIs that run over this graph.</p>
      {elsewhere && <Notice kind="error">{elsewhere}</Notice>}
      <Form method="post" action={target} className="form" noValidate ref={formRef} preventScrollReset>
        <input type="hidden" name="schema" value={table.schema} />
        <input type="hidden" name="table" value={table.name} />
        <div className="field-row" key={`${column} ${alias}`}>
          <Field name="column" label="What is called so" error={fields?.column}>
            {(control) => (
              <select {...control} defaultValue={column ?? ""}>
                <option value="">The table {table.name}</option>
                {table.column_names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field name="alias" label="Name" required error={fields?.alias}>
            {(control) => (
              <input {...control} defaultValue={alias ?? ""} maxLength={255} autoComplete="off" />
            )}
          </Field>
        </div>
        <p className="actions">
          <button type="submit">Add the name</button>
        </p>
      </Form>
    </section>
  );
}
