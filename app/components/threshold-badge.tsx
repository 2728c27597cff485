import type { ThresholdState } from "../../server/contracts/threshold-words.ts";
import { Icon, type IconName } from "./icon.tsx";

const STATES: Readonly<Record<ThresholdState, { label: string; icon: IconName }>> = {
  ok: { label: "OK", icon: "check" },
  warning: { label: "Warning", icon: "warning" },
  critical: { label: "Critical", icon: "critical" },
};

/** What a KPI's bounds say of a value: word, icon and colour; nothing where they say nothing. */
export function ThresholdBadge({ state }: { state: ThresholdState | null }) {
  if (state === null) return null;
  const { label, icon } = STATES[state];
  return (
    <span className="status-badge" data-threshold={state}>
      <Icon name={icon} />
      {label}
    </span>
  );
}
