import type { SqlToken } from "../lib/sql-tokens.ts";
import { CopyButton } from "./copy-button.tsx";

/** A SQL statement in full, as the loader has laid it out and told its pieces apart. */
export function SqlBlock({ sql }: { sql: SqlToken[] }) {
  return (
    <div className="sql-block">
      <header>
        <h2>Generated SQL</h2>
        <CopyButton text={sql.map(({ text }) => text).join("")} label="Copy SQL" />
      </header>
      <section className="sql-text" aria-label="Generated SQL">
        <pre>
          <code>
            {sql.map(({ kind, text }, index) =>
              kind === "text" ? (
                text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity and never move
                <span key={index} data-token={kind}>
                  {text}
                </span>
              ),
            )}
          </code>
        </pre>
      </section>
    </div>
  );
}
