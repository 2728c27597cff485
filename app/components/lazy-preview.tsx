import { lazy, Suspense } from "react";
import type { TriedDefinition } from "../lib/preview.server.ts";
import { DefinitionPreview } from "./definition-preview.tsx";

/** The server renders it at once; the browser loads it only when a definition is tried. */
const Preview = import.meta.env.SSR
  ? DefinitionPreview
  : lazy(async () => ({ default: (await import("./definition-preview.tsx")).DefinitionPreview }));

export function LazyPreview({ tried }: { tried: TriedDefinition }) {
  return (
    <Suspense>
      <Preview tried={tried} />
    </Suspense>
  );
}
