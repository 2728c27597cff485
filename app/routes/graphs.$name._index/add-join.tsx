import { Form } from "@remix-run/react";
import { Field } from "../../components/field.tsx";

interface AddJoinProps {
  /** What was typed, when it was refused. */
  readonly join: string | undefined;
  readonly error: string | undefined;
}

/** A join in one line, by hand. */
export function AddJoin({ join, error }: AddJoinProps) {
  return (
    <section className="panel" aria-labelledby="add-join">
      <h2 id="add-join">Add a join</h2>
      <Form method="post" className="form" noValidate preventScrollReset>
        <Field
          name="join"
          label="Join"
          required
          error={error}
          hint="table.column -> table.column, e.g. orders.customer_no -> customers.id. Several columns: lines.(a, b) -> heads.(c, d)."
        >
          {(control) => (
            <input {...control} key={join} defaultValue={join ?? ""} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <p className="actions">
          <button type="submit" name="intent" value="add">
            Add the join
          </button>
        </p>
      </Form>
    </section>
  );
}
