import { expect, test } from "vitest";
import {
  LEAST_WIDTH,
  MOST_WIDTH,
  possibleWidth,
  readWidthFields,
  sizedAs,
  USUAL_WIDTH,
  widthFields,
  widthsOf,
  withWidths,
} from "./column-widths.ts";

test("a column is never too narrow to be taken hold of, nor wider than a screen", () => {
  expect([possibleWidth(-5), possibleWidth(99.6), possibleWidth(1e9)]).toEqual([
    LEAST_WIDTH,
    100,
    MOST_WIDTH,
  ]);
});

test("contents decide until a column of the table is sized", () => {
  expect(widthsOf(["Material", "Plant"], {})).toBeNull();
  expect(widthsOf(["Material", "Plant"], { Elsewhere: 90 })).toBeNull();
  expect(widthsOf(["Material", "constructor"], { Material: 90 })).toEqual([90, USUAL_WIDTH]);
});

test("widths go through a form as they are, and what is no width is left out", () => {
  const widths = { Material: 90, "width.of it": 120, 数量: 200 };
  const form = new FormData();
  for (const [name, value] of widthFields(widths)) form.append(name, value);
  form.append("width.Plant", "wide");
  form.append("width.Batch", "4");
  form.append("Plant", "100");
  expect(readWidthFields(form)).toEqual(widths);
});

test("the widths given last are remembered when there is no room for all", () => {
  const before = Object.fromEntries(
    Array.from({ length: 100 }, (_, n) => [`A column with a long name ${n}`, 100]),
  );
  const now = withWidths(before, { "A column with a long name 0": 300, Material: 90 });
  expect(now).toMatchObject({
    "A column with a long name 0": 300,
    "A column with a long name 99": 100,
    Material: 90,
  });
  expect(now).not.toHaveProperty(["A column with a long name 1"]);
  expect(Buffer.from(JSON.stringify(now)).toString("base64").length).toBeLessThan(3_900);
});

test("a table of given widths scrolls with the page as long as it fits the narrowest desk", () => {
  expect(sizedAs([600, 550])).toEqual({ width: 1150, kind: "narrow" });
  expect(sizedAs([600, 551])).toEqual({ width: 1151, kind: "wide" });
});
