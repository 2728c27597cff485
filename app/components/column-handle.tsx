import type { KeyboardEvent, PointerEvent } from "react";
import {
  type ColumnWidths,
  LEAST_WIDTH,
  MOST_WIDTH,
  possibleWidth,
  sizedAs,
  USUAL_WIDTH,
} from "../lib/column-widths.ts";
import { useHydrated } from "../lib/use-hydrated.ts";

const STEP = 16;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -STEP, ArrowRight: STEP };

interface ColumnHandleProps {
  readonly column: string;
  /** All columns of the table as they stand beside each other. */
  readonly columns: readonly string[];
  /** undefined while its content decides. */
  readonly width: number | undefined;
  /** Takes the widths of all columns: sizing one must leave the others as they are. The one that is sized is the last. */
  readonly onSized: (widths: ColumnWidths) => void;
}

/** The line at the end of a column, once there is JavaScript: pulled, or moved by arrow keys, it gives the column another width. */
export function ColumnHandle({ column, columns, width, onSized }: ColumnHandleProps) {
  // Here, and not where the table is: to render that again would disturb the rows that are just being taken over.
  const hydrated = useHydrated();
  if (!hydrated) return null;
  const at = columns.indexOf(column);
  const give = (all: readonly number[]) => {
    const widths = columns.map((name, index) => [name, all[index] ?? USUAL_WIDTH] as const);
    onSized(Object.fromEntries([...widths.filter(([name]) => name !== column), ...widths.slice(at, at + 1)]));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const table = event.currentTarget.closest("table");
    if (step === undefined || !table) return;
    event.preventDefault();
    const all = measured(table).map((now, index) => (index === at ? possibleWidth(now + step) : now));
    show(table, all);
    give(all);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const table = handle.closest("table");
    if (event.button !== 0 || !table) return;
    const all = measured(table);
    const [from, before] = [event.clientX, all[at] ?? USUAL_WIDTH];
    let moved = false;
    handle.setPointerCapture(event.pointerId);
    // Straight on the table: to render thousands of cells for each step of a pointer would be seen.
    handle.onpointermove = ({ clientX }) => {
      moved = true;
      all[at] = possibleWidth(before + clientX - from);
      show(table, all);
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      handle.onlostpointercapture = null;
      if (moved) give(all);
    };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that is moved is no <hr>
    <span
      role="separator"
      className="column-handle"
      tabIndex={0}
      aria-label={`Width of ${column}`}
      aria-orientation="vertical"
      aria-valuemin={LEAST_WIDTH}
      aria-valuemax={MOST_WIDTH}
      aria-valuenow={width ?? USUAL_WIDTH}
      aria-valuetext={width === undefined ? "as wide as its content" : `${width} pixels`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}

/** The widths of a table's columns on the screen. */
function measured(table: HTMLTableElement): number[] {
  const heads = table.tHead?.rows[0]?.cells ?? [];
  return Array.from(heads, (head) => possibleWidth(head.getBoundingClientRect().width));
}

/** As `DataTable` renders them. */
function show(table: HTMLTableElement, widths: readonly number[]): void {
  for (const [at, col] of [...table.querySelectorAll("col")].entries())
    col.setAttribute("width", String(widths[at]));
  const { width, kind } = sizedAs(widths);
  table.setAttribute("width", String(width));
  table.dataset.sized = kind;
}
