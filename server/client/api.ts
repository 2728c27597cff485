import type { DrilldownQuery, ExportFormat, FilterValue } from "../contracts/drilldown.ts";
import type { ExecutionEvent, ExecutionProgress } from "../contracts/execution-progress.ts";
import type { Cell, ExecutionResult } from "../contracts/executions.ts";
import type { FieldError, Refusal } from "../contracts/refusals.ts";
import type { AppRouter } from "../router.ts";

/**
 * What the client says to services, in types. Nothing but types, and all that is exported is written out as plain ones
 * for the package (package/types.ts): whoever installs it has none of the server's files, nor zod.
 */

export type {
  Cell,
  DrilldownQuery,
  ExecutionEvent,
  ExecutionProgress,
  ExecutionResult,
  ExportFormat,
  FieldError,
  FilterValue,
};

/** Why the server refused something. */
export type RefusalReason = Refusal["reason"];

/** What a run takes: a KPI and where to run it. */
export type RunRequest = InputOf<Procedures["executions"]["start"]>;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Every procedure that can be called over HTTP, by area and name, with what it takes and answers. */
export type Api = {
  readonly [Area in keyof Procedures]: {
    readonly [Name in CallableOf<Procedures[Area]>]: CallOf<Procedures[Area][Name]>;
  };
};

type Procedures = AppRouter["_def"]["record"];

interface Typed {
  readonly _def: {
    readonly $types: { readonly input: unknown; readonly output: unknown };
    readonly type: string;
  };
}
type InputOf<P> = P extends Typed ? P["_def"]["$types"]["input"] : never;
type OutputOf<P> = P extends Typed ? P["_def"]["$types"]["output"] : never;

/** Those that take or give a file exist in process only, and what goes on for long is followed otherwise. */
type CallableOf<Area> = {
  [Name in keyof Area]: InputOf<Area[Name]> extends { readonly chunks: unknown }
    ? never
    : OutputOf<Area[Name]> extends { readonly chunks: unknown }
      ? never
      : Area[Name] extends { readonly _def: { readonly type: "subscription" } }
        ? never
        : Name;
}[keyof Area];

type CallOf<P> = P extends { readonly _def: { readonly type: "query" } }
  ? { readonly query: Call<InputOf<P>, OutputOf<P>> }
  : { readonly mutate: Call<InputOf<P>, OutputOf<P>> };

type Call<Input, Output> = undefined extends Input
  ? (input?: Input, options?: CallOptions) => Promise<Output>
  : (input: Input, options?: CallOptions) => Promise<Output>;
