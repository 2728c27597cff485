import { Link } from "@remix-run/react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Allowed, useOffers } from "../../components/allowed.tsx";
import { Diagnostics } from "../../components/diagnostics.tsx";
import { JoinOffer } from "../../components/join-offer.tsx";
import { editPath } from "../../lib/kpi-form.ts";

interface RunFailureProps {
  readonly execution: ExecutionResult;
  readonly kpi: { readonly id: number; readonly is_active: boolean };
}

/** Why a run has no result, where in the definition the trouble is, and what to do about it. */
export function RunFailure({ execution, kpi }: RunFailureProps) {
  const mayDefine = useOffers("define");
  const { diagnostics, error_message, execution_status } = execution;
  const title = execution_status === "cancelled" ? "This execution was cancelled" : "This execution failed";
  const told = diagnostics.some(({ message }) => error_message?.includes(message));
  return (
    <section className="run-failure panel" data-status={execution_status} aria-labelledby="failure-title">
      <h2 id="failure-title">{title}</h2>
      {error_message && !told && <p>{error_message}</p>}
      {diagnostics.length > 0 && (
        <Diagnostics
          definition={execution.nl_definition}
          diagnostics={diagnostics}
          suggestion={(text, shown) =>
            kpi.is_active && mayDefine ? <Link to={editPath(kpi.id, text)}>{shown}</Link> : shown
          }
          proposed={(proposed) => (
            <JoinOffer graph={execution.kg_name} proposed={proposed} mayApprove={false} />
          )}
        />
      )}
      {kpi.is_active && (
        <p className="actions">
          {diagnostics.length > 0 && (
            <Allowed right="define">
              <Link className="button" data-kind="primary" to={editPath(kpi.id)}>
                Edit the definition
              </Link>
            </Allowed>
          )}
          <Allowed right="execute">
            <Link className="button" to={`/landing-kpi/${kpi.id}/execute?kpi=${kpi.id}`}>
              Execute with other parameters
            </Link>
          </Allowed>
        </p>
      )}
    </section>
  );
}
