import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and on the first paint, true once JavaScript has taken over. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
