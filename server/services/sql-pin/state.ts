import type { SqlPinNow } from "../../../db/queries/sql-pins.ts";
import type { SqlPinState } from "../../contracts/kpis.ts";
import { isoTimestamp } from "../text.ts";

/** What of a pin everybody is told, and why it is stale. */
export function toPinState(pin: SqlPinNow): SqlPinState {
  const { accepted_by, kpi_version, kg_name, kg_version } = pin;
  const accepted_at = isoTimestamp(pin.accepted_at);
  return { accepted_by, accepted_at, kpi_version, kg_name, kg_version, stale: whyStale(pin) };
}

/** What was changed since it was accepted, in a sentence each; empty while it is as it was. */
export function whyStale(pin: SqlPinNow): string[] {
  const reasons: string[] = [];
  if (pin.definition_now !== pin.nl_definition)
    reasons.push(`The definition was edited after version ${pin.kpi_version} of the KPI.`);
  if (pin.kg_version_now !== pin.kg_version)
    reasons.push(changed(`graph ${pin.kg_name}`, pin.kg_version, pin.kg_version_now));
  // With its graph the ruleset is gone, too: one sentence is enough.
  if (pin.kg_version_now !== null && pin.ruleset_version_now !== pin.ruleset_version)
    reasons.push(changed(`ruleset ${pin.ruleset_name}`, pin.ruleset_version, pin.ruleset_version_now));
  return reasons;
}

function changed(what: string, then: number | null, now: number | null): string {
  return now === null
    ? `The ${what} was deleted.`
    : `The ${what} was changed: it was version ${then} and is version ${now} now.`;
}
