import { type Connector, SourceError } from "../connectors/connector.ts";
import type { Preview, PreviewRequest } from "../contracts/preview.ts";
import type { RecordFacts } from "../contracts/run-value.ts";
import type { Compiled } from "../engine/result.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import { describeReading } from "./execution-record.ts";
import { firstRows } from "./first-rows.ts";
import type { GraphService } from "./graphs.ts";
import { engineRequest, readByRules } from "./reading.ts";
import { NO_FACTS, recordFacts } from "./record-facts.ts";
import type { SourceConnections } from "./source-connections.ts";

/** A preview helps while somebody writes: rows that take longer than this are left out. */
const PATIENCE = { rowsMs: 3000, countMs: 2000 };

export interface PreviewService {
  /** How a definition would be read, with the SQL of a run, its first rows and their count; nothing is stored. */
  preview(request: PreviewRequest): Promise<Preview>;
}

export function createPreviewService(
  graphs: GraphService,
  sources: SourceConnections,
  model: ModelReader | null,
  today: () => string,
): PreviewService {
  return {
    async preview(request) {
      const { ask } = graphs;
      const { db_type, ...wanted } = request;
      const own = await graphs.runTarget(wanted);
      const target = { ...own, dialect: db_type ?? own.dialect };
      const asked = {
        definition: request.nl_definition,
        target,
        limit: request.limit_records,
        excludedFields: request.excluded_fields ?? [],
        minConfidence: request.min_confidence,
        useLlm: request.use_llm,
        today: today(),
      };
      const { result, reader } = await readByRules(ask, asked, model);
      const short =
        result.ok && request.rows > 0
          ? await ask("compile", target.part, { ...engineRequest(asked), limit: request.rows })
          : null;
      const fetched = !short?.ok
        ? NO_ROWS
        : target.dialect === own.dialect
          ? await rowsAndFacts(await sources.connector(target.source.id), short, request.rows)
          : { ...NO_ROWS, rows_message: foreignSql(target.dialect, own.dialect) };
      const offer = result.ok ? null : await ask("offerJoins", target.part, engineRequest(asked), result);
      return { ...describeReading(result, offer), source: { ...target.source }, reader, ...fetched };
    },
  };
}

type Fetched = Pick<Preview, "columns" | "rows" | "total_records" | "rows_message"> & RecordFacts;

const NO_ROWS: Fetched = {
  columns: null,
  rows: null,
  total_records: null,
  ...NO_FACTS,
  rows_message: null,
};

function foreignSql(written: string, own: string): string {
  return `This is the SQL for ${written}. The source takes ${own}, so it was not asked for rows.`;
}

async function rowsAndFacts(connector: Connector, read: Compiled, asked: number): Promise<Fetched> {
  try {
    const first = await firstRows(connector, read, asked, PATIENCE);
    const figure =
      read.answer === "rows" ? first.total_records : Number(Object.values(first.rows[0] ?? {})[0]);
    const limit = { timeLimitMs: PATIENCE.countMs };
    const facts = figure ? await recordFacts(connector, read, figure, limit) : NO_FACTS;
    return { ...first, ...facts, rows_message: null };
  } catch (error) {
    if (error instanceof SourceError) return { ...NO_ROWS, rows_message: error.message };
    throw error;
  }
}
