import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { asLiteral } from "./handoff.ts";

test("what a page is given is what its script has, whatever columns and texts are called", () => {
  const data = JSON.parse(
    String.raw`[{"__proto__":7,"b":{"a":1,"__proto__":{"c":2}}},{",\"__proto__":1,"x":"{\"__proto__\":1}","\\":"__proto__:"}]`,
  );
  const json = JSON.stringify(data);
  expect(runInNewContext(`JSON.stringify(${json})`)).not.toBe(json);
  expect(runInNewContext(`JSON.stringify(${asLiteral(json)})`)).toBe(json);
});
