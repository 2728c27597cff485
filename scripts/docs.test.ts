import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DIAGNOSTIC_CODES } from "../server/engine/result.ts";
import { openApiDocument } from "../server/http/openapi.ts";
import { inRoot } from "./project.mjs";

const read = (path: string) => readFileSync(inRoot(path), "utf8");

const pages = ["README.md", ...readdirSync(inRoot("docs"), { recursive: true }).map((name) => `docs/${name}`)]
  .filter((path) => path.endsWith(".md"))
  .map((path) => ({ path, text: read(path) }));
const everything = pages.map(({ text }) => text).join("\n");

/** Whether the name stands in the documentation as code: alone in backticks, or as a word in a code block. */
const isDocumented = (name: string) => new RegExp(`(?<![\\w-])${name}(?![\\w:-])`).test(everything);

const variables = [
  ...new Set(
    [...read("server/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => String(name)),
  ),
];

describe("the documentation names", () => {
  it("the settings that the server reads", () => {
    expect(variables).toContain("LANDING_KPI_DB");
  });

  it.each(variables)("the environment variable %s, in .env.example too unless it is Node's own", (name) => {
    expect(everything).toContain(`\`${name}\``);
    if (name !== "NODE_ENV") expect(read(".env.example")).toMatch(new RegExp(`^#?${name}=`, "m"));
  });

  it.each(Object.keys(JSON.parse(read("package.json")).scripts))("the command npm run %s", (script) => {
    const short = ["start", "test"].includes(script) ? `npm ${script}` : `npm run ${script}`;
    expect(isDocumented(short)).toBe(true);
  });

  it.each(DIAGNOSTIC_CODES)("the diagnostic %s", (code) => {
    expect(everything).toContain(`\`${code}\``);
  });

  it.each(Object.entries(openApiDocument().paths ?? {}))(
    "the REST path %s with its methods",
    (path, item) => {
      for (const method of Object.keys(item ?? {})) {
        expect(everything).toContain(`\`${method.toUpperCase()} ${path}\``);
      }
    },
  );
});

describe("a link to a file of the repository", () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => [path, match[1] as string] as const),
  );
  it.each(links)("in %s leads to %s, which exists", (path, target) => {
    const url = new URL(target, new URL(path, `file://${inRoot("")}`));
    expect(existsSync(url)).toBe(true);
  });
});
