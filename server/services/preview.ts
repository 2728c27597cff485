import type { Db } from "../../db/schema/store.ts";
import { type Connector, SourceError } from "../connectors/connector.ts";
import type { Cell } from "../contracts/executions.ts";
import type { Preview, PreviewRequest } from "../contracts/preview.ts";
import type { RecordFacts } from "../contracts/run-value.ts";
import type { Compiled, Statement } from "../engine/result.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import { describeReading } from "./execution-record.ts";
import { uniqueNames } from "./execution-run.ts";
import type { GraphService } from "./graphs.ts";
import { offerJoins } from "./join-offers.ts";
import { readByRules } from "./reading.ts";
import { NO_FACTS, recordFacts } from "./record-facts.ts";
import type { SourceConnections } from "./source-connections.ts";
import { toRecord } from "./stored-rows.ts";

/** A preview helps while somebody writes: rows that take longer than this, in milliseconds, are left out. */
const ROWS_TIME_LIMIT_MS = 3000;

/** How long, in milliseconds, somebody who writes waits for the count of all records. */
const COUNT_TIME_LIMIT_MS = 2000;

export interface PreviewService {
  /** How a definition would be read, with the SQL of a run, its first rows and their count; nothing is stored. */
  preview(request: PreviewRequest): Promise<Preview>;
}

export function createPreviewService(
  db: Db,
  graphs: GraphService,
  sources: SourceConnections,
  model: ModelReader | null,
  today: () => string,
): PreviewService {
  return {
    async preview(request) {
      const target = await graphs.runTarget(request);
      const asked = {
        definition: request.nl_definition,
        target,
        limit: request.limit_records,
        excludedFields: request.excluded_fields ?? [],
        minConfidence: request.min_confidence,
        useLlm: request.use_llm,
        today: today(),
      };
      const { result, reader } = readByRules(asked, model);
      const short =
        result.ok && request.rows > 0 ? readByRules({ ...asked, limit: request.rows }, model).result : null;
      const fetched = short?.ok
        ? await firstRows(await sources.connector(target.sourceId), short, request.rows)
        : NO_ROWS;
      const offer = result.ok ? null : await offerJoins(db, asked, result);
      return { ...describeReading(result, offer), reader, ...fetched };
    },
  };
}

type FirstRows = Pick<Preview, "columns" | "rows" | "total_records" | "rows_message"> & RecordFacts;

const NO_ROWS: FirstRows = {
  columns: null,
  rows: null,
  total_records: null,
  ...NO_FACTS,
  rows_message: null,
};

async function firstRows(connector: Connector, read: Compiled, asked: number): Promise<FirstRows> {
  let columns: string[] = [];
  const rows: Record<string, Cell>[] = [];
  try {
    for await (const event of connector.stream(read.statement, { timeLimitMs: ROWS_TIME_LIMIT_MS })) {
      if (event.kind === "columns") columns = uniqueNames(event.columns.map((column) => column.name));
      else rows.push(...event.rows.map((cells) => toRecord(columns, cells)));
    }
    const total_records = rows.length < asked ? rows.length : await countAll(connector, read.countStatement);
    const figure = read.answer === "rows" ? total_records : Number(Object.values(rows[0] ?? {})[0]);
    const limit = { timeLimitMs: COUNT_TIME_LIMIT_MS };
    const facts = figure ? await recordFacts(connector, read, figure, limit) : NO_FACTS;
    return { columns, rows, total_records, ...facts, rows_message: null };
  } catch (error) {
    if (error instanceof SourceError) return { ...NO_ROWS, rows_message: error.message };
    throw error;
  }
}

/** How many records there are in all; null when the source does not say so soon. */
async function countAll(connector: Connector, statement: Statement): Promise<number | null> {
  try {
    return await connector.count(statement, { timeLimitMs: COUNT_TIME_LIMIT_MS });
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}
