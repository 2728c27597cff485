import { ROLES } from "../../server/contracts/people.ts";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";

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

interface MadeLink {
  readonly name: string;
  readonly link: string;
  readonly mail_sent: boolean;
  readonly mail_problem: string | null;
}

/** A link by which somebody chooses a password, which is shown this once; and what became of the mail with it. */
export function LinkForSomebody({ name, link, mail_sent, mail_problem }: MadeLink) {
  return (
    <>
      {mail_problem && <Notice kind="error">{mail_problem}</Notice>}
      <Notice kind="success">
        {mail_sent ? `This link was mailed to ${name}` : `Send this link to ${name}`}, who chooses a password
        there. It counts once, for three days, and is not shown again: <code className="breaks">{link}</code>
      </Notice>
    </>
  );
}
