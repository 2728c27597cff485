import { initTRPC, TRPCError, type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import type { Origin } from "./contracts/audit.ts";
import { BEAT_MS } from "./contracts/execution-progress.ts";
import { type Actor, type Right, whyNot } from "./contracts/people.ts";
import { plainSentence } from "./contracts/plain-sentences.ts";
import { describeError, TRPC_CODES } from "./contracts/refusals.ts";
import { AppError } from "./errors.ts";
import type { Outcome } from "./services/audit.ts";
import { actOf } from "./services/audit-acts.ts";
import type { Services } from "./services/compose.ts";
import { storeTrouble } from "./services/store-trouble.ts";
import { takeTurn } from "./services/turns.ts";

/** What every procedure works with. */
export interface ApiContext extends Services {
  /** Who asks. Every request has a context of its own. */
  readonly actor: Actor;
  /** Where the request comes from. */
  readonly origin: Origin;
  /**
   * Takes the JSON texts that stand for the empty `result_data` of an answer. Only requests over HTTP have it: pages
   * ask for a page of rows, never for all of them.
   */
  readonly sendRows?: (rows: AsyncIterable<string>) => void;
  /** Who asks, read again: for answers that go on for long. Only requests over HTTP have it. */
  readonly actorNow?: () => Promise<Actor>;
  /** Whether it is one call of several in a request. */
  readonly inBatch?: boolean;
}

/** Where a procedure stands in the REST surface; `:name` in the path is a field of its input. */
export interface RestRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/v1/${string}`;
  /** The status of a good answer; 200 unless said. */
  readonly status?: 201;
  /** Headers that carry a field of the input each, which then does not stand in the body. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The procedure to call, with the same input, for `Prefer: respond-async`; it answers 202 and where to look. */
  readonly respondAsync?: { readonly procedure: string; readonly location: (answer: never) => string };
  /** The events, by their names, of an answer that is a stream of them: of a subscription. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /**
   * Whether the answer follows from the store, the input, the rights and the hidden groups of who asks, and from nothing
   * else (no clock, no other file, no run under way): it is made once and kept until something in the store changes.
   */
  readonly kept?: true;
  readonly summary: string;
  readonly description?: string;
}

export interface ProcedureMeta {
  readonly needs?: Right;
  readonly rest?: RestRoute;
}

z.config({ customError: plainSentence });

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: {
      ping: { enabled: true, intervalMs: BEAT_MS },
      client: { reconnectAfterInactivityMs: 3 * BEAT_MS },
    },
    errorFormatter({ shape, error }) {
      const refusal = describeError(error);
      return {
        ...shape,
        message: refusal.message,
        data: {
          code: shape.data.code,
          httpStatus: refusal.status,
          path: shape.data.path,
          reason: refusal.reason,
          errors: refusal.errors,
          current: refusal.current,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/**
 * Every procedure says what it needs, which is looked at before anything else, its input included; one that does not
 * say is a fault. Refusals of services, and of the store, become tRPC errors with the AppError as their cause.
 */
const guarded = t.procedure.use(async ({ ctx, meta, path, type, getRawInput, next }) => {
  if (!meta?.needs) throw new Error("This procedure does not say what it needs.");
  if (ctx.inBatch) await takeTurn(); // or the calls of a batch would run in one go, and keep all other requests waiting
  const reason = whyNot(ctx.actor, meta.needs);
  if (reason) {
    // What people who are known may not do is written down; others could fill the store with it.
    if (isKnown(ctx.actor) && actOf(path, type === "mutation"))
      await ctx.audit.refused({ ...ctx, name: path, input: await getRawInput() });
    throw refused(without(ctx.actor, reason));
  }
  const result = await next();
  if (!result.ok) {
    const refusal = knownRefusal(result.error.cause);
    if (refusal) throw refusal;
  }
  return result;
});

/** What a right is missed with. */
function without(actor: Actor, reason: string): AppError {
  return new AppError(isKnown(actor) ? "forbidden" : "unauthorized", reason);
}

/** What a refusal of a service, or of the store, is to a caller; null for what nobody foresaw. */
function knownRefusal(thrown: unknown): TRPCError | null {
  const cause = thrown instanceof AppError ? thrown : storeTrouble(thrown);
  return cause && refused(cause);
}

/** What each procedure takes, by its name. */
const inputs = new Map<string, z.ZodType>();

/** Tells what the procedures of the finished router take; before that none of them can be called. */
export function knowInputs({ _def }: { readonly _def: { readonly procedures: object } }): void {
  const procedures = _def.procedures as Record<string, { _def: { inputs?: z.ZodType[] } }>;
  for (const [name, { _def: procedure }] of Object.entries(procedures))
    if (procedure.inputs?.[0]) inputs.set(name, procedure.inputs[0]);
}

/**
 * What is about a KPI or a run that the actor does not see is refused as if it was not there: after its input was found
 * fit, as a procedure would refuse it, or the difference would tell.
 */
const seeing = guarded.use(async ({ ctx, path, getRawInput, next }) => {
  const { hiddenGroups } = ctx.actor;
  if (hiddenGroups.length > 0) {
    const read = inputs.get(path)?.safeParse(await getRawInput());
    if (read?.success) await ctx.groupLimits.refuseHidden(Object(read.data), hiddenGroups);
  }
  return next();
});

/** Rejects once whoever reads an answer that goes on may not have what it is about any more. */
export async function stillSeeing(ctx: ApiContext, needs: Right, input: object): Promise<void> {
  const actor = (await ctx.actorNow?.()) ?? ctx.actor;
  const reason = whyNot(actor, needs);
  if (reason) throw without(actor, reason);
  await ctx.groupLimits.refuseHidden(Object(input), actor.hiddenGroups);
}

/** Events as a subscription answers with them: one of the caller's streams, for as long as they are read. */
export async function* sentEvents<T>(
  ctx: ApiContext,
  events: AsyncIterable<{ readonly id: string; readonly event: T }>,
): AsyncGenerator<TrackedEnvelope<T>> {
  try {
    const leave = ctx.openStreams.enter(ctx);
    try {
      for await (const { id, event } of events) yield tracked(id, event);
    } finally {
      leave();
    }
  } catch (error) {
    throw knownRefusal(error) ?? error;
  }
}

/** Whatever changes something or hands out a file is written down. */
const procedure = seeing.use(async ({ ctx, path, type, getRawInput, next }) => {
  if (!actOf(path, type === "mutation")) return next();
  const doing = { actor: ctx.actor, origin: ctx.origin, name: path, input: await getRawInput() };
  return ctx.audit.around(doing, next, (result) =>
    result.ok ? { kind: "done", answer: result.data } : outcomeOfError(result.error),
  );
});

/** Refusals of what was asked for change nothing; whatever else goes wrong may have changed a part. */
function outcomeOfError(error: TRPCError): Outcome {
  const { reason } = describeError(error);
  const mayHaveHappened = reason === "internal" || reason === "unavailable" || reason === "storage_full";
  return { kind: mayHaveHappened ? "failed" : "nothing" };
}

/** What a procedure is made of, by what it needs. */
export const readProcedure = procedure.meta({ needs: "read" });
export const executeProcedure = procedure.meta({ needs: "execute" });
export const defineProcedure = procedure.meta({ needs: "define" });
export const manageProcedure = procedure.meta({ needs: "manage" });
export const peopleProcedure = procedure.meta({ needs: "manage_people" });

/** Whether it is worth saying who one is, when something is refused. */
function isKnown({ rights }: Actor): boolean {
  return rights.length > 0;
}

/** A refusal of ours as an error of a procedure. */
export function refused(cause: AppError): TRPCError {
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause });
}
