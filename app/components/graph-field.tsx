import { DEFINITION_GRAPH, type GraphChoice } from "../lib/kpi-form.ts";
import { Field } from "./field.tsx";

interface GraphFieldProps {
  readonly graph: GraphChoice;
  readonly pick: (graph: string) => void;
}

/** The graph that a definition is written on; there is nothing to choose where there is only one. */
export function GraphField({ graph: { chosen, names }, pick }: GraphFieldProps) {
  if (names.length < 2) return null;
  return (
    <Field
      name={DEFINITION_GRAPH}
      label="Knowledge graph"
      hint="Its names are shown here, and the definition is tried on it. The next definition begins with it, too."
    >
      {(control) => (
        <select {...control} defaultValue={chosen} onChange={(event) => pick(event.target.value)}>
          <option value="">Any that understands the definition</option>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
