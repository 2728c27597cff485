import type { ControlProps } from "./field.tsx";

interface SelectProps {
  readonly control: ControlProps;
  readonly value: string;
  readonly options: readonly string[];
  /** The label of the choice that sends nothing. */
  readonly none?: string;
  readonly onChoose?: (value: string) => void;
}

/** A dropdown; a value that is no longer offered stays visible, so that a refusal can name it. */
export function Select({ control, value, options, none, onChoose }: SelectProps) {
  const offered = value === "" || options.includes(value) ? options : [value, ...options];
  return (
    <select {...control} defaultValue={value} onChange={(event) => onChoose?.(event.currentTarget.value)}>
      {(none !== undefined || offered.length === 0) && (
        <option value="">{none ?? "None is there yet"}</option>
      )}
      {offered.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  );
}
