import { Form } from "@remix-run/react";
import { useId } from "react";
import type { ConnectionTest, SourceFiles } from "../../server/contracts/sources.ts";
import { type SourceValues, TEST } from "../lib/source-form.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { Field } from "./field.tsx";
import { FormButtons, FormError } from "./form-parts.tsx";
import { Notice } from "./notice.tsx";

interface SourceFormProps {
  readonly values: SourceValues;
  readonly choices: SourceFiles;
  readonly errors?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly test?: ConnectionTest;
  readonly cancelTo: string;
  readonly submit: string;
}

/** What a source needs to be connected; which fields there are depends on its type. */
export function SourceForm({ values, choices, errors, message, test, cancelTo, submit }: SourceFormProps) {
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
      <FileField value={values.file} choices={choices} error={errors?.file} />
      {test && <TestOutcome test={test} />}
      <FormButtons submit={submit} busy="Connecting…" cancelTo={cancelTo}>
        <button type="submit" name="intent" value={TEST}>
          Test the connection
        </button>
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
