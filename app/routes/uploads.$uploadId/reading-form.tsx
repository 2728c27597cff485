import { Form } from "@remix-run/react";
import type { FileUpload } from "../../../server/contracts/file-uploads.ts";
import { Field } from "../../components/field.tsx";
import { formatCount, formatQuantity } from "../../lib/format.ts";
import { DELIMITER_NAMES, ENCODING_NAMES, formatBytes, readingWords } from "../../lib/upload-form.ts";

/** How the file was read, and how it is to be read instead. */
export function ReadingForm({ upload }: { upload: FileUpload }) {
  const { reading, rows_read, whole, warnings } = upload;
  return (
    <section className="panel" aria-label="How it was read">
      <p>
        {readingWords(reading)}; {formatBytes(upload.size)}.{" "}
        {whole
          ? `${formatCount(rows_read)} rows.`
          : `The first ${formatCount(rows_read)} rows were looked at.`}
      </p>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <details className="folded" open={upload.sheets.length > 1 || reading.encoding_guessed}>
        <summary>Read it in another way</summary>
        <Form method="post" className="form" preventScrollReset>
          {reading.sheet !== null && (
            <Field name="sheet" label="Sheet">
              {(control) => <Choice control={control} names={sheetNames(upload)} value={reading.sheet} />}
            </Field>
          )}
          {reading.has_header !== null && (
            <div className="field-row">
              {reading.delimiter !== null && (
                <Field name="delimiter" label="Between cells">
                  {(control) => (
                    <Choice control={control} names={DELIMITER_NAMES} value={reading.delimiter} />
                  )}
                </Field>
              )}
              <Field name="has_header" label="First row">
                {(control) => (
                  <Choice control={control} names={HEADER_NAMES} value={String(reading.has_header)} />
                )}
              </Field>
              <Field name="skip" label="Rows before the table">
                {(control) => <input {...control} defaultValue={reading.skip ?? 0} inputMode="numeric" />}
              </Field>
            </div>
          )}
          {reading.encoding !== null && (
            <Field name="encoding" label="Encoding">
              {(control) => <Choice control={control} names={ENCODING_NAMES} value={reading.encoding} />}
            </Field>
          )}
          <footer className="form-buttons">
            <button type="submit" name="intent" value="read">
              Read it again
            </button>
          </footer>
        </Form>
      </details>
    </section>
  );
}

function sheetNames({ sheets }: FileUpload): Record<string, string> {
  return Object.fromEntries(
    sheets.map(({ name, rows }) => [name, rows === null ? name : `${name} (${formatQuantity(rows, "row")})`]),
  );
}

const HEADER_NAMES = { true: "Names the columns", false: "Is a row like the others" };

interface ChoiceProps {
  readonly control: object;
  readonly names: Readonly<Record<string, string>>;
  readonly value: string | null;
}

function Choice({ control, names, value }: ChoiceProps) {
  return (
    <select {...control} defaultValue={value ?? undefined}>
      {Object.entries(names).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}
