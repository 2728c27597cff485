import { expect, test } from "vitest";
import { namesInPath, rulePath, rulesetPath } from "./ruleset-paths.ts";

test.each(["a/b", "50 % off?#top", "%2F", "quote \" and ' and <b>", "Größe\\Ω +1&2", ".. and so on"])(
  "the name %j is the same after its address is read",
  (name) => {
    const read = (path: string) => namesInPath(new URL(path, "http://localhost").href);
    expect(read(rulePath(name, name, name))).toEqual({ kg_name: name, ruleset_name: name, rule_name: name });
    expect(read(rulesetPath(name, name, "/delete"))).toMatchObject({ kg_name: name, ruleset_name: name });
  },
);

test("an address that is no encoding of any text is read as it is", () => {
  expect(namesInPath("http://localhost/graphs/g/rulesets/%E0%A4%A").ruleset_name).toBe("%E0%A4%A");
});
