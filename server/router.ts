import { aliases } from "./routers/aliases.ts";
import { apiKeys } from "./routers/api-keys.ts";
import { audit } from "./routers/audit.ts";
import { comparisons } from "./routers/comparisons.ts";
import { drilldown } from "./routers/drilldown.ts";
import { executions } from "./routers/executions.ts";
import { fileTables } from "./routers/file-tables.ts";
import { fileUploads } from "./routers/file-uploads.ts";
import { graphBuilds } from "./routers/graph-builds.ts";
import { graphs, schemas } from "./routers/graphs.ts";
import { groups } from "./routers/groups.ts";
import { home } from "./routers/home.ts";
import { kpis } from "./routers/kpis.ts";
import { people } from "./routers/people.ts";
import { relationships } from "./routers/relationships.ts";
import { rulesets } from "./routers/rulesets.ts";
import { sample } from "./routers/sample.ts";
import { sources } from "./routers/sources.ts";
import { sqlPins } from "./routers/sql-pins.ts";
import { createCallerFactory, knowInputs, router } from "./trpc.ts";

export const appRouter = router({
  kpis,
  sqlPins,
  home,
  executions,
  drilldown,
  comparisons,
  graphs,
  schemas,
  sources,
  sample,
  fileUploads,
  fileTables,
  graphBuilds,
  relationships,
  aliases,
  rulesets,
  people,
  apiKeys,
  groups,
  audit,
});
knowInputs(appRouter);
export type AppRouter = typeof appRouter;

/** Calls procedures in process: `createCaller(context).kpis.list({})`. */
export const createCaller = createCallerFactory(appRouter);
export type AppCaller = ReturnType<typeof createCaller>;
