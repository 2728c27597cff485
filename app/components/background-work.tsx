import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

interface BackgroundWorkProps {
  /** How much of `total` is done; left out while that is not known. */
  readonly done?: number;
  readonly total?: number;
  /** What is being done, and how far it is, in words. */
  readonly children: ReactNode;
}

/** Work that goes on by itself, with a button that ends it: a form whose intent is `cancel`. */
export function BackgroundWork({ done, total, children }: BackgroundWorkProps) {
  return (
    <section className="panel" aria-label="Progress">
      <progress aria-label="How far it is" value={done} max={total} />
      <p>{children} You can leave this page; it goes on.</p>
      <Form method="post" preventScrollReset>
        <button type="submit" name="intent" value="cancel">
          Cancel
        </button>
      </Form>
    </section>
  );
}
