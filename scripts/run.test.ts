import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "./project.mjs";

const run = (...args: string[]) =>
  spawnSync(process.execPath, [inRoot("scripts/run.mjs"), ...args], { encoding: "utf8" });

describe("the tasks", () => {
  it("are exactly the npm scripts", () => {
    const { scripts } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
    const names = /there are (.*)\.\n/.exec(run("unheard-of").stderr)?.[1]?.split(", ");
    expect(names).toEqual(expect.arrayContaining(Object.keys(scripts)));
    expect(names).toHaveLength(Object.keys(scripts).length);
    for (const name of Object.keys(scripts)) expect(scripts[name]).toBe(`node scripts/run.mjs ${name}`);
  });

  it("are named when an unknown one is asked for, in one sentence and without a stack", () => {
    const { status, stderr } = run("unheard-of");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no task "unheard-of"; there are [^\n]*\n$/);
  });
});
