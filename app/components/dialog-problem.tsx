import { Link, useLocation } from "@remix-run/react";
import { RouteDialog } from "./route-dialog.tsx";
import { ProblemText, useProblem } from "./route-problem.tsx";

/** The error boundary of a dialog: the list behind it stays. */
export function DialogProblem() {
  const problem = useProblem();
  const closeTo = `/landing-kpi${useLocation().search}`;
  return (
    <RouteDialog title={problem.title} closeTo={closeTo} alert>
      <ProblemText problem={problem} />
      <p className="actions">
        <Link className="button" to={closeTo} preventScrollReset data-initial-focus>
          Back to the list
        </Link>
      </p>
    </RouteDialog>
  );
}
