import type { LoaderFunctionArgs } from "@remix-run/node";
import { RouteProblem } from "../components/route-problem.tsx";
import { notFound } from "../lib/problems.server.ts";

/** Every address that no other route knows. */
export function loader({ request }: LoaderFunctionArgs) {
  throw notFound(`There is no page at ${new URL(request.url).pathname}.`);
}

export default function NoSuchPage() {
  return null;
}

export { RouteProblem as ErrorBoundary };
