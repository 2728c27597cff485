import { Form, Link } from "@remix-run/react";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";

interface SignInFormProps {
  /** Where people sign in without a password of this server; null when nowhere. */
  readonly provider: { readonly name: string; readonly startUrl: string } | null;
  readonly returnTo: string;
  /** Whether a link to a new password is mailed to whoever asks. */
  readonly mailsLinks: boolean;
  /** What was wrong with the last try. */
  readonly refused?: {
    readonly message: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly typed: Readonly<Record<string, string>>;
  };
}

/** The page on which people sign in, also after a provider sent them back in vain. */
export function SignInForm({ provider, returnTo, mailsLinks, refused }: SignInFormProps) {
  // In the form's address too: refused, the page is made anew of it.
  const back = new URLSearchParams({ return_to: returnTo });
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>Sign in</h1>
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" action={`/sign-in?${back}`} className="form" ref={formRef} reloadDocument>
        <input type="hidden" name="return_to" value={returnTo} />
        <Field name="login" label="Login" required error={refused?.fields.login}>
          {(control) => (
            <input {...control} autoComplete="username" defaultValue={refused?.typed.login} required />
          )}
        </Field>
        <Field name="password" label="Password" required error={refused?.fields.password}>
          {(control) => <input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Sign in
          </button>
          {provider && (
            // A link and no form: the content policy lets forms lead nowhere else.
            <a className="button" href={`${provider.startUrl}?${back}`}>
              Sign in with {provider.name}
            </a>
          )}
        </div>
      </Form>
      {mailsLinks ? (
        <p>
          <Link to="/forgot-password">Forgot your password?</Link>
        </p>
      ) : (
        <p className="muted">
          Forgot the password? An administrator can make you a link to choose another one.
        </p>
      )}
    </div>
  );
}
