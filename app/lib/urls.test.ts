import { expect, test } from "vitest";
import { localPath, withoutBlanks, withParams } from "./urls.ts";

test("parameters are replaced, kept and taken out", () => {
  expect(withParams("?sort_by=name&page=3", { page: null, search: "a b" })).toBe("?sort_by=name&search=a+b");
  expect(withParams("?page=3", { page: "" })).toBe("");
  expect(withParams("", { page: 2 })).toBe("?page=2");
});

test("a repeated parameter that is not changed stays repeated", () => {
  expect(withParams("?show=A&show=B", { page: 2 })).toBe("?show=A&show=B&page=2");
});

test("blank parameters of a form are dropped, and only then is there a shorter address", () => {
  expect(withoutBlanks(new URLSearchParams("search=&group_name=G&state=+"))).toBe("?group_name=G");
  expect(withoutBlanks(new URLSearchParams("search="))).toBe("");
  expect(withoutBlanks(new URLSearchParams("search=x"))).toBeNull();
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
  "",
  null,
])("an address elsewhere is not gone back to: %s", (text) => {
  expect(localPath(text, "/landing-kpi")).toBe("/landing-kpi");
});

test("a path of this site keeps its query string", () => {
  expect(localPath("/landing-kpi?kpi=1&search=%20x", "/")).toBe("/landing-kpi?kpi=1&search=%20x");
});
