import type { DrilldownResponse } from "../../server/contracts/drilldown.ts";
import { formatCount, formatQuantity } from "./format.ts";

type Counts = Pick<
  DrilldownResponse,
  "page" | "page_size" | "data" | "total_records" | "stored_records" | "source_records"
>;

/** "Showing 1 to 50 of 437 records", or "Showing 1 to 50 of 1,000 stored; 48,211 in all". */
export function countSentence(records: Counts): string {
  const { page, page_size, data, total_records, stored_records, source_records } = records;
  const first = (page - 1) * page_size + 1;
  const last = first + data.length - 1;
  const range = data.length === 0 ? "none" : `${formatCount(first)} to ${formatCount(last)}`;
  const matching = total_records === stored_records ? "" : ` of ${formatCount(total_records)} that match`;
  const complete = source_records === null || source_records === stored_records;
  const stored = complete
    ? formatQuantity(stored_records, "record")
    : `${formatCount(stored_records)} stored; ${formatCount(source_records)} in all`;
  return `Showing ${range}${matching} of ${stored}`;
}
