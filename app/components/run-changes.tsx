import { Breakable } from "./breakable.tsx";

interface RunChangesProps {
  readonly changes: readonly string[];
  /** Since when; left out: since the run before. */
  readonly label?: string;
}

/** What a run was based on that another one was not; nothing when they are alike. */
export function RunChanges({ changes, label = "Changes since the run before" }: RunChangesProps) {
  if (changes.length === 0) return null;
  return (
    <ul className="run-changes" aria-label={label}>
      {changes.map((change) => (
        <li key={change}>
          <Breakable text={change} />
        </li>
      ))}
    </ul>
  );
}
