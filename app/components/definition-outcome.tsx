import { asksWhich, phrasesNotUnderstood } from "../lib/live-sentence.ts";
import type { TriedDefinition } from "../lib/preview.server.ts";
import { DefinitionPreview } from "./definition-preview.tsx";
import { Notice } from "./notice.tsx";

interface DefinitionOutcomeProps {
  readonly tried: TriedDefinition;
  readonly mayApprove: boolean;
  /** Whether it was tried by typing: then one is still writing, and is not interrupted. */
  readonly live: boolean;
}

/** What came of trying a definition, and what saving it would lead to. */
export function DefinitionOutcome({ tried, mayApprove, live }: DefinitionOutcomeProps) {
  return (
    <>
      <DefinitionPreview tried={tried} mayApprove={mayApprove} takesFocus={!live} />
      {!tried.success && !live && <NotUnderstood tried={tried} />}
    </>
  );
}

function NotUnderstood({ tried }: { tried: TriedDefinition }) {
  const lacksJoin = tried.preview.diagnostics.some(({ proposed_joins }) => proposed_joins);
  const isOpen = asksWhich(tried.preview.diagnostics);
  const phrases = phrasesNotUnderstood(tried);
  const remedy = isOpen ? "Choose what is meant" : "Correct the definition";
  return (
    <Notice kind="error">
      {phrases.length > 0 && !lacksJoin && !isOpen && `Not understood: ${phrases.join(", ")}. `}
      Nothing is saved yet. {lacksJoin ? "Have the join approved" : remedy}, or save it anyway: it cannot be
      executed as it is.
    </Notice>
  );
}
