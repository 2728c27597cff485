import fs from "node:fs";
import path from "node:path";
import { spawn } from "@lydell/node-pty";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import { runCommand, runHere } from "./command-process.ts";

/** KPIs out of one real server into files, and into another, by the real command. */

const folder = temporaryFolder();
const at = (...names: string[]) => path.join(folder.path, ...names);
let first: StartedServer;
let second: StartedServer;

beforeAll(async () => {
  [first, second] = await Promise.all([startServer(at("first.db")), startServer(at("second.db"))]);
});

afterAll(async () => {
  await Promise.all([first?.stop(), second?.stop()]);
  folder.remove();
});

const runAt = (server: StartedServer, args: readonly string[]) =>
  runHere(["--server", server.url, "kpis", ...args], {});
/** As a process of its own, so that what it prints and reads goes through the system's streams. */
const startAt = (server: StartedServer, args: readonly string[], stdin?: string) =>
  runCommand(["--server", server.url, "kpis", ...args], {}, stdin);

async function rest(server: StartedServer, method: string, route: string, body?: object) {
  const answer = await fetch(`${server.url}/v1/landing-kpi/kpis${route}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shapes themselves
  return (await answer.json()) as any;
}

async function named(server: StartedServer, name: string) {
  const { kpis } = await rest(server, "GET", "?limit=1000");
  return kpis.find((kpi: { name: string }) => kpi.name === name);
}

function write(name: string, ...lines: string[]): string {
  const file = at(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `landing_kpi_format: 1\n${lines.join("\n")}\n`);
  return file;
}

const contents = (dir: string) =>
  Object.fromEntries(
    fs.readdirSync(dir).map((name) => [name, fs.readFileSync(path.join(dir, name), "utf8")]),
  );

const STRANGE = [
  { name: "yes", nl_definition: "no", description: "null", alias_name: "~", group_name: "123" },
  {
    name: "YES",
    nl_definition: "first line\n   second, with spaces\r\n\tthird: with # and 'all' \"quotes\"",
  },
  { name: "42", nl_definition: "🎉 orders \\ without: customers ".repeat(20), created_by: "ada: admin" },
  { name: "../Größe/é", nl_definition: "- a\n- b\n\n\n---\n...\nc", better: "lower", warning_bound: 0.1 },
  { name: "  Bounds  ", nl_definition: "  x  ", better: "higher", warning_bound: -5, critical_bound: -10.25 },
];

test("what one server exports, another imports, and exports alike to the last letter", async () => {
  for (const kpi of STRANGE) await rest(first, "POST", "", kpi);
  const kept = await named(first, "42");
  await rest(first, "PUT", `/${kept.id}/retention`, { keep_days: 30, keep_runs: 12 });
  const exported = await runAt(first, ["export", "--output", at("kpis")]);
  expect(exported).toMatchObject({ code: 0, err: "" });
  const files = contents(at("kpis"));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(["bounds.yaml", "42.yaml"]));
  expect(files["42.yaml"]).toMatch(
    /^landing_kpi_format: 1\nname: "42"\n[\s\S]*keep_days: 30\nkeep_runs: 12\n/,
  );

  const imported = await runAt(second, ["import", at("kpis"), "--yes"]);
  expect(imported).toMatchObject({ code: 0, err: "" });
  expect(imported.out).toMatch(/\n5 created, 0 changed, 0 not applied\.\n$/);
  expect((await runAt(second, ["export", "--output", at("again")])).code).toBe(0);
  expect(contents(at("again"))).toEqual(files);
  const bounds = await named(second, "Bounds");
  expect(bounds).toMatchObject({
    nl_definition: "x",
    better: "higher",
    warning_bound: -5,
    critical_bound: -10.25,
  });

  const twice = await runAt(second, ["import", at("kpis"), "--yes"]);
  expect(twice).toMatchObject({ code: 0, err: "" });
  expect(twice.out).toMatch(/^0 new, 0 changed, \d+ unchanged\.\n$/);
  expect(await named(second, "Bounds")).toEqual(bounds);
});

test("one file or standard output has all KPIs of a group, and is read from standard input", async () => {
  await rest(first, "POST", "", { name: "Grouped 1", nl_definition: "a", group_name: "Of a group" });
  await rest(first, "POST", "", { name: "Grouped 2", nl_definition: "b", group_name: "Of a group" });
  const printed = await startAt(first, ["export", "--group", "Of a group"]);
  expect(printed.out.match(/^name: .*$/gm)).toEqual(["name: Grouped 1", "name: Grouped 2"]);
  const written = await runAt(first, [
    "export",
    "--group",
    "Of a group",
    "--output",
    at("group.yml"),
    "--json",
  ]);
  expect(JSON.parse(written.out)).toMatchObject({ kpis: 2, files: [at("group.yml")] });
  expect(fs.readFileSync(at("group.yml"), "utf8")).toBe(printed.out);
  const read = await startAt(second, ["import", "-", "--yes"], printed.out);
  expect(read).toMatchObject({ code: 0, err: "" });
  expect(await named(second, "Grouped 2")).toMatchObject({ nl_definition: "b", group_name: "Of a group" });

  expect(await runAt(first, ["export", "--group", "None"])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/^There is no KPI in the group "None"/),
  });
  const over = await runAt(first, ["export", "--output", at("first.db")]);
  expect(over).toMatchObject({
    code: 3,
    err: expect.stringMatching(/first\.db is a file already\. Name a folder/),
  });
  fs.mkdirSync(at("folder"));
  fs.writeFileSync(at("folder", "left.yaml"), "");
  const beside = await runAt(first, ["export", "--group", "Of a group", "--output", at("folder")]);
  expect(beside.err).toBe("Of no KPI of this export, and left as they are: left.yaml.\n");
  expect(fs.readdirSync(at("folder"))).toEqual(["grouped-1.yaml", "grouped-2.yaml", "left.yaml"]);
});

test("the difference is told field by field; a dry run and a missing --yes change nothing", async () => {
  const stored = { name: "Told", nl_definition: "before", description: "stays", group_name: "G" };
  await rest(first, "POST", "", stored);
  const files = [
    write("told.yaml", "name: Told", "nl_definition: after", "group_name: null", "keep_runs: 3"),
    write("fresh.yaml", "name: Fresh", "nl_definition: new"),
  ];
  const before = await named(first, "Told");
  const dry = await runAt(first, ["import", ...files, "--dry-run"]);
  expect(dry).toMatchObject({ code: 0, err: "" });
  const left = dry.out.split("\n").at(-3);
  expect(left).toMatch(/^Only on the server, and left as they are: .*"Bounds"/);
  expect(dry.out).toBe(`new        "Fresh" (${files[1]})
           nl_definition: none -> "new"
changed    "Told" (${files[0]})
           group_name: "G" -> none
           nl_definition: "before" -> "after"
           keep_runs: none -> 3
           Executions that are then no longer kept are deleted for good.
${left}
1 new, 1 changed, 0 unchanged.
`);
  const asked = await startAt(first, ["import", ...files]);
  expect(asked).toMatchObject({ code: 3, out: dry.out });
  expect(asked.err).toMatch(/^Nothing was changed: add --yes/);
  expect(await named(first, "Told")).toEqual(before);
  expect(await named(first, "Fresh")).toBeUndefined();

  const done = await runAt(first, ["import", ...files, "--yes", "--json"]);
  expect(JSON.parse(done.out)).toMatchObject({
    success: true,
    changed: [{ name: "Told", changes: [{ field: "group_name", old: "G", new: null }, {}, {}] }],
    applied: { created: ["Fresh"], changed: ["Told"], refused: [] },
  });
  expect(await named(first, "Told")).toMatchObject({ ...stored, nl_definition: "after", group_name: null });
  const again = JSON.parse((await runAt(first, ["import", ...files, "--yes", "--json"])).out);
  expect(again).toMatchObject({ dry_run: false, applied: { created: [], changed: [], refused: [] } });
  const only = JSON.parse((await runAt(first, ["import", ...files, "--dry-run", "--json"])).out);
  expect(only).toMatchObject({ dry_run: true, applied: null });
  expect(await rest(first, "GET", `/${before.id}/retention`)).toMatchObject({
    keep_days: null,
    keep_runs: 3,
  });
});

describe("nothing is changed where files are wrong", () => {
  const fine = () => write("bad/fine.yaml", "name: Not to be made", "nl_definition: x");
  test.each([
    [
      "a field with a wrong value",
      () => write("bad/a.yaml", "name: 2025", "nl_definition: x"),
      /a\.yaml, line 2, name: Name must be text\. Put it in quotes: "2025"/,
    ],
    [
      "one name in two files",
      () => write("bad/b.yaml", "name: ' Not to be made'", "nl_definition: y"),
      /fine\.yaml, line 2, name: "Not to be made" is a KPI of .*b\.yaml, line 2 already/,
    ],
    [
      "bounds that contradict each other",
      () =>
        write(
          "bad/c.yaml",
          "name: c",
          "nl_definition: x",
          "better: lower",
          "warning_bound: 9",
          "critical_bound: 3",
        ),
      /c\.yaml, line 5, warning_bound: Where lower is better/,
    ],
    [
      "no text, told beside what is wrong in the other files",
      () => {
        write("bad/d.yaml", "name: 5", "nl_definition: x");
        fs.writeFileSync(at("bad/latin.yaml"), Buffer.from([0x61, 0xe9]));
      },
      /d\.yaml, line 2, name: Name must be text\..*\n.*latin\.yaml is no text in UTF-8/,
    ],
  ])("%s", async (_, make, sentence) => {
    fs.rmSync(at("bad"), { recursive: true, force: true });
    fine();
    make();
    const { code, err } = await runAt(first, ["import", at("bad"), "--yes"]);
    expect(code).toBe(3);
    expect(err).toMatch(/^Nothing was changed:\n/);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
    expect(await named(first, "Not to be made")).toBeUndefined();
  });

  test("a path that is not there, a folder without YAML, and what is no text", async () => {
    fs.mkdirSync(at("empty"));
    fs.writeFileSync(at("latin.yaml"), Buffer.from([0x61, 0xe9]));
    const ends = await Promise.all(
      ["none", "empty", "latin.yaml"].map((name) => runAt(first, ["import", at(name)])),
    );
    expect(ends.map(({ code }) => code)).toEqual([3, 3, 3]);
    expect(ends.map(({ err }) => err).join("")).toMatch(
      /no file or folder.*\n.*no file that ends in \.yaml.*\nNothing was changed:\n.*UTF-8/,
    );
  });

  test("a KPI of this name that was deleted", async () => {
    const { kpi } = await rest(first, "POST", "", { name: "Deleted one", nl_definition: "x" });
    await rest(first, "DELETE", `/${kpi.id}`);
    const file = write("deleted.yaml", "name: Deleted one", "nl_definition: y");
    const { code, err } = await runAt(first, ["import", file, fine(), "--yes"]);
    expect(code).toBe(3);
    expect(err).toContain(
      `line 2, name: A deleted KPI is called "Deleted one" (number ${kpi.id}). Restore it`,
    );
    expect(await named(first, "Not to be made")).toBeUndefined();
  });
});

/** The command at a terminal; `answer` is typed when it asks, after `meanwhile`. */
async function atTerminal(args: readonly string[], answer: string, meanwhile: () => Promise<unknown>) {
  const terminal = spawn(process.execPath, ["server/cli/main.ts", "--server", first.url, "kpis", ...args], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: { ...process.env, ADMIN_TOKEN: "", LANDING_KPI_API_KEY: "" },
    cols: 200,
  });
  let shown = "";
  let asked = false;
  terminal.onData((text) => {
    shown += text;
    if (asked || !shown.includes("Apply this? (yes or no)")) return;
    asked = true;
    void meanwhile().finally(() => terminal.write(answer));
  });
  const code = await new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  return { shown, code };
}

describe("at a terminal", () => {
  test("it is applied after yes, and after anything else it is not", async () => {
    const file = write("asked.yaml", "name: Asked", "nl_definition: x");
    for (const answer of ["no\r", "\u0003", "\u0004"]) {
      const { shown, code } = await atTerminal(["import", file], answer, async () => {});
      expect(code).toBe(3);
      expect(shown).toContain("Nothing was changed.");
    }
    expect(await named(first, "Asked")).toBeUndefined();
    const { shown, code } = await atTerminal(["import", file], "yes\r", async () => {});
    expect(code).toBe(0);
    expect(shown).toContain("1 created, 0 changed, 0 not applied.");
    expect(await named(first, "Asked")).toMatchObject({ nl_definition: "x" });
  });

  test("what others saved while it asked is not overwritten, and the rest is applied", async () => {
    const names = ["Stale", "Stale limits", "Stale new", "Not stale"];
    const [stale, limits, , other] = await Promise.all(
      names.map(async (name) =>
        name === "Stale new" ? null : (await rest(first, "POST", "", { name, nl_definition: "a" })).kpi,
      ),
    );
    const text = (name: string, ...more: string[]) => [
      "---",
      "landing_kpi_format: 1",
      `name: ${name}`,
      ...more,
    ];
    fs.writeFileSync(
      at("stale.yaml"),
      [
        ...text("Stale", "nl_definition: mine"),
        ...text("Stale limits", "nl_definition: a", "keep_runs: 1"),
        ...text("Stale new", "nl_definition: mine"),
        ...text("Not stale", "nl_definition: mine"),
      ].join("\n"),
    );
    const { shown, code } = await atTerminal(["import", at("stale.yaml")], "y\r", async () => {
      await rest(first, "PUT", `/${stale.id}`, { nl_definition: "theirs" });
      await rest(first, "PUT", `/${limits.id}/retention`, { keep_days: null, keep_runs: 99 });
      await rest(first, "POST", "", { name: "Stale new", nl_definition: "theirs" });
    });
    expect(code).toBe(2);
    expect(shown).toContain("0 created, 1 changed, 3 not applied.");
    expect(shown.match(/It was changed on the server since it was compared/g)).toHaveLength(2);
    expect(shown).toMatch(
      /"Stale new" .*: The server has a KPI of this name that was not there to compare with/,
    );
    expect(await named(first, "Stale")).toMatchObject({ nl_definition: "theirs" });
    expect(await named(first, "Stale new")).toMatchObject({ nl_definition: "theirs" });
    expect(await named(first, "Not stale")).toMatchObject({ id: other.id, nl_definition: "mine" });
    expect(await rest(first, "GET", `/${limits.id}/retention`)).toMatchObject({ keep_runs: 99 });
  });
});
