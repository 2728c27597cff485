import type { ReactNode } from "react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { FoldedPanel } from "../../components/folded-panel.tsx";
import { RunSourceName } from "../../components/run-source-name.tsx";
import { acceptedSql, formatCount, formatDuration, formatShare } from "../../lib/format.ts";
import { operationInWords, queryTypeInWords } from "../../lib/query-words.ts";

/** What kind of query it was, what it joined, and with which parameters it ran. */
export function RunDetails({ execution, open }: { execution: ExecutionResult; open: boolean }) {
  const joins = execution.joined_columns ?? [];
  return (
    <FoldedPanel title="Details" open={open}>
      <dl className="facts columns">
        <Fact name="Query type">{queryTypeInWords(execution)}</Fact>
        <Fact name="Operation">{operationInWords(execution)}</Fact>
        <Fact name="Confidence">{formatShare(execution.confidence_score)}</Fact>
        <Fact name="Source table">{execution.source_table}</Fact>
        <Fact name="Target table">{execution.target_table}</Fact>
        <Fact name="Join columns">
          {joins.map((pair) => (
            <code key={pair.join(" ")} className="join-pair">
              <Breakable text={pair.join(" = ")} />
            </code>
          ))}
        </Fact>
        <Fact name="Knowledge graph">
          {execution.kg_version === null
            ? execution.kg_name
            : `${execution.kg_name} (version ${execution.kg_version})`}
        </Fact>
        <Fact name="Source">{execution.source && <RunSourceName source={execution.source} />}</Fact>
        <Fact name="Schema">{execution.select_schema}</Fact>
        <Fact name="Ruleset">{execution.ruleset_name}</Fact>
        <Fact name="DB type">{execution.db_type}</Fact>
        <Fact name="Limit records">{formatCount(execution.limit_records)}</Fact>
        <Fact name="Minimum confidence">{formatShare(execution.min_confidence)}</Fact>
        <Fact name="Excluded fields">{execution.excluded_fields?.join(", ")}</Fact>
        <Fact name="Use LLM">{execution.use_llm ? "Yes" : "No"}</Fact>
        <Fact name="Accepted SQL">{acceptedSql(execution.sql_pin)}</Fact>
        <Fact name="Read by">{execution.reader}</Fact>
        <Fact name="Time limit">{formatDuration(execution.time_limit_ms)}</Fact>
        <Fact name="Execution ID">{execution.id}</Fact>
      </dl>
    </FoldedPanel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const empty = children == null || children === "" || (Array.isArray(children) && children.length === 0);
  const shown = typeof children === "string" ? <Breakable text={children} /> : children;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{empty ? <span className="muted">none</span> : shown}</dd>
    </div>
  );
}
