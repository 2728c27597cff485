import { useLocation } from "@remix-run/react";
import { RouteDialog } from "./route-dialog.tsx";
import { ProblemText, useProblem } from "./route-problem.tsx";

/** The error boundary of a dialog: the list behind it stays. */
export function DialogProblem() {
  const problem = useProblem();
  const { search } = useLocation();
  return (
    <RouteDialog title={problem.title} closeTo={`/landing-kpi${search}`} alert>
      <ProblemText problem={problem} />
    </RouteDialog>
  );
}
