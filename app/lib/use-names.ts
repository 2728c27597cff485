import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { loader } from "../routes/graphs.$name.names_.search.tsx";
import { type NamesQuery, namesSearchPath } from "./names-query.ts";

const DEBOUNCE_MS = 250;

/** What a search for names of a graph found last; undefined before the first answer, or while nothing is asked for. */
export function useNames(graph: string, query: Partial<NamesQuery>, wanted = true) {
  const { load, data } = useFetcher<typeof loader>();
  const path = namesSearchPath(graph, query);
  const typed = Boolean(query.q);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => load(path), typed ? DEBOUNCE_MS : 0);
    return () => clearTimeout(timer);
  }, [path, typed, wanted, load]);
  return wanted ? data : undefined;
}
