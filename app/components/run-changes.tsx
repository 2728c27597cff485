import { Breakable } from "./breakable.tsx";

/** What a run was based on that the run before it was not; nothing when they are alike. */
export function RunChanges({ changes }: { changes: readonly string[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="run-changes" aria-label="Changes since the run before">
      {changes.map((change) => (
        <li key={change}>
          <Breakable text={change} />
        </li>
      ))}
    </ul>
  );
}
