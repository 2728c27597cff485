import type { ReactNode, RefObject } from "react";

interface NoticeProps {
  readonly kind: "success" | "error" | "info";
  /** For a notice that gets the focus when it comes; without JavaScript the browser gives it. */
  readonly focus?: RefObject<HTMLDivElement>;
  readonly children: ReactNode;
}

/** A sentence or two that stands out: `success` after an act, `error` for a refusal, `info` otherwise. */
export function Notice({ kind, focus, children }: NoticeProps) {
  return (
    <div
      className="notice"
      data-kind={kind}
      role={kind === "error" ? "alert" : "status"}
      ref={focus}
      tabIndex={focus && -1}
      // biome-ignore lint/a11y/noAutofocus: it answers what the person just did, and is read first
      autoFocus={focus !== undefined}
    >
      {children}
    </div>
  );
}
