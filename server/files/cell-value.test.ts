import { describe, expect, it } from "vitest";
import { storedValue } from "./cell-value.ts";

describe("the value that is stored for a cell", () => {
  it("is exactly the text of a text column", () => {
    expect(storedValue(" 00042 ", { kind: "text" })).toBe(" 00042 ");
  });

  it("is a whole number, of 64 bits at most, whatever stands in front", () => {
    const integer = (text: string, notation: "point" | "comma" = "point") =>
      storedValue(text, { kind: "integer", notation });
    expect(integer(" 42 ")).toBe(42);
    expect(integer("00042")).toBe(42);
    expect(integer("+7")).toBe(7);
    expect(integer("1.234", "comma")).toBe(1234);
    expect(integer("9223372036854775807")).toBe(9223372036854775807n);
    expect(integer("9223372036854775808")).toBeUndefined();
    expect(integer("1.234")).toBeUndefined();
    expect(integer("1,23,456")).toBeUndefined();
  });

  it("is a decimal that keeps its digits", () => {
    const decimal = (text: string, notation: "point" | "comma" = "point") =>
      storedValue(text, { kind: "decimal", notation });
    expect(decimal("0.1")).toBe(0.1);
    expect(decimal("1.234,50", "comma")).toBe(1234.5);
    expect(decimal("1,5")).toBeUndefined();
    expect(decimal("0.1234567890123456789")).toBeUndefined();
    expect(decimal("1e-05")).toBe(0.00001);
    expect(decimal("1.5e+999")).toBeUndefined();
    expect(decimal("-")).toBeUndefined();
    expect(decimal("NaN")).toBeUndefined();
  });

  it("is 1 or 0 for what means true or false", () => {
    const boolean = (text: string) => storedValue(text, { kind: "boolean" });
    expect(["TRUE", "ja", "1"].map(boolean)).toEqual([1, 1, 1]);
    expect(["falsch", "No", "0"].map(boolean)).toEqual([0, 0, 0]);
    expect(boolean("2")).toBeUndefined();
  });

  it("is an ISO date or a date with time", () => {
    expect(storedValue("1.2.2024", { kind: "date", order: "dmy" })).toBe("2024-02-01");
    expect(storedValue("2024-02-01 00:00:00", { kind: "date", order: "ymd" })).toBe("2024-02-01");
    expect(storedValue("2024-02-01 10:00", { kind: "date", order: "ymd" })).toBeUndefined();
    expect(storedValue("1/2/2024 12:05 AM", { kind: "datetime", order: "mdy" })).toBe("2024-01-02 00:05:00");
    expect(storedValue("2024-01-02", { kind: "datetime", order: "ymd" })).toBe("2024-01-02 00:00:00");
    expect(storedValue("2024-01-02T10:00:00.250+02:00", { kind: "datetime", order: "ymd" })).toBe(
      "2024-01-02 10:00:00.250+02:00",
    );
    expect(storedValue("2024-01-02 10:00-0530", { kind: "datetime", order: "ymd" })).toBe(
      "2024-01-02 10:00:00-05:30",
    );
    expect(storedValue("1900-02-29", { kind: "date", order: "ymd" })).toBeUndefined();
    expect(storedValue("2024-01-02 24:00", { kind: "datetime", order: "ymd" })).toBeUndefined();
  });

  it("is nothing for spaces, except in a text column", () => {
    expect(storedValue("  ", { kind: "date", order: "ymd" })).toBeNull();
    expect(storedValue("  ", { kind: "text" })).toBe("  ");
  });
});
