import { useMemo } from "react";
import { tokenizeSql } from "../lib/sql-tokens.ts";
import { CopyButton } from "./copy-button.tsx";

/** A SQL statement in full, laid out as it comes. */
export function SqlBlock({ sql }: { sql: string }) {
  const tokens = useMemo(() => tokenizeSql(sql), [sql]);
  return (
    <div className="sql-block">
      <header>
        <h2>Generated SQL</h2>
        <CopyButton text={sql} label="Copy SQL" />
      </header>
      <section className="sql-text" aria-label="Generated SQL">
        <pre>
          <code>
            {tokens.map(({ kind, text }, index) =>
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
