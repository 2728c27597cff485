import { useNavigation } from "@remix-run/react";

/** A thin bar on top while JavaScript loads the next page; without it the browser shows its own. */
export function LoadingBar() {
  const busy = useNavigation().state !== "idle";
  return <div className="loading-bar" data-busy={busy || undefined} aria-hidden="true" />;
}
