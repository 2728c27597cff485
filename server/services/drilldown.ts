import type { Db } from "../../db/schema/store.ts";
import type { DrilldownQuery, DrilldownResponse } from "../contracts/drilldown.ts";
import { hasGroups } from "./group-rows.ts";
import { requireKpi } from "./kpis.ts";
import type { RowSearch } from "./row-search.ts";
import { selectRows } from "./row-selection.ts";
import { readInTurns, toRecord } from "./stored-rows.ts";
import { keptFirstRows, type RestOfRows, restOfRows } from "./whole-query.ts";

export interface DrilldownService {
  /** `signal` ends the search when nobody waits for the page any more. */
  page(query: DrilldownQuery, signal?: AbortSignal): Promise<Omit<DrilldownResponse, "success">>;
}

export function createDrilldownService(db: Db, search: RowSearch): DrilldownService {
  return {
    async page(query, signal) {
      const { execution, columns, selection, filters_read } = await selectRows(db, query);
      const part = { offset: (query.page - 1) * query.page_size, length: query.page_size };
      const { total: total_records, numbers } = await search.select(
        selection,
        execution.number_of_records,
        part,
        signal,
      );
      const names = columns.map((column) => column.name);
      const data: DrilldownResponse["data"] = [];
      for await (const rows of readInTurns(db, execution.id, numbers))
        data.push(...rows.map((cells) => toRecord(names, cells)));
      return {
        execution_id: execution.id,
        kpi_name: (await requireKpi(db, execution.kpi_id)).name,
        total_records,
        page: query.page,
        page_size: query.page_size,
        total_pages: Math.ceil(total_records / query.page_size),
        data,
        row_numbers: [...numbers],
        columns: names,
        generated_sql: execution.generated_sql ?? "",
        stored_records: execution.number_of_records,
        source_records: execution.total_records,
        live: keptFirstRows(execution) ? { problem: problemOf(restOfRows(execution)) } : null,
        has_groups: hasGroups(execution),
        numeric_columns: columns.filter((column) => column.numeric).map((column) => column.name),
        filters_read,
      };
    },
  };
}

function problemOf(rest: RestOfRows): string | null {
  return rest.ok ? null : rest.problem;
}
