import { Link, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Notice } from "./notice.tsx";

/** What is wrong with a form as a whole; fields say their own reasons beside them. */
export function FormError({ message }: { message: ReactNode }) {
  return message ? <Notice kind="error">{message}</Notice> : null;
}

interface FormButtonsProps {
  readonly submit: string;
  readonly busy: string;
  readonly cancelTo: string;
  readonly danger?: boolean;
  /** A further button of the form, beside the one it is for. */
  readonly children?: ReactNode;
}

/** The end of a form: first the act it is for, which Enter in a field does too; last the way out. */
export function FormButtons({ submit, busy, cancelTo, danger, children }: FormButtonsProps) {
  const { state, formData } = useNavigation();
  const sending = state === "submitting" && !formData?.has("intent");
  return (
    <footer className="form-buttons">
      <button data-kind={danger ? "danger" : "primary"} type="submit" disabled={sending}>
        {sending ? busy : submit}
      </button>
      {children}
      <Link className="button" to={cancelTo} preventScrollReset data-initial-focus={danger || undefined}>
        Cancel
      </Link>
    </footer>
  );
}
