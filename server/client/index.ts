import { randomUUID } from "node:crypto";
import type {
  Api,
  CallOptions,
  Cell,
  DrilldownQuery,
  ExecutionEvent,
  ExecutionProgress,
  ExecutionResult,
  ExportFormat,
  FilterValue,
  RunRequest,
} from "./api.ts";
import { followExecution } from "./events.ts";
import { openFile, saveFile, unwritable } from "./files.ts";
import { proceduresOver } from "./procedures.ts";
import { type ClientOptions, createTransport, type Transport } from "./transport.ts";

export type {
  Api,
  CallOptions,
  Cell,
  ExecutionEvent,
  ExecutionProgress,
  ExecutionResult,
  ExportFormat,
  FieldError,
  FilterValue,
  RefusalReason,
  RunRequest,
} from "./api.ts";
export { type ErrorCode, LandingKpiError } from "./error.ts";
export type { ClientOptions } from "./transport.ts";

/** A row by its columns. */
export type Row = Readonly<Record<string, Cell>>;

/** Which rows of an execution, and in which order. */
export interface Selection {
  /** Text that occurs in any column. */
  readonly search?: string;
  /** By column, as in the API: `{ STATUS: "Active", QUANTITY: ">20000", NAME: { contains: "art" } }`. */
  readonly filters?: Readonly<Record<string, FilterValue>>;
  readonly sort?: { readonly by: string; readonly order?: "asc" | "desc" };
}

export interface RowsOptions extends Selection, CallOptions {
  /** How many rows are fetched, and held, at a time; 500 at most, and unless said. */
  readonly pageSize?: number;
}

export interface DownloadOptions extends Selection, CallOptions {
  /** Where to write. */
  readonly file: string;
  /** csv unless said. */
  readonly format?: ExportFormat;
}

/** An execution that was begun. Iterate over it for its progress, as often as you like, or not at all. */
export interface RunningExecution extends AsyncIterable<ExecutionProgress> {
  readonly id: number;
  /** Waits until it has ended; also one that failed, or was cancelled, is an answer: look at `execution_status`. */
  end(): Promise<ExecutionResult>;
  /** Ends it in the source. */
  cancel(): Promise<ExecutionResult>;
}

/**
 * A Landing KPI server, for services. What goes wrong on the way or is refused rejects with a LandingKpiError; what your
 * signal ends, with its reason.
 */
export interface LandingKpiClient {
  /** Every procedure of the server: `client.api.kpis.list.query({ search: "orders" })`. */
  readonly api: Api;
  /** Begins an execution; it is one however often the request has to be sent. Signal and all, it goes on when nobody waits. */
  run(request: RunRequest, options?: CallOptions): Promise<RunningExecution>;
  /** What happens to an execution from now until its end, which is the last event. */
  follow(executionId: number, options?: CallOptions): AsyncGenerator<ExecutionEvent>;
  /** The rows that an execution kept, page by page. */
  rows(executionId: number, options?: RowsOptions): AsyncGenerator<Row>;
  /** Writes them into a file as they come; a download that breaks off leaves no file. */
  download(executionId: number, options: DownloadOptions): Promise<void>;
}

const PAGE_SIZE = 500;

/** Nothing is sent before the first call. */
export function createLandingKpiClient(options: ClientOptions): LandingKpiClient {
  return clientOver(createTransport(options));
}

export function clientOver(transport: Transport): LandingKpiClient {
  const api = proceduresOver(transport);
  const follow: LandingKpiClient["follow"] = (id, { signal } = {}) => followExecution(transport, id, signal);
  return {
    api,
    follow,
    async run(request, options = {}) {
      const once = { ...request, idempotency_key: request.idempotency_key ?? randomUUID() };
      const { execution_result } = await api.executions.start.mutate(once, options);
      return runningExecution(execution_result.id, api, () => follow(execution_result.id, options));
    },
    async *rows(executionId, { signal, pageSize = PAGE_SIZE, ...selection } = {}) {
      const query: DrilldownInput = { execution_id: executionId, page_size: pageSize, ...wanted(selection) };
      for (let page = 1, pages = 1; page <= pages; page++) {
        const answer = await api.drilldown.page.query({ ...query, page }, { signal });
        pages = answer.total_pages;
        yield* answer.data;
      }
    },
    async download(executionId, { file, format = "csv", signal, ...selection }) {
      const { filters, ...rest } = wanted(selection);
      const query = { ...rest, filters: filters && JSON.stringify(filters) };
      const route = `/v1/landing-kpi/executions/${executionId}/export.${format}`;
      const found = await openFile(transport, route, query, signal);
      await saveFile(found, file).catch((error: unknown) => {
        throw unwritable(file, error);
      });
    },
  };
}

type DrilldownInput = Parameters<Api["drilldown"]["page"]["query"]>[0];

function wanted({ search, filters, sort }: Selection): Pick<
  DrilldownQuery,
  "search" | "filters" | "sort_by"
> & {
  sort_order?: "asc" | "desc";
} {
  return { search, filters: filters && { ...filters }, sort_by: sort?.by, sort_order: sort?.order };
}

function runningExecution(
  id: number,
  api: Api,
  follow: () => AsyncGenerator<ExecutionEvent>,
): RunningExecution {
  let ended: ExecutionResult | null = null;
  async function* progress(): AsyncGenerator<ExecutionProgress> {
    if (ended) return;
    for await (const event of follow())
      if (event.kind === "end") ended = event.execution;
      else yield event;
  }
  return {
    id,
    [Symbol.asyncIterator]: progress,
    async end() {
      for await (const _event of progress()); // to its end
      return ended as unknown as ExecutionResult;
    },
    cancel: async () => (await api.executions.cancel.mutate({ execution_id: id })).execution,
  };
}
