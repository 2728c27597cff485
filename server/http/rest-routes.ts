import type { z } from "zod";
import type { AppRouter } from "../router.ts";
import type { ProcedureMeta, RestRoute } from "../trpc.ts";

/** A procedure that has a place in the REST surface. */
export interface RestProcedure {
  /** `kpis.create` */
  readonly name: string;
  readonly route: RestRoute;
  /** Undefined when the procedure takes nothing. */
  readonly input: z.ZodObject | undefined;
  /** Undefined for events, which their route describes. */
  readonly output: z.ZodType | undefined;
  /** The fields of the input that stand in the path. */
  readonly pathFields: readonly string[];
  /** The fields of the input that come as headers, by the header. */
  readonly headerFields: Readonly<Record<string, string>>;
}

/** Every procedure with a REST route, read off the router itself, so that the two surfaces cannot drift apart. */
export function restProcedures(router: AppRouter): RestProcedure[] {
  const procedures = router._def.procedures as unknown as Record<
    string,
    { _def: { meta?: ProcedureMeta; inputs?: unknown[]; output?: unknown } }
  >;
  return Object.entries(procedures).flatMap(([name, { _def }]): RestProcedure[] => {
    const route = _def.meta?.rest;
    if (!route) return [];
    return [
      {
        name,
        route,
        input: _def.inputs?.[0] as z.ZodObject | undefined,
        output: _def.output as z.ZodType | undefined,
        pathFields: [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string),
        headerFields: route.headers ?? {},
      },
    ];
  });
}
