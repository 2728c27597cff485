import { withParams } from "./urls.ts";

/** In the address of the form for a new KPI: the KPI that it begins as a copy of. */
export const COPY_OF = "copy_of";

/** The address of that form, over the list as `search` says it. Apart from the form: the list must not load that too. */
export function copyPath(kpiId: number, search: string): string {
  return `/landing-kpi/new${withParams(search, { [COPY_OF]: kpiId })}`;
}
