import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { RouteProblem } from "../components/route-problem.tsx";
import { comparePath } from "../lib/compare-query.ts";
import { answer, idInPath, notFound } from "../lib/problems.server.ts";

/** The comparison of an execution with the successful one before it. */
export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const execution_id = idInPath(params.right, "execution");
  const { run_before } = await answer(api.comparisons.runBefore({ execution_id }));
  if (run_before === null)
    throw notFound(
      `No execution of this KPI succeeded before execution ${execution_id}: it has nothing to be compared with.`,
    );
  throw redirect(comparePath(run_before, execution_id));
}

export default function ComparedWithBefore() {
  return null;
}

export { RouteProblem as ErrorBoundary };
