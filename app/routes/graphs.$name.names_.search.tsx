import { json, type LoaderFunctionArgs } from "@remix-run/node";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import type { NamesResponse } from "../../server/contracts/graph-names.ts";
import { namesInput, readNamesQuery } from "../lib/names-query.ts";
import { attempt } from "../lib/problems.server.ts";
import { isUnreachable } from "../lib/reach-server.ts";

/** What the search was for, and what it found or why it found nothing. */
interface NamesFound {
  readonly q: string;
  readonly names: NamesResponse | null;
  readonly message: string;
}

/** Of each kind, where all are searched. */
const NAMES_A_KIND = 10;

/** A search beside a form: whatever goes wrong is said there, so that the form stays. */
export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const query = readNamesQuery(new URL(request.url).searchParams);
  const q = query.q ?? "";
  const all = namesInput(params.name ?? "", query);
  const input = query.kind ? { ...all, columns_per_table: 0 } : { ...all, page_size: NAMES_A_KIND };
  const found = await attempt(api.graphs.names(input));
  if (found.ok) return json<NamesFound>({ q, names: found.value, message: "" });
  const { fields, message, status } = found.failure;
  const reasons = Object.values(fields).join(" ");
  return json<NamesFound>({ q, names: null, message: reasons || message }, { status });
}

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs): Promise<NamesFound> {
  try {
    return await serverLoader<NamesFound>();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const message =
      "The server cannot be reached. Check that it runs and that you are connected, then search again.";
    return { q: "", names: null, message };
  }
}
