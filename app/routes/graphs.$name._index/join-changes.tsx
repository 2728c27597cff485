import { Form } from "@remix-run/react";
import { joinText } from "../../../server/contracts/join-text.ts";
import type { RelationshipEntry } from "../../../server/contracts/relationships.ts";
import { useFormTarget } from "../../lib/use-form-target.ts";

const ACTS = [
  ["approved", "Approve"],
  ["rejected", "Reject"],
  ["proposed", "Decide later"],
] as const;

/** What can be done with one join alone. */
export function JoinChanges({ join }: { join: RelationshipEntry }) {
  const name = joinText(join);
  const target = useFormTarget("index");
  const named = <span className="visually-hidden"> {name}</span>;
  return (
    <details className="folded">
      <summary>Change{named}</summary>
      <Form method="post" action={target} className="toolbar" noValidate preventScrollReset>
        <input type="hidden" name="relationship_id" value={join.id} />
        <label>
          Priority: of several joins the highest is used
          <input
            type="number"
            name="priority"
            min={-1000}
            max={1000}
            step={1}
            key={join.priority}
            defaultValue={join.priority}
          />
        </label>
        <button type="submit" name="intent" value="priority">
          Save<span className="visually-hidden"> the priority of {name}</span>
        </button>
        {ACTS.filter(([act]) => act !== join.status).map(([act, label]) => (
          <button key={act} type="submit" name="intent" value={act}>
            {label}
            {named}
          </button>
        ))}
        <button type="submit" name="intent" value={join.excluded ? "include" : "exclude"}>
          {join.excluded ? "Use it again" : "Exclude"}
          {named}
        </button>
        <button type="submit" name="intent" value="measure">
          Measure again{named}
        </button>
        {join.origin === "person" && (
          <button type="submit" name="intent" value="delete">
            Delete{named}
          </button>
        )}
      </Form>
    </details>
  );
}
