import { startTransition, useRef, useState } from "react";
import { type ColumnWidths, WIDTHS_PATH, widthFields } from "./column-widths.ts";

/** A held key gives many widths, of which the last is to be remembered, in milliseconds. */
const DEBOUNCE_MS = 200;

/** The widths of the columns on this page, and how to give some: they are remembered for the next page, too. */
export function useColumnWidths(loaded: ColumnWidths) {
  const [own, setOwn] = useState({ loaded, widths: loaded });
  const timer = useRef(0);
  // What is loaded anew is what was remembered last, or nothing once it was forgotten.
  const widths = own.loaded === loaded ? own.widths : loaded;
  const size = (sized: ColumnWidths) => {
    // The table shows it already; rows that are still being taken over are not to be disturbed.
    startTransition(() => setOwn({ loaded, widths: { ...widths, ...sized } }));
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void remember(sized), DEBOUNCE_MS);
  };
  return { widths, size };
}

async function remember(sized: ColumnWidths): Promise<void> {
  try {
    // The answer is the cookie; the page that it leads to is not wanted.
    const body = new URLSearchParams(widthFields(sized));
    await fetch(WIDTHS_PATH, { method: "POST", body, redirect: "manual", keepalive: true });
  } catch {
    // Without a server the columns keep their widths as long as the page is open.
  }
}
