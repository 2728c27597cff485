import { type ComponentProps, lazy, Suspense } from "react";
import { DefinitionOutcome } from "./definition-outcome.tsx";

/** The server renders it at once; the browser loads it only when a definition is tried. */
const Outcome = import.meta.env.SSR
  ? DefinitionOutcome
  : lazy(async () => ({ default: (await import("./definition-outcome.tsx")).DefinitionOutcome }));

export function LazyOutcome(props: ComponentProps<typeof DefinitionOutcome>) {
  return (
    <Suspense>
      <Outcome {...props} />
    </Suspense>
  );
}
