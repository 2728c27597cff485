import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { FlashNotice } from "../../components/flash-notice.tsx";
import { FormError } from "../../components/form-parts.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { SqlPinState } from "../../components/sql-pin-state.tsx";
import { executeDefaults } from "../../lib/execute-defaults.server.ts";
import { redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { answer, attempt, badRequest, idInPath } from "../../lib/problems.server.ts";
import { readReviewFields, reviewRequest } from "../../lib/review-form.ts";
import { sqlDifference } from "../../lib/sql-difference.server.ts";
import { sqlToShow } from "../../lib/sql-layout.ts";
import { ReviewFields } from "./review-fields.tsx";
import { ReviewedSql } from "./reviewed-sql.tsx";

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const [{ kpi }, { pin }, defaults, { flash, headers }] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    answer(api.sqlPins.get({ kpi_id })),
    executeDefaults(api, kpi_id),
    takeFlash(request),
  ]);
  const { graphs, schemas, values } = defaults;
  const asked = readReviewFields(new URL(request.url).searchParams, { ...values, ...pin });
  const reviewed = api.sqlPins.review({ kpi_id, ...reviewRequest(asked) });
  const tried = await attempt(reviewed);
  // What is wrong with a field is said beside it; whoever may not review at all gets the page that says so.
  if (!tried.ok && tried.failure.status !== 422) await answer(reviewed);
  const found = tried.ok ? tried.value : null;
  const generated = found?.review.generated_sql ?? null;
  const isOther = generated !== null && pin !== null && !found?.review.is_accepted;
  return json(
    {
      ...{ kpi, pin, asked, flash, review: found?.review ?? null, choices: { graphs, schemas } },
      refusal: tried.ok ? null : tried.failure,
      sql: sqlToShow(generated),
      difference: isOther ? sqlDifference(pin.generated_sql, generated) : null,
    },
    { headers },
  );
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const form = await request.formData();
  const intent = form.get("intent");
  if (intent === "accept") {
    const accepted = await attempt(
      api.sqlPins.accept({
        kpi_id,
        ...reviewRequest(readReviewFields(form, {})),
        fingerprint: String(form.get("fingerprint")),
      }),
    );
    if (!accepted.ok) return json({ message: accepted.failure.message }, { status: accepted.failure.status });
    return redirectWithFlash(`/landing-kpi/${kpi_id}/sql`, "sql_accepted");
  }
  if (intent !== "unpin") throw badRequest("The page of a KPI's SQL takes no such form.");
  await answer(api.sqlPins.remove({ kpi_id }));
  return redirectWithFlash(`/landing-kpi/${kpi_id}`, "sql_unpinned");
}

/** What a KPI's definition is compiled to now, to be accepted; beside what was accepted before. */
export default function SqlReviewPage() {
  const { kpi, pin, asked, flash, review, refusal, choices, sql, difference } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="page">
      <p>
        <Link to={`/landing-kpi/${kpi.id}`}>← Page of this KPI</Link>
      </p>
      <header className="page-header">
        <h1>
          <span className="muted">SQL of</span> <Breakable text={kpi.name} />
        </h1>
      </header>
      {flash && <FlashNotice flash={flash} />}
      <FormError message={refused?.message} />
      <section className="panel" aria-labelledby="accepted-title">
        <header className="page-header">
          <h2 id="accepted-title">Accepted SQL</h2>
          {pin && (
            <Form method="post">
              <button type="submit" name="intent" value="unpin">
                Unpin
              </button>
            </Form>
          )}
        </header>
        {pin ? (
          <SqlPinState pin={pin} />
        ) : (
          <p>
            None: each execution compiles the definition anew. Once you accept the SQL below, executions send
            exactly it, until the definition or the graph is changed.
          </p>
        )}
      </section>
      <section className="panel" aria-labelledby="now-title">
        <h2 id="now-title">What the definition gives now</h2>
        <p className="definition">
          <Breakable text={kpi.nl_definition} />
        </p>
        <ReviewFields values={asked} choices={choices} errors={refusal?.fields} message={refusal?.message} />
        {review && (
          <ReviewedSql
            asked={asked}
            review={review}
            sql={sql}
            difference={difference}
            isStale={Boolean(pin?.stale.length)}
          />
        )}
      </section>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `SQL of ${data.kpi.name} – Landing KPI` : "SQL – Landing KPI" },
];

export { RouteProblem as ErrorBoundary };
