import { type MouseEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import {
  TEMPLATE_FAMILIES,
  TEMPLATE_PARTS,
  TEMPLATES,
  type TemplatePart,
  templateText,
  unusedParts,
} from "../../server/contracts/definition-templates.ts";
import { keepFromSending } from "../lib/keep-from-sending.ts";
import { SUGGESTION } from "../lib/kpi-form.ts";
import {
  FILL,
  partField,
  readChoice,
  TEMPLATE_FAMILY,
  type TemplateState,
  tableMeant,
} from "../lib/template-form.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";
import { useHydrated } from "../lib/use-hydrated.ts";
import { useNames } from "../lib/use-names.ts";
import { writeDefinition } from "../lib/write-definition.ts";
import { Field } from "./field.tsx";

interface DefinitionTemplateProps {
  readonly graph: string;
  /** Where the definition is written. */
  readonly field: RefObject<HTMLTextAreaElement>;
  /** As the form was sent, and what came of it. */
  readonly sent: TemplateState | undefined;
}

/** What the last press of the button led to. */
type Outcome = Pick<TemplateState, "errors" | "replaced">;

/** The definitions that are written most often, to fill in. Without JavaScript the form is sent for it. */
export function DefinitionTemplate({ graph, field, sent }: DefinitionTemplateProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [begunOpen] = useState(() => isTouched(sent));
  const [open, setOpen] = useState(false);
  // It may have been opened before JavaScript took over.
  useEffect(() => setOpen(details.current?.open ?? false), []);
  const [{ errors, replaced }, setOutcome] = useState<Outcome>(sent ?? {});
  const [typed, setTyped] = useState({ table: "", other: "", column: "", ...sent?.choice });
  const fields = useFocusFirstInvalid<HTMLDivElement>(errors);
  const hydrated = useHydrated();
  const offered = useOffered(graph, typed, open);
  const fill = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    const { form } = event.currentTarget;
    if (!form || !field.current) return;
    const made = templateText(readChoice(new FormData(form)));
    setOutcome(made.ok ? { replaced: field.current.value } : { errors: made.errors });
    if (made.ok) writeDefinition(field.current, made.text);
  };
  const putBack = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    if (field.current && replaced !== undefined) writeDefinition(field.current, replaced);
    field.current?.focus();
    setOutcome({});
  };
  const part = (name: TemplatePart, label: string, choices: readonly string[] | undefined) => (
    <PartField
      name={name}
      label={label}
      choices={choices ?? []}
      value={typed[name]}
      error={errors?.[name]}
      type={(text) => setTyped({ ...typed, [name]: text })}
    />
  );
  return (
    <details
      className="form-part template"
      ref={details}
      open={begunOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Start from a template</summary>
      <div className="template-fields" ref={fields}>
        <Field name={TEMPLATE_FAMILY} label="What to find">
          {(control) => (
            <select {...control} defaultValue={sent?.choice.family}>
              {TEMPLATE_FAMILIES.map((family) => (
                <option key={family} value={family} data-unused={unusedParts(family).join(" ") || undefined}>
                  {TEMPLATES[family].label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="field-row">
          {part("table", "Table", offered.tables ?? sent?.tables)}
          {part("other", "Other table", offered.others ?? sent?.tables)}
          {part("column", "Column", offered.columns ?? sent?.columns)}
        </div>
        {!hydrated && (
          <p className="hint">
            To choose from the tables and columns of {graph}, press the button with a field left blank.
          </p>
        )}
        <p>
          <button type="submit" name="intent" value={FILL} onClick={fill}>
            Fill in
          </button>
        </p>
        <div role="status">
          {replaced !== undefined && <p>The definition is filled in. Change it as you like.</p>}
          {replaced?.trim() && (
            <p>
              Before, it was <q>{replaced}</q>.{" "}
              <button
                type="submit"
                className="link-button"
                name={SUGGESTION}
                value={replaced}
                onClick={putBack}
              >
                Put it back
              </button>
            </p>
          )}
        </div>
      </div>
    </details>
  );
}

/** Whether there is something in it to see. */
function isTouched(sent: TemplateState | undefined): boolean {
  return Boolean(
    sent && (sent.errors || sent.replaced !== undefined || TEMPLATE_PARTS.some((part) => sent.choice[part])),
  );
}

type Typed = Readonly<Record<TemplatePart, string>>;

/** What there is to choose from a graph, narrowed by what is typed; undefined before the first answer. */
function useOffered(graph: string, typed: Typed, open: boolean) {
  const tables = useNames(graph, { kind: "tables", q: typed.table.trim() }, open);
  const others = useNames(graph, { kind: "tables", q: typed.other.trim() }, open);
  const table = tableMeant(tables?.names?.tables.hits ?? [], typed.table);
  const columns = useNames(
    graph,
    { kind: "columns", table, q: typed.column.trim() },
    open && table !== undefined,
  );
  const said = (hits: readonly { readonly say: string }[] | undefined) => hits?.map(({ say }) => say);
  return {
    tables: said(tables?.names?.tables.hits),
    others: said(others?.names?.tables.hits),
    columns: said(columns?.names?.columns.hits),
  };
}

interface PartFieldProps {
  readonly name: TemplatePart;
  readonly label: string;
  readonly choices: readonly string[];
  readonly value: string;
  readonly error: string | undefined;
  readonly type: (text: string) => void;
}

function PartField({ name, label, choices, value, error, type }: PartFieldProps) {
  const listId = useId();
  return (
    <div data-part={name}>
      <Field name={partField(name)} label={label} error={error}>
        {(control) => (
          <input
            {...control}
            list={listId}
            defaultValue={value}
            onChange={(event) => type(event.target.value)}
            onKeyDown={keepFromSending}
            autoComplete="off"
          />
        )}
      </Field>
      <datalist id={listId}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    </div>
  );
}
