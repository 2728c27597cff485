import { Link, useNavigation } from "@remix-run/react";
import { Notice } from "./notice.tsx";

/** What is wrong with a form as a whole; fields say their own reasons beside them. */
export function FormError({ message }: { message: string | undefined }) {
  return message ? <Notice kind="error">{message}</Notice> : null;
}

interface FormButtonsProps {
  readonly submit: string;
  readonly busy: string;
  readonly cancelTo: string;
  readonly danger?: boolean;
}

/** The end of a form: the one act it is for, and the way out. */
export function FormButtons({ submit, busy, cancelTo, danger }: FormButtonsProps) {
  const sending = useNavigation().state === "submitting";
  return (
    <footer className="form-buttons">
      <Link className="button" to={cancelTo} preventScrollReset>
        Cancel
      </Link>
      <button data-kind={danger ? "danger" : "primary"} type="submit" disabled={sending}>
        {sending ? busy : submit}
      </button>
    </footer>
  );
}
