import type { ExecutionResult } from "../../server/contracts/executions.ts";
import { Breakable } from "./breakable.tsx";

type Explanation = NonNullable<ExecutionResult["explanation"]>;

/** How a definition was understood: in one sentence, its joins, what a careful reader should know, word by word. */
export function Reading({ explanation }: { explanation: Explanation }) {
  return (
    <>
      <p className="reading">
        <span className="muted">Understood as:</span> <Breakable text={explanation.reading} />
      </p>
      <Sentences title="Joins" sentences={explanation.joins} />
      <Sentences title="Good to know" sentences={explanation.warnings} warning />
      <Words explanation={explanation} />
    </>
  );
}

function Sentences({
  title,
  sentences,
  warning,
}: {
  title: string;
  sentences: readonly string[];
  warning?: boolean;
}) {
  if (sentences.length === 0) return null;
  return (
    <div className="sentences" data-warning={warning || undefined}>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Breakable text={sentence} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Words({ explanation }: { explanation: Explanation }) {
  return (
    <details>
      <summary>Which words meant what</summary>
      <dl className="facts">
        {explanation.understood.map(({ span, text, meaning }) => (
          <div key={`${span.start} ${span.end} ${meaning}`}>
            <dt>{text}</dt>
            <dd>
              <Breakable text={meaning} />
            </dd>
          </div>
        ))}
        {explanation.ignored.length > 0 && (
          <div>
            <dt>Passed over</dt>
            <dd>{explanation.ignored.join(", ")}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
