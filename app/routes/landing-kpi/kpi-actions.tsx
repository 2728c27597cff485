import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { ActionMenu } from "../../components/action-menu.tsx";
import { Allowed, useOffers } from "../../components/allowed.tsx";
import { copyPath } from "../../lib/kpi-copy.ts";

interface KpiActionsProps {
  readonly kpi: Pick<KpiDefinition, "id" | "name" | "is_active">;
  readonly search: string;
  /** In a row of the list: all but one act are behind a menu, and dialogs give the focus back to them. */
  readonly inRow?: boolean;
}

/** What can be done with a KPI: a link to the dialog of each act; only restoring needs no question first. */
export function KpiActions({ kpi, search, inRow }: KpiActionsProps) {
  const mayDefine = useOffers("define");
  const further = (links: ReactNode) => (inRow ? <ActionMenu of={kpi.name}>{links}</ActionMenu> : links);
  const link = (name: string, label: string, to = `/landing-kpi/${kpi.id}/${name}${search}`) => (
    <Link id={inRow ? `${name}-${kpi.id}` : undefined} className="button" to={to} preventScrollReset>
      {label}
      <span className="visually-hidden"> {kpi.name}</span>
    </Link>
  );
  if (kpi.is_active) {
    return (
      <div className="actions">
        <Allowed right="execute">{link("execute", "Execute")}</Allowed>
        <Allowed right="define">
          {further(
            <>
              {link("edit", "Edit")}
              {link("copy", "Duplicate", copyPath(kpi.id, search))}
              {link("delete", "Delete")}
            </>,
          )}
        </Allowed>
      </div>
    );
  }
  if (!mayDefine) return null;
  return (
    <Form method="post" action={`/landing-kpi${search}`} className="actions" preventScrollReset>
      <input type="hidden" name="kpi_id" value={kpi.id} />
      <button type="submit" name="intent" value="restore">
        Restore<span className="visually-hidden"> {kpi.name}</span>
      </button>
      {further(link("purge", "Delete permanently"))}
    </Form>
  );
}
