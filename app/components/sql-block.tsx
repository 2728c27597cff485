import { useMemo } from "react";
import { layOutSql, tokenizeSql } from "../lib/sql-tokens.ts";
import { CopyButton } from "./copy-button.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

/** A SQL statement, each clause on its line. */
export function SqlBlock({ sql }: { sql: string }) {
  const text = useMemo(() => layOutSql(sql), [sql]);
  const tokens = useMemo(() => tokenizeSql(text), [text]);
  return (
    <div className="sql-block">
      <header>
        <h2>Generated SQL</h2>
        <CopyButton text={text} label="Copy SQL" />
      </header>
      <ScrollRegion className="scroll" label="Generated SQL">
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
      </ScrollRegion>
    </div>
  );
}
