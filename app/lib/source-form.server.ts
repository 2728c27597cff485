import { json } from "@remix-run/node";
import type { ConnectionTest, SourceRequest } from "../../server/contracts/sources.ts";
import type { AppCaller } from "../../server/router.ts";
import { attempt, type FormFailure } from "./problems.server.ts";
import { readSource, type SourceValues, TEST } from "./source-form.ts";

/** What comes back to the form of a source: what was typed, and why it was refused or what a test found. */
export interface SourceAnswer {
  readonly values: SourceValues;
  readonly message?: string;
  readonly fields?: FormFailure["fields"];
  readonly test?: ConnectionTest;
}

/**
 * What a sent form of a source asks: to test the connection, which is answered to the form, or to save it with `save`,
 * whose value is answered. `source_id`: the source that the form changes.
 */
export async function answerSourceForm<T>(
  request: Request,
  api: AppCaller,
  save: (source: SourceRequest) => Promise<T>,
  source_id?: number,
) {
  const form = await request.formData();
  const values = readSource(form);
  // The input schema of the API reads the texts of a form too.
  const source = values as unknown as SourceRequest;
  if (form.get("intent") === TEST) {
    const tested = await attempt(api.sources.test({ ...source, source_id }));
    return {
      saved: null,
      refused: tested.ok ? asAnswer(200, { values, test: tested.value }) : refusal(tested),
    };
  }
  const saved = await attempt(save(source));
  return saved.ok ? { saved: saved.value, refused: null } : { saved: null, refused: refusal(saved) };

  function refusal({ failure }: { failure: FormFailure }) {
    const { status, message, fields } = failure;
    // A field says its reason itself; once is enough.
    const said = Object.keys(fields).length > 0;
    return asAnswer(status, { values, fields, ...(!said && { message }) });
  }
}

/** What is typed comes back, except a password: an answer never has one in it. */
function asAnswer(status: number, answer: SourceAnswer) {
  return json({ ...answer, values: { ...answer.values, password: "" } }, { status });
}
