import { expect, test } from "vitest";
import { countSentence } from "./count-sentence.ts";

const rows = (count: number) => Array.from({ length: count }, () => ({}));

test.each([
  [
    "a first page of everything",
    { page: 1, data: rows(50), total_records: 437, stored_records: 437, source_records: 437 },
    "Showing 1 to 50 of 437 records",
  ],
  [
    "more in the source than stored",
    { page: 20, data: rows(50), total_records: 1000, stored_records: 1000, source_records: 48_211 },
    "Showing 951 to 1,000 of 1,000 stored; 48,211 in all",
  ],
  [
    "a filter",
    { page: 1, data: rows(7), total_records: 7, stored_records: 437, source_records: null },
    "Showing 1 to 7 of 7 that match of 437 records",
  ],
  [
    "no records",
    { page: 1, data: [], total_records: 0, stored_records: 0, source_records: 0 },
    "Showing none of 0 records",
  ],
])("%s is counted in one sentence", (_name, counts, sentence) => {
  expect(countSentence({ page_size: 50, ...counts })).toBe(sentence);
});
