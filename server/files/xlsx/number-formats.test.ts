import { describe, expect, it } from "vitest";
import { formatOf } from "./number-formats.ts";

describe("a number format", () => {
  const DATE = { date: true, time: false };
  const TIME = { date: false, time: true };
  const PLAIN = { date: false, time: false };

  it("means a date, a time, or both by its letters", () => {
    for (const code of ["yyyy-mm-dd", "d/m/yy;@", "mmm", "[$-407]dddd, d. mmmm yyyy", "[Red]d-mmm"]) {
      expect([code, formatOf(code)]).toEqual([code, DATE]);
    }
    for (const code of ["h:mm", "mm:ss.0", "[h]:mm", "[mm]:ss", "h AM/PM"]) {
      expect([code, formatOf(code)]).toEqual([code, TIME]);
    }
    expect(formatOf("yyyy-mm-dd hh:mm:ss")).toEqual({ date: true, time: true });
  });

  it("means a number whatever its quotes, colours and currencies spell", () => {
    for (const code of [
      "General",
      "0.00",
      '0 "days"',
      "[Red]0.00;[Yellow]-0",
      "[$USD] #,##0",
      "\\d0",
      "0.00E+00",
      "#,##0_);(#,##0)",
    ]) {
      expect([code, formatOf(code)]).toEqual([code, PLAIN]);
    }
  });
});
