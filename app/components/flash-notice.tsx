import { type ReactNode, useEffect, useRef } from "react";
import type { Flash } from "../lib/flash.ts";
import { Notice } from "./notice.tsx";

/** What was just done, where it cannot be missed: the page is at its top, and the focus on the message. */
export function FlashNotice({ flash, children }: { flash: Flash; children?: ReactNode }) {
  const notice = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new message is the signal
  useEffect(() => {
    window.scrollTo(0, 0);
    notice.current?.focus({ preventScroll: true });
  }, [flash]);
  return (
    <Notice kind="success" focus={notice}>
      <span>{flash.message}</span> {children}
    </Notice>
  );
}
