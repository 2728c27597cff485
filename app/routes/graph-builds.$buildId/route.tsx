import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { GraphBuild } from "../../../server/contracts/graph-builds.ts";
import { Allowed } from "../../components/allowed.tsx";
import { BackgroundWork } from "../../components/background-work.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { formatDuration } from "../../lib/format.ts";
import { graphPath, makeAgainPath, newKpiPath } from "../../lib/graph-paths.ts";
import { answer, badRequest, idInPath } from "../../lib/problems.server.ts";
import { usePolling } from "../../lib/use-polling.ts";
import { BuildChanges } from "./build-changes.tsx";

const POLL_MS = 1000;

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const build_id = idInPath(params.buildId, "build");
  const { build } = await answer(api.graphBuilds.get({ build_id }));
  // `waiting`: without JavaScript the page loads itself again.
  return { build, waiting: build.status === "running" };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const build_id = idInPath(params.buildId, "build");
  if ((await request.formData()).get("intent") !== "cancel")
    throw badRequest("The page of a build takes no such form.");
  await answer(api.graphBuilds.cancel({ build_id }));
  return redirect(`/graph-builds/${build_id}`, 303);
}

export default function GraphBuildPage() {
  const { build, waiting } = useLoaderData<typeof loader>();
  usePolling(waiting, POLL_MS);
  return (
    <div className="page narrow-page">
      <h1>Making {build.kg_name}</h1>
      {waiting ? <BuildProgress build={build} /> : <BuildEnd build={build} />}
    </div>
  );
}

function BuildProgress({ build }: { build: GraphBuild }) {
  const { step, done = 0, total = 0 } = build.progress ?? {};
  return (
    <BackgroundWork {...(total > 0 && { done, total })}>
      {step === "comparing" ? "Comparing values" : "Reading tables"}
      {total > 0 && `: ${done} of ${total}`}, {formatDuration(build.elapsed_ms ?? 0)} so far.
    </BackgroundWork>
  );
}

function BuildEnd({ build }: { build: GraphBuild }) {
  const done = build.status === "done";
  return (
    <>
      <Notice kind={done ? "success" : "error"}>
        {done ? `The graph is made: ${build.message}` : build.message}
      </Notice>
      {build.changes && <BuildChanges changes={build.changes} />}
      <p className="actions">
        {done ? (
          <>
            <Allowed right="define">
              <Link className="button" data-kind="primary" to={newKpiPath(build.kg_name)}>
                Write a KPI on it
              </Link>
            </Allowed>
            <Link className="button" to={graphPath(build.kg_name)}>
              Look at its joins
            </Link>
          </>
        ) : (
          <Link className="button" to={makeAgainPath(build.source_id, build.kg_name)}>
            Try again
          </Link>
        )}
      </p>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: "Making a knowledge graph – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
