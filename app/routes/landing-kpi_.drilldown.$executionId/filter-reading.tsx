import { Notice } from "../../components/notice.tsx";

interface FilterReadingProps {
  readonly id: string;
  /** Why filters cannot be read; then none is applied. */
  readonly problems: readonly string[];
  readonly sentences: readonly string[];
}

/** How the filters above the columns were read. The status is always there, so that its changes are announced. */
export function FilterReading({ id, problems, sentences }: FilterReadingProps) {
  return (
    <div id={id}>
      {problems.map((problem) => (
        <Notice key={problem} kind="error">
          {problem}
        </Notice>
      ))}
      <div role="status">
        {sentences.length > 0 && <p className="hint">Filtered: {sentences.join("; ")}</p>}
      </div>
    </div>
  );
}
