import type { TriedDefinition } from "../lib/preview.server.ts";
import { DefinitionPreview } from "./definition-preview.tsx";
import { Notice } from "./notice.tsx";

interface DefinitionOutcomeProps {
  readonly tried: TriedDefinition;
  readonly mayApprove: boolean;
}

/** What came of trying a definition, and what saving it would lead to. */
export function DefinitionOutcome({ tried, mayApprove }: DefinitionOutcomeProps) {
  return (
    <>
      <DefinitionPreview tried={tried} mayApprove={mayApprove} />
      {!tried.success && <NotUnderstood tried={tried} />}
    </>
  );
}

function NotUnderstood({ tried }: { tried: TriedDefinition }) {
  const { diagnostics } = tried.preview;
  const lacksJoin = diagnostics.some(({ proposed_joins }) => proposed_joins);
  const phrases = diagnostics.flatMap(({ span }) =>
    span ? [`“${tried.definition.slice(span.start, span.end)}”`] : [],
  );
  return (
    <Notice kind="error">
      {phrases.length > 0 && !lacksJoin && `Not understood: ${phrases.join(", ")}. `}
      Nothing is saved yet. {lacksJoin ? "Have the join approved" : "Correct the definition"}, or save it
      anyway: it cannot be executed as it is.
    </Notice>
  );
}
