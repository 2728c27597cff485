import { Link } from "@remix-run/react";
import type { HomeResponse } from "../../../server/contracts/home.ts";
import { Breakable } from "../../components/breakable.tsx";
import { formatCount, formatQuantity } from "../../lib/format.ts";
import { tallyInWords } from "../../lib/tally.ts";
import { HomeTable } from "./home-table.tsx";

type Groups = HomeResponse["groups"];

/** With more groups than these, they are folded: one sees which there are, and how they are. */
const OPEN_UP_TO = 6;

/** KPIs by group, the worst group first, and the worst KPI first in each. */
export function Groups({ groups }: { groups: Groups }) {
  return (
    <section className="page-part" aria-labelledby="groups">
      <h2 id="groups">By group</h2>
      {groups.map((group) => (
        <Group key={group.group_name ?? ""} group={group} open={groups.length <= OPEN_UP_TO} />
      ))}
    </section>
  );
}

function Group({ group: { group_name, tally, kpis }, open }: { group: Groups[number]; open: boolean }) {
  const name = group_name ?? "Without a group";
  const said = tallyInWords(tally);
  return (
    <details className="kpi-group" open={open}>
      <summary>
        <h3>
          <Breakable text={name} />
        </h3>{" "}
        <span className="muted">
          {formatQuantity(tally.all, "KPI")}
          {said && `: ${said}`}
        </span>
      </summary>
      <HomeTable label={name} kpis={kpis} />
      {tally.all > kpis.length && (
        <p>
          <Link
            to={group_name === null ? "/landing-kpi" : `/landing-kpi?${new URLSearchParams({ group_name })}`}
          >
            {group_name === null ? "All KPIs" : `All ${formatCount(tally.all)} of this group`}
          </Link>
        </p>
      )}
    </details>
  );
}
