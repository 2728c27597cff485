import { Icon, type IconName } from "./icon.tsx";

const STATUSES: Readonly<Record<string, { label: string; icon: IconName }>> = {
  pending: { label: "Pending", icon: "clock" },
  running: { label: "Running", icon: "play" },
  success: { label: "Success", icon: "check" },
  failed: { label: "Failed", icon: "cross" },
  cancelled: { label: "Cancelled", icon: "stop" },
};

export function statusLabel(status: string): string {
  return STATUSES[status]?.label ?? status;
}

/** The status of a run: word, icon and colour. */
export function StatusBadge({ status }: { status: string }) {
  return (
    <span className="status-badge" data-status={status}>
      <Icon name={STATUSES[status]?.icon ?? "clock"} />
      {statusLabel(status)}
    </span>
  );
}
