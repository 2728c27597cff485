import { type ReactNode, useId } from "react";

interface FoldedPanelProps {
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}

/** A part of the page that most readers do not need: its title, and the rest when one asks for it. */
export function FoldedPanel({ title, open, children }: FoldedPanelProps) {
  const titleId = useId();
  return (
    <section className="panel" aria-labelledby={titleId}>
      <details className="folded" open={open}>
        <summary>
          <h2 id={titleId}>{title}</h2>
        </summary>
        {children}
      </details>
    </section>
  );
}
