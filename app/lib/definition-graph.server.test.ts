import { expect, test } from "vitest";
import { problemWith } from "./definition-graph.server.ts";

test("a graph that is there is no problem", () => {
  expect(problemWith("SHOP", ["KG_101", "SHOP"])).toBeUndefined();
});

test("of a graph that is not there one reads which there are, as many as fit a sentence", () => {
  expect(problemWith("X", ["KG_101", "SHOP"])).toBe(
    "There is no knowledge graph “X”. Choose one of KG_101 and SHOP.",
  );
  expect(problemWith("X", ["KG_101"])).toBe("There is no knowledge graph “X”. The only one is KG_101.");
  expect(problemWith("X", [])).toContain("no other yet. Make one from a source first.");
  const many = Array.from({ length: 10 }, (_, n) => `G${n}`);
  expect(problemWith("X", many)).toMatch(/one of G0, .*G7, and 2 more\.$/);
});
