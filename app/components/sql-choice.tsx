import { Link } from "@remix-run/react";
import type { SqlPinState } from "../../server/contracts/kpis.ts";
import { Allowed } from "./allowed.tsx";
import { Field } from "./field.tsx";

export interface SqlChoiceProps {
  readonly kpiId: number;
  /** Null where no SQL is accepted: there is nothing to choose then. */
  readonly pin: SqlPinState | null;
  readonly chosen: string;
}

/** Whether an execution sends the accepted SQL; of a stale one nothing is chosen for anybody. */
export function SqlChoice({ kpiId, pin, chosen, error }: SqlChoiceProps & { error: string | undefined }) {
  if (!pin) return null;
  const isStale = pin.stale.length > 0;
  return (
    <Field
      name="sql"
      label="SQL"
      required={isStale}
      error={error}
      hint={
        <>
          {isStale && `The accepted SQL is stale. ${pin.stale.join(" ")} `}
          <Allowed right="define">
            <Link to={`/landing-kpi/${kpiId}/sql`}>Review the SQL</Link>
          </Allowed>
        </>
      }
    >
      {(control) => (
        <select {...control} defaultValue={chosen}>
          <option value="">{isStale ? "Choose which to run" : "The accepted SQL"}</option>
          {isStale && <option value="pinned">The accepted SQL all the same</option>}
          <option value="compiled">What the definition gives now</option>
        </select>
      )}
    </Field>
  );
}
