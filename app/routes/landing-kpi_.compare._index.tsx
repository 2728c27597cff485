import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { RouteProblem } from "../components/route-problem.tsx";
import { comparePath } from "../lib/compare-query.ts";
import { idInPath } from "../lib/problems.server.ts";

/** Where a form that names two executions leads. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const id = (name: string) => idInPath(searchParams.get(name)?.trim(), "execution");
  throw redirect(comparePath(id("left"), id("right")));
}

export default function Comparison() {
  return null;
}

export { RouteProblem as ErrorBoundary };
