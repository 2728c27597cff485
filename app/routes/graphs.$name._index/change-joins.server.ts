import { RELATIONSHIP_STATES } from "../../../server/contracts/relationships.ts";
import type { AppCaller } from "../../../server/router.ts";
import { attempt, badRequest } from "../../lib/problems.server.ts";

type Change = Omit<Parameters<AppCaller["relationships"]["update"]>[0], "kg_name" | "relationship_id">;

/** What the form that adds a join is answered with; status 201 when it is added. */
export interface AddAnswer {
  readonly status: number;
  readonly join: string;
  readonly message: string | undefined;
  readonly error: string | undefined;
  /** What a sentence is understood to be, which is not kept yet. */
  readonly understood: Awaited<ReturnType<AppCaller["relationships"]["read"]>> | null;
}

/** Adds a join that is written as ends; of one in English it tells first what is understood. */
export async function addJoin(api: AppCaller, kg_name: string, join: string): Promise<AddAnswer> {
  const read = await attempt(api.relationships.read({ kg_name, join }));
  const asked = { join, message: undefined, error: undefined, understood: null };
  if (read.ok && !read.value.written) return { ...asked, status: 200, understood: read.value };
  const added = read.ok ? await attempt(api.relationships.add({ kg_name, join })) : read;
  if (added.ok) return { ...asked, status: 201 };
  const { status, message, fields } = added.failure;
  return { ...asked, status, message, error: fields.join };
}

/** Does what a form of the graph's page asks with the joins that it names; rejects as the API does. */
export function changeJoins(api: AppCaller, kg_name: string, form: FormData): Promise<unknown> {
  const ids = form.getAll("relationship_id").map(Number);
  const intent = String(form.get("intent"));
  const status = RELATIONSHIP_STATES.find((state) => state === intent);
  if (status) return api.relationships.decide({ kg_name, relationship_ids: ids, status });
  const one = { kg_name, relationship_id: ids[0] ?? Number.NaN };
  if (intent === "delete") return api.relationships.delete(one);
  if (intent === "measure") return api.relationships.measure(one);
  const changes: Readonly<Record<string, Change>> = {
    priority: { priority: String(form.get("priority") ?? "") },
    exclude: { excluded: true },
    include: { excluded: false },
  };
  const change = Object.hasOwn(changes, intent) ? changes[intent] : undefined;
  if (!change) throw badRequest("The page of a knowledge graph takes no such form.");
  return api.relationships.update({ ...one, ...change });
}
