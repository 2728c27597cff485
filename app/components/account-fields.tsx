import { ROLES } from "../../server/contracts/people.ts";
import { Field } from "./field.tsx";

const WHAT_ROLES_DO =
  "Viewers read KPIs, their rows and exports; editors define and execute them, too; administrators also change sources, graphs and people.";

/** The role of an account, with what each may. */
export function RoleField({ value, error }: { value: string; error: string | undefined }) {
  return (
    <Field name="role" label="Role" required hint={WHAT_ROLES_DO} error={error}>
      {(control) => (
        <select {...control} defaultValue={value}>
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A link by which somebody chooses a password; it is shown this once. */
export function LinkForSomebody({ name, link }: { name: string; link: string }) {
  return (
    <>
      Send this link to {name}, who chooses a password there. It counts once, for three days, and is not shown
      again: <code className="breaks">{link}</code>
    </>
  );
}
