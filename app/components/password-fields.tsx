import { PASSWORD_HINT } from "../../server/contracts/accounts.ts";
import { Field } from "./field.tsx";

/** Where a password is chosen. */
export function NewPassword({ error }: { error: string | undefined }) {
  return (
    <Field name="password" label="New password" required hint={PASSWORD_HINT} error={error}>
      {(control) => <input {...control} type="password" autoComplete="new-password" required />}
    </Field>
  );
}
