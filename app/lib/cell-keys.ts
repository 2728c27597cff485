import type { ClipboardEvent, KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}

/** Moves the focus between the cells of a table's body; links and fields in the table keep their own keys. */
export function moveBetweenCells(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const body = event.currentTarget.querySelector("tbody");
  if (!step || !body || event.ctrlKey || event.metaKey || event.altKey) return;
  const from = event.target;
  const inCell = from instanceof HTMLTableCellElement && body.contains(from);
  if (!inCell && from !== event.currentTarget) return;
  const row = inCell
    ? clamp((from.parentElement as HTMLTableRowElement).sectionRowIndex + step[0], body.rows.length)
    : 0;
  const cells = body.rows[row]?.cells;
  const column = inCell ? clamp(from.cellIndex + step[1], cells?.length ?? 0) : 0;
  const to = cells?.[column];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** Copies the whole cell that has the focus, unless some text is selected; an empty cell copies nothing. */
export function copyCell(event: ClipboardEvent<HTMLElement>): void {
  const cell = event.target;
  if (!(cell instanceof HTMLTableCellElement) || !window.getSelection()?.isCollapsed) return;
  const text = cell.querySelector(".cell-null") ? "" : (cell.textContent ?? "");
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}
