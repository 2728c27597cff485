import { RELATIONSHIP_STATES } from "../../../server/contracts/relationships.ts";
import type { AppCaller } from "../../../server/router.ts";
import { badRequest } from "../../lib/problems.server.ts";

type Change = Omit<Parameters<AppCaller["relationships"]["update"]>[0], "kg_name" | "relationship_id">;

/** Does what a form of the graph's page asks with the joins that it names; rejects as the API does. */
export function changeJoins(api: AppCaller, kg_name: string, form: FormData): Promise<unknown> {
  const ids = form.getAll("relationship_id").map(Number);
  const intent = String(form.get("intent"));
  const status = RELATIONSHIP_STATES.find((state) => state === intent);
  if (status) return api.relationships.decide({ kg_name, relationship_ids: ids, status });
  const one = { kg_name, relationship_id: ids[0] };
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
