import { Form } from "@remix-run/react";
import type { AliasEntry } from "../../../server/contracts/aliases.ts";
import { useFormTarget } from "../../lib/use-form-target.ts";

/** The button that takes a name away; its value says which. */
export const DELETE_ALIAS = "delete_alias";

const FORM = "delete-names";

interface OtherNamesProps {
  readonly aliases: readonly Pick<AliasEntry, "id" | "alias">[];
  /** What to say where there is none. */
  readonly none?: string;
  readonly mayDelete: boolean;
}

/** What people call a table or a column; a name is taken away by the button beside it. */
export function OtherNames({ aliases, none, mayDelete }: OtherNamesProps) {
  if (aliases.length === 0) return none ? <span className="muted">{none}</span> : null;
  return (
    <ul className="name-tags">
      {aliases.map(({ id, alias }) => (
        <li key={id}>
          {alias}
          {mayDelete && (
            <button type="submit" form={FORM} name={DELETE_ALIAS} value={id} className="link-button">
              Delete<span className="visually-hidden"> the name {alias}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Sends the buttons of all names: a form inside a table's cells would be one for each. */
export function DeleteForm() {
  return <Form method="post" action={useFormTarget()} id={FORM} preventScrollReset />;
}
