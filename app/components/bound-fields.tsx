import type { ReactNode } from "react";
import type { KpiField, KpiValues } from "../lib/kpi-form.ts";
import { Field } from "./field.tsx";

export const BOUND_FIELDS = [
  "better",
  "warning_bound",
  "critical_bound",
] as const satisfies readonly KpiField[];

interface Described {
  readonly name: string;
  readonly error: string | undefined;
  readonly hint: ReactNode;
}

interface BoundFieldsProps {
  readonly values: KpiValues;
  readonly described: (field: KpiField, hint: ReactNode) => Described;
  /** Whether there is something in them to see. */
  readonly touched: boolean;
}

/** Bounds of the KPI's value; folded away, since most KPIs have none. */
export function BoundFields({ values, described, touched }: BoundFieldsProps) {
  const bound = (label: string, field: "warning_bound" | "critical_bound", hint: string) => (
    <Field label={label} {...described(field, hint)}>
      {(control) => (
        <input {...control} inputMode="decimal" defaultValue={values[field]} autoComplete="off" />
      )}
    </Field>
  );
  return (
    <details className="form-part" open={touched}>
      <summary>Thresholds</summary>
      <div className="field-row">
        <Field label="Better is" {...described("better", "Which values of this KPI are the good ones.")}>
          {(control) => (
            <select {...control} defaultValue={values.better}>
              <option value="">Not said</option>
              <option value="lower">Lower</option>
              <option value="higher">Higher</option>
            </select>
          )}
        </Field>
        {bound("Warning beyond", "warning_bound", "The last value that is fine, e.g. 10.")}
        {bound("Critical beyond", "critical_bound", "The last value that is only a warning, e.g. 100.")}
      </div>
    </details>
  );
}
