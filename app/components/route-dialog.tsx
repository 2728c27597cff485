import * as Dialog from "@radix-ui/react-dialog";
import { Link, useNavigate } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { useAskBeforeDiscarding } from "../lib/use-ask-before-discarding.ts";
import { Icon } from "./icon.tsx";

interface RouteDialogProps {
  readonly title: string;
  /** Where closing leads: the page behind, with its query string. */
  readonly closeTo: string;
  /** The id of the element on the page behind that gets the focus afterwards. */
  readonly returnFocusTo?: string;
  readonly alert?: boolean;
  readonly children: ReactNode;
}

/**
 * A dialog that is a page of its own: opened and closed by links, rendered open and in place (not through a
 * portal), so that it is there without JavaScript too. A click beside it keeps it open: typed text is not lost.
 */
export function RouteDialog({ title, closeTo, returnFocusTo, alert, children }: RouteDialogProps) {
  const navigate = useNavigate();
  const titleId = useId();
  const content = useAskBeforeDiscarding(!alert);
  const close = (open: boolean) => {
    if (!open) navigate(closeTo, { preventScrollReset: true });
  };
  const returnFocus = (event: Event) => {
    event.preventDefault();
    // Not from the message about what was done, which has it already.
    if (!returnFocusTo || document.activeElement !== document.body) return;
    const target = document.getElementById(returnFocusTo);
    target?.closest("details")?.setAttribute("open", "");
    target?.focus();
  };
  return (
    <Dialog.Root open onOpenChange={close}>
      <div className="dialog-backdrop">
        <Dialog.Content
          ref={content}
          className="dialog"
          role={alert ? "alertdialog" : "dialog"}
          aria-modal="true"
          aria-labelledby={titleId}
          aria-describedby={undefined}
          onPointerDownOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={returnFocus}
        >
          <header>
            <Dialog.Title id={titleId}>{title}</Dialog.Title>
            <Link to={closeTo} className="icon-button" aria-label="Close" preventScrollReset>
              <Icon name="cross" />
            </Link>
          </header>
          {children}
        </Dialog.Content>
      </div>
    </Dialog.Root>
  );
}

/** The first thing to fill in comes before the close link, which would be first otherwise. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  const target = dialog.querySelector<HTMLElement>(
    "[aria-invalid=true], input:not([type=hidden]), select, textarea, [data-initial-focus]",
  );
  if (!target) return;
  event.preventDefault();
  // Where one has scrolled before JavaScript took over, nothing is moved away from under the pointer.
  target.focus({ preventScroll: !target.matches("[aria-invalid=true]") });
}
