import { Form, Link } from "@remix-run/react";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";

interface KpiActionsProps {
  readonly kpi: Pick<KpiDefinition, "id" | "name" | "is_active">;
  readonly search: string;
  /** Whether dialogs give the focus back to these links when they close; true in one place of the page. */
  readonly returnTarget?: boolean;
}

/** What can be done with a KPI: a link to the dialog of each act; only restoring needs no question first. */
export function KpiActions({ kpi, search, returnTarget }: KpiActionsProps) {
  const link = (name: string, label: string) => (
    <Link
      id={returnTarget ? `${name}-${kpi.id}` : undefined}
      className="button"
      to={`/landing-kpi/${kpi.id}/${name}${search}`}
      preventScrollReset
    >
      {label}
      <span className="visually-hidden"> {kpi.name}</span>
    </Link>
  );
  if (kpi.is_active) {
    return (
      <div className="actions">
        {link("execute", "Execute")}
        {link("edit", "Edit")}
        {link("delete", "Delete")}
      </div>
    );
  }
  return (
    <Form method="post" action={`/landing-kpi${search}`} className="actions" preventScrollReset>
      <input type="hidden" name="kpi_id" value={kpi.id} />
      <button type="submit" name="intent" value="restore">
        Restore<span className="visually-hidden"> {kpi.name}</span>
      </button>
      {link("purge", "Delete permanently")}
    </Form>
  );
}
