import { Form } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { useFormTarget } from "../../lib/use-form-target.ts";
import type { AddAnswer } from "./change-joins.server.ts";

/** A join in one line, by hand: as ends, or in English; what was understood of that is shown before it is kept. */
export function AddJoin({ join, error, understood }: Partial<AddAnswer>) {
  const target = useFormTarget("index");
  return (
    <section className="panel" aria-labelledby="add-join">
      <h2 id="add-join">Add a join</h2>
      {understood && <Understood {...understood} />}
      <Form method="post" action={target} className="form" noValidate preventScrollReset>
        <Field
          name="join"
          label="Join"
          required
          error={error}
          hint="table.column -> table.column, e.g. orders.customer_no -> customers.id, or in English: “orders belong to customers by customer_no”, “link orders.a with customers.b and orders.c with customers.d”."
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

const HAD = {
  approved: " The graph has it already, approved.",
  proposed: " The graph has it already, waiting for a decision.",
  rejected: " The graph has it already, rejected.",
} as const;

function Understood({ join, status }: NonNullable<AddAnswer["understood"]>) {
  const target = useFormTarget("index");
  return (
    <Notice kind="info">
      <p>
        Understood as{" "}
        <strong>
          <Breakable text={join} />
        </strong>
        . Nothing is added yet.{status && HAD[status]}
      </p>
      <Form method="post" action={target} className="actions" preventScrollReset>
        <input type="hidden" name="join" value={join} />
        <button type="submit" name="intent" value="add" data-kind="primary">
          Add this join
        </button>
      </Form>
    </Notice>
  );
}
