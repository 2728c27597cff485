import { Form } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import {
  type ConnectionTest,
  DEFAULT_PORTS,
  NEEDS_DATABASE,
  type ServerType,
  type SourceFiles,
} from "../../server/contracts/sources.ts";
import { type SourceField, type SourceValues, TEST } from "../lib/source-form.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { type ControlProps, Field } from "./field.tsx";
import { FormButtons, FormError } from "./form-parts.tsx";
import { Notice } from "./notice.tsx";

interface SourceFormProps {
  readonly values: SourceValues;
  readonly choices: SourceFiles;
  /** Whether a password is stored, which stays when none is typed. */
  readonly hasPassword?: boolean;
  readonly errors?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly test?: ConnectionTest;
  readonly cancelTo: string;
  readonly submit: string;
}

/** What a source needs to be connected; which fields there are depends on its type. */
export function SourceForm({ values, errors, message, test, cancelTo, submit, ...rest }: SourceFormProps) {
  const formRef = useFocusFirstInvalid(errors);
  return (
    <Form method="post" className="form" noValidate ref={formRef} preventScrollReset>
      {/* What Enter in a field presses is the first button: to save. */}
      <button type="submit" hidden />
      <FormError message={message} />
      <input type="hidden" name="db_type" value={values.db_type} />
      <Field name="name" label="Name" required error={errors?.name} hint="What people call it, e.g. Sales.">
        {(control) => <input {...control} defaultValue={values.name} required autoComplete="off" />}
      </Field>
      {values.db_type === "files" ? (
        <p>Upload files next: each becomes a table, which this server keeps.</p>
      ) : values.db_type === "sqlite" ? (
        <FileField value={values.file} choices={rest.choices} error={errors?.file} />
      ) : (
        <ServerFields
          type={values.db_type as ServerType}
          values={values}
          errors={errors}
          hasPassword={rest.hasPassword ?? false}
        />
      )}
      {test && <TestOutcome test={test} />}
      <FormButtons submit={submit} busy="Connecting…" cancelTo={cancelTo}>
        {values.db_type !== "files" && (
          <button type="submit" name="intent" value={TEST}>
            Test the connection
          </button>
        )}
      </FormButtons>
    </Form>
  );
}

function FileField({ value, choices, error }: { value: string; choices: SourceFiles; error?: string }) {
  const filesId = useId();
  const folders = choices.folders.join(" or ");
  const hint =
    choices.files.length > 0
      ? `A database file in ${folders}. ${choices.files.length} found there.`
      : `A database file in ${folders}. There is none yet: put one there and load this page again.`;
  return (
    <Field name="file" label="File" required error={error} hint={hint}>
      {(control) => (
        <>
          <input {...control} list={filesId} defaultValue={value} required autoComplete="off" />
          <datalist id={filesId}>
            {choices.files.map((file) => (
              <option key={file} value={file} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

const TLS_CHOICES = [
  ["", "As usual: verified, and off for a server on this machine"],
  ["verified", "Encrypted, and the server's certificate verified"],
  ["required", "Encrypted, whoever the server is"],
  ["off", "Not encrypted"],
] as const;

interface ServerFieldsProps {
  readonly type: ServerType;
  readonly values: SourceValues;
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly hasPassword: boolean;
}

function ServerFields({ type, values, errors, hasPassword }: ServerFieldsProps) {
  const described = (name: SourceField, hint?: ReactNode) => ({ name, error: errors?.[name], hint });
  const text = (name: SourceField) => (control: ControlProps) => (
    <input {...control} defaultValue={values[name]} autoComplete="off" spellCheck={false} />
  );
  return (
    <>
      <div className="field-row">
        <Field label="Host" required {...described("host", "Name or address, e.g. db.example.com.")}>
          {text("host")}
        </Field>
        <Field label="Port" {...described("port", `Empty: ${DEFAULT_PORTS[type]}.`)}>
          {(control) => (
            <input {...control} defaultValue={values.port} inputMode="numeric" autoComplete="off" />
          )}
        </Field>
      </div>
      <Field
        label={type === "oracle" ? "Service name" : "Database"}
        required={NEEDS_DATABASE.has(type)}
        {...described("database", databaseHint(type))}
      >
        {text("database")}
      </Field>
      <div className="field-row">
        <Field label="User" required {...described("user", "A login that may only read.")}>
          {text("user")}
        </Field>
        <Field
          label="Password"
          {...described("password", hasPassword ? "Empty: the stored one stays." : "Kept encrypted.")}
        >
          {(control) => <input {...control} type="password" autoComplete="new-password" />}
        </Field>
      </div>
      <Field label="Encryption (TLS)" {...described("tls")}>
        {(control) => (
          <select {...control} defaultValue={values.tls}>
            {TLS_CHOICES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <details className="folded" open={Boolean(values.ca_certificate || errors?.ca_certificate)}>
        <summary>Certificate of the authority</summary>
        <Field
          label="Certificate (PEM)"
          {...described(
            "ca_certificate",
            "Only when the server's certificate is signed by an authority of your own.",
          )}
        >
          {(control) => <textarea {...control} rows={4} defaultValue={values.ca_certificate} />}
        </Field>
      </details>
    </>
  );
}

function databaseHint(type: ServerType): string | undefined {
  if (type === "oracle") return "Of the database or pluggable database, e.g. FREEPDB1.";
  return NEEDS_DATABASE.has(type) ? undefined : "Empty: all that the login sees.";
}

/** What a test of the connection found. */
export function TestOutcome({ test }: { test: ConnectionTest }) {
  return (
    <Notice kind={test.success ? "success" : "error"}>
      {test.message}
      {test.success &&
        ` It has the schema${test.schemas.length === 1 ? "" : "s"} ${test.schemas.join(", ")}.`}
    </Notice>
  );
}
