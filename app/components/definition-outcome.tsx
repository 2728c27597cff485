import type { TriedDefinition } from "../lib/preview.server.ts";
import { DefinitionPreview } from "./definition-preview.tsx";
import { Notice } from "./notice.tsx";

/** What came of trying a definition, and what saving it would lead to. */
export function DefinitionOutcome({ tried }: { tried: TriedDefinition }) {
  return (
    <>
      <DefinitionPreview tried={tried} />
      {!tried.success && <NotUnderstood tried={tried} />}
    </>
  );
}

function NotUnderstood({ tried }: { tried: TriedDefinition }) {
  const phrases = tried.preview.diagnostics.flatMap(({ span }) =>
    span ? [`“${tried.definition.slice(span.start, span.end)}”`] : [],
  );
  return (
    <Notice kind="error">
      {phrases.length > 0 && `Not understood: ${phrases.join(", ")}. `}
      Nothing is saved yet. Correct the definition, or save it anyway: it cannot be executed as it is.
    </Notice>
  );
}
