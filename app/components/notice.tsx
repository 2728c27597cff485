import type { ReactNode } from "react";

/** A sentence or two that stands out: `success` after an act, `error` for a refusal, `info` otherwise. */
export function Notice({ kind, children }: { kind: "success" | "error" | "info"; children: ReactNode }) {
  return (
    <div className="notice" data-kind={kind} role={kind === "error" ? "alert" : "status"}>
      {children}
    </div>
  );
}
