import { Form, Link } from "@remix-run/react";
import { FlashNotice } from "../../components/flash-notice.tsx";
import type { Flash } from "../../lib/flash.ts";

/** What was done to a KPI, and the act that most often comes next. */
export function ListNotice({ flash, search }: { flash: Flash; search: string }) {
  const { offer, kpiId } = flash;
  return (
    <FlashNotice flash={flash}>
      {offer === "execute" && (
        <Link className="button" to={`/landing-kpi/${kpiId}/execute${search}`} preventScrollReset>
          Execute now
        </Link>
      )}
      {offer === "review" && (
        <Link className="button" to={`/landing-kpi/${kpiId}/sql`}>
          Review the SQL
        </Link>
      )}
      {offer === "undo" && (
        <Form method="post" action={`/landing-kpi${search}`}>
          <input type="hidden" name="kpi_id" value={kpiId ?? ""} />
          <button type="submit" name="intent" value="restore">
            Undo<span className="visually-hidden"> the deletion</span>
          </button>
        </Form>
      )}
    </FlashNotice>
  );
}
