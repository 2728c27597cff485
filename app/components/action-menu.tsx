import type { ReactNode } from "react";

interface ActionMenuProps {
  /** What the acts are about, for whoever does not see where the menu stands. */
  readonly of: string;
  readonly children: ReactNode;
}

/** The acts that one needs less often, behind one button. Opening another menu closes it. */
export function ActionMenu({ of, children }: ActionMenuProps) {
  return (
    <details className="action-menu" name="action-menu">
      <summary className="button">
        More<span className="visually-hidden"> for {of}</span>
      </summary>
      <div className="actions">{children}</div>
    </details>
  );
}
