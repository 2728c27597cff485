import type { z } from "zod";
import { deleteSqlPin, findSqlPin, putSqlPin } from "../../../db/queries/sql-pins.ts";
import type { KpiRow } from "../../../db/schema/kpi-definitions.ts";
import type { Db } from "../../../db/schema/store.ts";
import type {
  SqlAcceptRequest,
  SqlPin,
  SqlReviewRequest,
  SqlReviewResponse,
} from "../../contracts/sql-pins.ts";
import type { Refused } from "../../engine/result.ts";
import { AppError } from "../../errors.ts";
import { readExact, writeExact } from "../exact-json.ts";
import { describeReading } from "../execution-record.ts";
import type { GraphService, RunTarget } from "../graphs.ts";
import { requireKpi } from "../kpis.ts";
import { engineRequest } from "../reading.ts";
import { fingerprintOf, type KeptQuery, movingDatesOf, queryOn } from "./kept-query.ts";
import { placeOf } from "./place.ts";
import { toPinState } from "./state.ts";

/** SQL that people have reviewed: runs of its KPI then send exactly it. */
export interface SqlPinService {
  /** What is accepted; null when nothing is. */
  get(kpiId: number): Promise<SqlPin | null>;
  /** What the definition is compiled to now, to be accepted or not; nothing is stored. */
  review(request: SqlReviewRequest): Promise<Omit<z.infer<typeof SqlReviewResponse>, "success" | "message">>;
  /** Keeps what the definition is compiled to now, in place of what was accepted before. */
  accept(request: SqlAcceptRequest, by: string | null): Promise<SqlPin>;
  remove(kpiId: number): Promise<void>;
}

interface Read {
  readonly kpi: KpiRow;
  readonly target: RunTarget;
  readonly kept: KeptQuery | Refused;
}

export function createSqlPinService(db: Db, graphs: GraphService, today: () => string): SqlPinService {
  const read = async (request: SqlReviewRequest): Promise<Read> => {
    const kpi = await requireKpi(db, request.kpi_id);
    const target = await graphs.runTarget(request);
    const kept = await graphs.ask("keep", target.part, engineRequest(asked(kpi, target, request)));
    return { kpi, target, kept };
  };

  const asked = (kpi: KpiRow, target: RunTarget, request: SqlReviewRequest) => ({
    ...{ definition: kpi.nl_definition, target, today: today(), limit: 1 },
    excludedFields: request.excluded_fields ?? [],
    minConfidence: request.min_confidence,
    useLlm: false,
  });

  const stored = async (kpiId: number): Promise<SqlPin | null> => {
    const row = await findSqlPin(db, kpiId);
    if (!row) return null;
    const kept = readExact<KeptQuery>(row.query);
    const { readableSql, explanation } = queryOn(kept, today(), SHOWN_LIMIT);
    const { kpi_id, nl_definition, select_schema, ruleset_name, ruleset_version, db_type, source_name } = row;
    return {
      ...toPinState(row),
      ...{ kpi_id, nl_definition, select_schema, ruleset_name, ruleset_version, db_type, source_name },
      excluded_fields: JSON.parse(row.excluded_fields) as string[],
      reading: explanation.reading,
      generated_sql: readableSql,
      moving_dates: movingDatesOf(kept, today()),
      fingerprint: fingerprintOf(kept),
    };
  };

  return {
    async get(kpiId) {
      await requireKpi(db, kpiId);
      return stored(kpiId);
    },

    async review(request) {
      const { kpi, target, kept } = await read(request);
      const accepted = await stored(kpi.id);
      const isRefused = "ok" in kept;
      const result = isRefused ? kept : queryOn(kept, today(), SHOWN_LIMIT);
      const offer = isRefused
        ? await graphs.ask("offerJoins", target.part, engineRequest(asked(kpi, target, request)), kept)
        : null;
      const { confidence_score, explanation, diagnostics, generated_sql } = describeReading(result, offer);
      const { kg_name, kg_version, select_schema, ruleset_name, db_type, source_name } = placeOf(
        target,
        null,
      );
      const fingerprint = isRefused ? null : fingerprintOf(kept);
      return {
        review: {
          ...{ kpi_version: kpi.version, nl_definition: kpi.nl_definition },
          ...{ kg_name, kg_version, select_schema, ruleset_name, db_type, source_name },
          ...{ confidence_score, explanation, diagnostics, generated_sql, fingerprint },
          moving_dates: isRefused ? [] : movingDatesOf(kept, today()),
          is_accepted: accepted?.fingerprint === fingerprint,
        },
        pin: accepted,
      };
    },

    async accept(request, by) {
      const { kpi, target, kept } = await read(request);
      if ("ok" in kept)
        throw new AppError(
          "conflict",
          `The definition gives no SQL that could be accepted. ${kept.diagnostics[0].message}`,
        );
      if (request.fingerprint && request.fingerprint !== fingerprintOf(kept))
        throw new AppError(
          "conflict",
          "The definition gives other SQL by now than what was reviewed. Look at it again, then accept it.",
          { fieldErrors: [{ field: "fingerprint", message: "Is that of other SQL." }] },
        );
      await putSqlPin(db, {
        ...{ kpi_id: kpi.id, kpi_version: kpi.version, nl_definition: kpi.nl_definition, accepted_by: by },
        ...placeOf(target, request.excluded_fields),
        query: writeExact(kept),
      });
      return (await stored(kpi.id)) as SqlPin;
    },

    async remove(kpiId) {
      await requireKpi(db, kpiId);
      if (!(await deleteSqlPin(db, kpiId)))
        throw new AppError("not_found", "No SQL of this KPI is accepted: its runs read the definition.");
    },
  };
}

/** Shown as of a run with the limit that runs have unless they say otherwise. */
const SHOWN_LIMIT = 1000;
