import { Form } from "@remix-run/react";
import { type ReactNode, useId, useRef, useState } from "react";
import {
  type Conflict,
  type GraphChoice,
  IN_CONFLICT,
  KPI_FIELDS,
  type KpiField,
  type KpiValues,
  openedWith,
  PREVIEW,
  SAVE_ANYWAY,
} from "../lib/kpi-form.ts";
import { liveSentence } from "../lib/live-sentence.ts";
import type { TriedDefinition } from "../lib/preview.server.ts";
import type { TemplateState } from "../lib/template-form.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { useLivePreview } from "../lib/use-live-preview.ts";
import { usePreviewTarget } from "../lib/use-preview-target.ts";
import { BOUND_FIELDS, BoundFields } from "./bound-fields.tsx";
import { DefinitionNames } from "./definition-names.tsx";
import { DefinitionTemplate } from "./definition-template.tsx";
import { Field } from "./field.tsx";
import { FormButtons, FormError } from "./form-parts.tsx";
import { GraphField } from "./graph-field.tsx";
import { LazyOutcome } from "./lazy-outcome.tsx";

interface KpiFormProps {
  readonly values: KpiValues;
  readonly groups: readonly string[];
  readonly graph: GraphChoice;
  /** Whether joins may be approved here. */
  readonly mayApprove: boolean;
  readonly errors?: Readonly<Record<string, string>>;
  readonly message?: ReactNode;
  readonly cancelTo: string;
  readonly submit: string;
  /** When an existing KPI is edited: what was stored when the form was opened, and its version. */
  readonly opened?: { readonly values: KpiValues; readonly version: number };
  readonly conflicts?: readonly Conflict[];
  readonly tried?: TriedDefinition;
  readonly template?: TemplateState;
}

/** The fields of a KPI. Everything typed comes back with the reasons when it is refused. */
export function KpiForm({
  values,
  groups,
  graph,
  errors,
  opened,
  conflicts = [],
  tried,
  template,
  ...rest
}: KpiFormProps) {
  const groupsId = useId();
  const definition = useRef<HTMLTextAreaElement>(null);
  const [picked, setPicked] = useState(graph.chosen);
  const shownGraph = picked || graph.usual;
  const formRef = useFocusFirstInvalid(errors);
  const live = useLivePreview(formRef, tried);
  const previewTarget = usePreviewTarget();
  const shown = live.answer ? live.answer.tried : tried;
  const boundsTouched = BOUND_FIELDS.some(
    (field) => values[field] || errors?.[field] || conflicts.some((conflict) => conflict.field === field),
  );
  const described = (field: KpiField, hint: ReactNode) => ({
    name: field,
    error: errors?.[field],
    hint: (
      <>
        {hint}
        <TheirValue conflict={conflicts.find((conflict) => conflict.field === field)} />
      </>
    ),
  });
  return (
    <Form
      method="post"
      className="form"
      noValidate
      ref={formRef}
      preventScrollReset
      onInput={live.changed}
      onSubmit={live.stop}
    >
      {/* What Enter in a field presses is the first button: to save, and no suggestion. */}
      <button type="submit" hidden />
      <FormError message={rest.message} />
      {opened && <OpenedWith {...opened} />}
      <Field label="Name" required {...described("name", null)}>
        {(control) => <input {...control} defaultValue={values.name} required autoComplete="off" />}
      </Field>
      <div className="field-row">
        <Field label="Alias" {...described("alias_name", "A short name, e.g. PMR_RBP_OPS.")}>
          {(control) => <input {...control} defaultValue={values.alias_name} autoComplete="off" />}
        </Field>
        <Field label="Group" {...described("group_name", "One that is there, or a new one.")}>
          {(control) => (
            <input {...control} list={groupsId} defaultValue={values.group_name} autoComplete="off" />
          )}
        </Field>
      </div>
      <datalist id={groupsId}>
        {groups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <Field label="Description" {...described("description", "What it measures, and why it matters.")}>
        {(control) => <textarea {...control} rows={2} defaultValue={values.description} />}
      </Field>
      <Field
        label="Definition"
        required
        {...described(
          "nl_definition",
          "In English, e.g. “Show me all products in RBP GPU which are not in OPS Excel”.",
        )}
      >
        {(control) => (
          <textarea {...control} ref={definition} rows={4} defaultValue={values.nl_definition} required />
        )}
      </Field>
      <p role="status" className="live-status">
        {live.answer && liveSentence(live.answer)}
      </p>
      <GraphField graph={graph} pick={setPicked} />
      {shownGraph && (
        <>
          <DefinitionTemplate graph={shownGraph} field={definition} sent={template} />
          <DefinitionNames graph={shownGraph} names={graph.names} field={definition} />
        </>
      )}
      {shown && <LazyOutcome tried={shown} mayApprove={rest.mayApprove} live={live.answer !== null} />}
      <BoundFields values={values} described={described} touched={boundsTouched} />
      <FormButtons submit={rest.submit} busy="Saving…" cancelTo={rest.cancelTo}>
        <button type="submit" name="intent" value={PREVIEW} formAction={previewTarget}>
          Preview
        </button>
        {tried?.success === false && (
          <button type="submit" name={SAVE_ANYWAY} value="yes">
            Save anyway
          </button>
        )}
      </FormButtons>
    </Form>
  );
}

/** Lets the server tell what was changed here from what somebody else changed meanwhile. */
function OpenedWith({ values, version }: { values: KpiValues; version: number }) {
  return (
    <>
      <input type="hidden" name="expected_version" value={version} />
      {KPI_FIELDS.map((field) => (
        <input key={field} type="hidden" name={openedWith(field)} value={values[field]} />
      ))}
    </>
  );
}

function TheirValue({ conflict }: { conflict: Conflict | undefined }) {
  if (!conflict) return null;
  return (
    <span className="their-value">
      <input type="hidden" name={IN_CONFLICT} value={conflict.field} />
      Saved meanwhile by someone else: <q>{conflict.theirs || "nothing"}</q>
      <label>
        <input
          type="checkbox"
          name="take_theirs"
          value={conflict.field}
          defaultChecked={!conflict.changedHere}
        />
        {conflict.changedHere
          ? "Take theirs instead of what you typed"
          : "Take theirs (you did not change this field)"}
      </label>
    </span>
  );
}
