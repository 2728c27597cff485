import { endAllBuilds, endBuild, findBuild, insertBuild, listBuilds } from "../../db/queries/graph-builds.ts";
import { findGraph } from "../../db/queries/graphs.ts";
import { findSource } from "../../db/queries/sources.ts";
import type { GraphBuildRow } from "../../db/schema/graph-builds.ts";
import type { Db } from "../../db/schema/store.ts";
import { type Catalog, type Connector, SourceError } from "../connectors/connector.ts";
import type { GraphBuild, GraphBuildRequest } from "../contracts/graph-builds.ts";
import { type DiscoveryOptions, proposeRelationships } from "../discovery/index.ts";
import { AppError, invalidField } from "../errors.ts";
import { fileHeaders } from "./file-headers.ts";
import { requireGraph } from "./graph-change.ts";
import { goneFromSource } from "./graph-gone.ts";
import { measureApproved } from "./graph-measures.ts";
import { storeBuiltGraph } from "./graph-storing.ts";
import type { SourceConnections } from "./source-connections.ts";
import { storeTrouble } from "./store-trouble.ts";
import { enumerate, isoTimestamp } from "./text.ts";

/** How long one schema may be read, and how long values may be compared and joins measured, in milliseconds. */
const INTROSPECTION_LIMIT_MS = 30 * 60_000;
const DISCOVERY_LIMIT_MS = 10 * 60_000;
const MEASURING_LIMIT_MS = 2 * 60_000;
const DESCRIBE_LIMIT_MS = 15_000;
/** Builds of one graph that are listed. */
const MOST_LISTED = 20;

/** Makes knowledge graphs from sources, in the background; how far each is can be asked for. */
export interface GraphBuildService {
  /** Begins to make a new graph, or to make one again that is there; answers at once. */
  start(request: GraphBuildRequest): Promise<GraphBuild>;
  get(id: number): Promise<GraphBuild>;
  /** The last builds of a graph, the newest first; none for a graph that came with the product. */
  list(kgName: string): Promise<GraphBuild[]>;
  /** What a graph knows that its source has no longer: see graph-gone.ts. */
  gone(kgName: string): Promise<string[]>;
  /** Ends a build that is going on and waits until it has; a graph that was there stays as it was. */
  cancel(id: number): Promise<GraphBuild>;
  /** After a start of the server: what an earlier process left unfinished has failed. */
  recover(): Promise<void>;
  shutdown(): Promise<void>;
}

/** What a build is doing right now: tables read of those there are, or columns compared. */
interface Progress {
  step: "reading" | "comparing";
  done: number;
  total: number;
}

interface LiveBuild {
  readonly kgName: string;
  readonly controller: AbortController;
  readonly progress: Progress;
  readonly startedAt: number;
  readonly ended: Promise<void>;
}

export function createGraphBuildService(db: Db, connections: SourceConnections): GraphBuildService {
  const live = new Map<number, LiveBuild>();

  const shown = (row: GraphBuildRow): GraphBuild => {
    const build = live.get(row.id);
    return {
      id: row.id,
      kg_name: row.kg_name,
      source_id: row.source_id,
      status: row.status as GraphBuild["status"],
      message: row.message,
      started_at: isoTimestamp(row.started_at),
      elapsed_ms: build ? Math.round(performance.now() - build.startedAt) : row.elapsed_ms,
      progress: build ? { ...build.progress } : null,
      changes: row.changes === null ? null : (JSON.parse(row.changes) as GraphBuild["changes"]),
    };
  };

  const find = async (id: number) => {
    const row = await findBuild(db, id);
    if (!row) throw new AppError("not_found", `There is no build of a knowledge graph with id ${id}.`);
    return row;
  };

  const run = async (
    row: GraphBuildRow,
    request: GraphBuildRequest,
    connector: Connector,
    build: LiveBuild,
  ) => {
    const { signal } = build.controller;
    const elapsed = () => Math.round(performance.now() - build.startedAt);
    try {
      const headers = await fileHeaders(db, request.source_id);
      const read = await readCatalogs(connector, request.schemas, build);
      const catalogs = read.map((catalog) => headers.described(catalog));
      const proposals = await proposeRelationships(catalogs, connector, comparing(build, DISCOVERY_LIMIT_MS));
      const measured = await measureApproved(
        db,
        connector,
        request.kg_name,
        catalogs,
        proposals,
        comparing(build, MEASURING_LIMIT_MS),
      );
      signal.throwIfAborted();
      const { message, changes } = await storeBuiltGraph(db, request, {
        catalogs,
        proposals,
        measured,
        headers,
      });
      await endBuild(db, row.id, {
        status: "done",
        message,
        elapsed_ms: elapsed(),
        changes: changes && JSON.stringify(changes),
      });
    } catch (error) {
      const end = signal.aborted
        ? CANCELLED
        : { status: "failed" as const, message: whyItFailed(row, error) };
      await endBuild(db, row.id, { ...end, elapsed_ms: elapsed() }).catch((problem) =>
        console.error(`Build ${row.id}: its end could not be stored.`, problem),
      );
    }
  };

  return {
    async start(request) {
      const source = await findSource(db, request.source_id);
      if (!source) throw invalidField("source_id", `There is no source with id ${request.source_id}.`);
      const known = await findGraph(db, request.kg_name);
      if (known && known.source_id !== request.source_id)
        throw new AppError("duplicate_name", `A knowledge graph "${request.kg_name}" exists already.`, {
          fieldErrors: [
            { field: "kg_name", message: "exists already, about another source; choose another name." },
          ],
        });
      if ([...live.values()].some((build) => build.kgName === request.kg_name))
        throw new AppError("conflict", `The knowledge graph "${request.kg_name}" is being made right now.`);
      const connector = await connections.connector(source.id);
      const row = await insertBuild(db, { kg_name: request.kg_name, source_id: source.id });
      const ended = Promise.withResolvers<void>();
      const build: LiveBuild = {
        kgName: request.kg_name,
        controller: new AbortController(),
        progress: { step: "reading", done: 0, total: 0 },
        startedAt: performance.now(),
        ended: ended.promise,
      };
      live.set(row.id, build);
      void run(row, request, connector, build).finally(() => {
        live.delete(row.id);
        ended.resolve();
      });
      return shown(row);
    },

    get: async (id) => shown(await find(id)),

    async list(kgName) {
      await requireGraph(db, kgName);
      return (await listBuilds(db, kgName, MOST_LISTED)).map(shown);
    },

    gone: (kgName) => goneFromSource(db, connections, kgName),

    async cancel(id) {
      await find(id);
      const build = live.get(id);
      build?.controller.abort();
      await build?.ended;
      return shown(await find(id));
    },

    recover: () => endAllBuilds(db, "The server stopped while this was going on. Start it again."),

    async shutdown() {
      const builds = [...live.values()];
      for (const build of builds) build.controller.abort();
      await Promise.all(builds.map((build) => build.ended));
    },
  };
}

const CANCELLED = {
  status: "cancelled",
  message: "Cancelled before it was done. Nothing was changed.",
} as const;

/** Every schema that was asked for, or all that the login sees, one after the other. */
async function readCatalogs(
  connector: Connector,
  asked: readonly string[] | undefined,
  { controller, progress }: LiveBuild,
): Promise<Catalog[]> {
  const { signal } = controller;
  const { schemas } = await connector.describe({ timeLimitMs: DESCRIBE_LIMIT_MS, signal });
  const unknown = (asked ?? []).filter((name) => !schemas.includes(name));
  if (unknown.length > 0)
    throw invalidField(
      "schemas",
      `The source has no schema ${enumerate(unknown)}. It has: ${enumerate(schemas)}.`,
    );
  const catalogs: Catalog[] = [];
  for (const name of asked ?? schemas) {
    const before = progress.done;
    const onTable = (done: number, total: number) => {
      progress.done = before + done;
      progress.total = before + total;
    };
    catalogs.push(await connector.introspect(name, { timeLimitMs: INTROSPECTION_LIMIT_MS, signal, onTable }));
  }
  if (catalogs.every(({ tables }) => tables.length === 0))
    throw new AppError(
      "conflict",
      `The login sees no tables in ${enumerate(asked ?? schemas)}. Check that it may read them.`,
    );
  return catalogs;
}

function comparing({ controller, progress }: LiveBuild, timeLimitMs: number): DiscoveryOptions {
  Object.assign(progress, { step: "comparing", done: 0, total: 0 });
  return {
    timeLimitMs,
    signal: controller.signal,
    onProgress: (now) => Object.assign(progress, now),
  };
}

function whyItFailed({ id }: GraphBuildRow, error: unknown): string {
  if (error instanceof SourceError && error.detail)
    console.warn(`Build ${id}: ${error.message} ${error.detail}`);
  const told = error instanceof SourceError || error instanceof AppError ? error : storeTrouble(error);
  if (told) return told.message;
  console.error(`Build ${id} failed unexpectedly.`, error);
  return `An unexpected error ended this build; the server's log has the details under "Build ${id}".`;
}
