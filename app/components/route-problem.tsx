import { isRouteErrorResponse, Link, useRouteError } from "@remix-run/react";
import { isProblem, type Problem } from "../lib/problem.ts";
import { isUnreachable } from "../lib/reach-server.ts";

const UNKNOWN: Problem = {
  title: "The product made a mistake",
  message:
    "This page could not be shown because of a fault in the product. Load it again, or go back to the list.",
  reasons: [],
};

const NO_ANSWER: Problem = {
  title: "The server cannot be reached",
  message: "Check that the server runs and that you are connected, then load this page again.",
  reasons: [],
};

/** What went wrong, as data; from a loader's answer, else the sentence for a fault that nobody foresaw. */
export function useProblem(): Problem {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) {
    if (isProblem(error.data)) return error.data;
    // The router's own: an address that it cannot split, such as one with a line break in it.
    if (error.status === 404) {
      return { title: "Not found", message: "There is no page at this address.", reasons: [] };
    }
    if (error.status === 405) {
      return {
        title: "This is not possible",
        message: "This address only shows a page; it takes no form.",
        reasons: [],
      };
    }
  }
  return isUnreachable(error) ? NO_ANSWER : UNKNOWN;
}

export function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      <p>{problem.message}</p>
      {problem.reasons.length > 0 && (
        <ul>
          {problem.reasons.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <code>{field}</code>: {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The error boundary of a whole page. */
export function RouteProblem() {
  const problem = useProblem();
  return (
    <section className="problem page" aria-labelledby="problem-title">
      <h1 id="problem-title">{problem.title}</h1>
      <ProblemText problem={problem} />
      <p>
        <Link className="button" to="/landing-kpi">
          Go to the list of KPIs
        </Link>
      </p>
    </section>
  );
}
