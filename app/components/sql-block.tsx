import { useMemo } from "react";
import { layOutSql, tokenizeSql } from "../lib/sql-tokens.ts";
import { CopyButton } from "./copy-button.tsx";

/** A SQL statement in full, each clause and each column on its line. */
export function SqlBlock({ sql }: { sql: string }) {
  const text = useMemo(() => layOutSql(sql), [sql]);
  const tokens = useMemo(() => tokenizeSql(text), [text]);
  return (
    <div className="sql-block">
      <header>
        <h2>Generated SQL</h2>
        <CopyButton text={text} label="Copy SQL" />
      </header>
      <section className="sql-text" aria-label="Generated SQL">
        <pre>
          <code>
            {tokens.map(({ kind, text: piece }, index) =>
              kind === "text" ? (
                piece
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity and never move
                <span key={index} data-token={kind}>
                  {piece}
                </span>
              ),
            )}
          </code>
        </pre>
      </section>
    </div>
  );
}
