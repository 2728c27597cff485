import { useEffect, useRef } from "react";
import type { Cell } from "../../server/contracts/executions.ts";
import { formatDistinct, formatQuantity, formatShare, nearPartnersSentence } from "../lib/format.ts";
import { PREVIEW_PLACE, SUGGESTION } from "../lib/kpi-form.ts";
import { asksWhich } from "../lib/live-sentence.ts";
import type { TriedDefinition } from "../lib/preview.server.ts";
import { usePreviewTarget } from "../lib/use-preview-target.ts";
import { writeDefinition } from "../lib/write-definition.ts";
import { Diagnostics } from "./diagnostics.tsx";
import { JoinOffer } from "./join-offer.tsx";
import { Reading } from "./reading.tsx";
import { RowsTable } from "./rows-table.tsx";
import { RunSourceName } from "./run-source-name.tsx";
import { SqlBlock } from "./sql-block.tsx";

interface DefinitionPreviewProps {
  readonly tried: TriedDefinition;
  readonly mayApprove: boolean;
  /** Whether it gets the focus when it comes. */
  readonly takesFocus: boolean;
}

/** What a definition would do, before anything is saved. */
export function DefinitionPreview({ tried, mayApprove, takesFocus }: DefinitionPreviewProps) {
  const { preview, sql, definition, kg_name, select_schema } = tried;
  const section = useRef<HTMLElement>(null);
  const previewTarget = usePreviewTarget();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer is the signal
  useEffect(() => {
    if (takesFocus) section.current?.focus();
  }, [tried]);
  return (
    <section
      id={PREVIEW_PLACE}
      className="preview panel"
      aria-labelledby="preview-title"
      tabIndex={-1}
      ref={section}
    >
      <header>
        <h3 id="preview-title">{tried.success ? "Preview" : refusalTitle(tried)}</h3>
        <p className="muted">
          On {kg_name}, {select_schema}, of the source <RunSourceName source={preview.source} />
          {preview.confidence_score !== null && `; confidence ${formatShare(preview.confidence_score)}`}
        </p>
      </header>
      {preview.diagnostics.length > 0 && (
        <Diagnostics
          definition={definition}
          diagnostics={preview.diagnostics}
          proposed={(proposed) => <JoinOffer graph={kg_name} proposed={proposed} mayApprove={mayApprove} />}
          suggestion={(text, shown) => (
            <button
              type="submit"
              className="link-button"
              name={SUGGESTION}
              value={text}
              formAction={previewTarget}
              onClick={(event) => fillDefinition(event.currentTarget.form, text)}
            >
              {shown}
            </button>
          )}
        />
      )}
      {preview.explanation && <Reading explanation={preview.explanation} />}
      {sql && <SqlBlock sql={sql} />}
      {preview.rows_message && <p>{preview.rows_message}</p>}
      {preview.columns && (
        <FirstRows
          columns={preview.columns}
          rows={preview.rows ?? []}
          total={preview.total_records}
          distinct={formatDistinct(preview.distinct_key)}
          near={nearPartnersSentence(preview.near_partners)}
        />
      )}
    </section>
  );
}

function refusalTitle({ preview }: TriedDefinition): string {
  if (preview.diagnostics.some(({ proposed_joins }) => proposed_joins)) return "This definition lacks a join";
  if (asksWhich(preview.diagnostics)) return "Which of these is meant?";
  return "This definition is not understood";
}

/** The field keeps what was typed when an answer comes: what is tried instead is put in by hand. */
function fillDefinition(form: HTMLFormElement | null, text: string) {
  const field = form?.elements.namedItem("nl_definition");
  if (field instanceof HTMLTextAreaElement) writeDefinition(field, text);
}

interface FirstRowsProps {
  readonly columns: readonly string[];
  readonly rows: Record<string, Cell>[];
  /** null when counting took too long. */
  readonly total: number | null;
  /** ", 249 different Material", or "". */
  readonly distinct: string;
  readonly near: string;
}

function FirstRows({ columns, rows, total, distinct, near }: FirstRowsProps) {
  return (
    <>
      <h3>{rows.length === 0 ? "No records found" : "First records"}</h3>
      {rows.length > 0 && (
        <p>
          {total === null
            ? `At least ${formatQuantity(rows.length, "record")}: counting them all takes too long for a preview.`
            : `${formatQuantity(total, "record")} in all${distinct}.`}
        </p>
      )}
      {near && <p>{near}</p>}
      <RowsTable label="First records" columns={columns} rows={rows} />
    </>
  );
}
