import type { listRelationships } from "../../db/queries/graphs.ts";
import type { RelationshipEntry } from "../contracts/relationships.ts";
import { type Evidence, LIKELY } from "../discovery/proposal.ts";
import { endsOf, evidenceOf } from "./graph-model.ts";

export type StoredRelationship = Awaited<ReturnType<typeof listRelationships>>[number];

/** A stored join as the API shows it. */
export function shown(row: StoredRelationship): RelationshipEntry {
  return {
    id: row.id,
    ...endsOf(row),
    type: row.type,
    status: row.status as RelationshipEntry["status"],
    confidence: row.confidence,
    likely: row.status === "proposed" && row.confidence >= LIKELY,
    priority: row.priority,
    excluded: row.excluded === 1,
    origin: row.origin as RelationshipEntry["origin"],
    evidence: describeEvidence(evidenceOf(row)),
  };
}

function describeEvidence(evidence: Evidence | null): RelationshipEntry["evidence"] {
  return (
    evidence && {
      name_score: evidence.nameScore,
      same_type: evidence.sameType,
      values_checked: evidence.valuesChecked,
      containment: evidence.containment,
      exact_containment: evidence.exactContainment,
      reverse_containment: evidence.reverseContainment,
      match: evidence.match,
      target_unique: evidence.targetUnique,
      unique_known: evidence.uniqueKnown,
      source_distinct: evidence.sourceDistinct,
      target_distinct: evidence.targetDistinct,
      rows_per_key: evidence.fanOut,
      sampled: evidence.sampled,
    }
  );
}
