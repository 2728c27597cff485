import { useEffect, useState } from "react";
import { FlashNotice } from "../../components/flash-notice.tsx";
import type { Flash } from "../../lib/flash.ts";

/**
 * What was just done to a run ("has started"), for as long as it goes on, unless it holds afterwards too: what the
 * page says of a run that has ended comes in its place. The answers to the page's polling carry no message, so the first one is kept.
 */
export function RunNotice({ flash, waiting }: { flash: Flash | null; waiting: boolean }) {
  const [told, setTold] = useState(flash);
  if (flash && flash !== told) setTold(flash);
  useEffect(() => {
    // The notice took the focus with it, or the run had ended before the page came.
    if (told && !told.lasts && !waiting && document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
  }, [told, waiting]);
  useEffect(() => {
    if (told) window.scrollTo(0, 0);
  }, [told]);
  return told && (waiting || told.lasts) ? <FlashNotice flash={told} /> : null;
}
