import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { spawn } from "@lydell/node-pty";
import type { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SOURCE_TYPES } from "../../contracts/sources.ts";
import { temporaryFolder } from "../../testing/started-server.ts";
import { runHere } from "../command-process.ts";
import { program } from "../program.ts";

/** The scripts in the shells themselves, against what the program knows. */

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

const folder = temporaryFolder();
const script = (shell: Shell) => path.join(folder.path, `script.${shell}`);

beforeAll(async () => {
  for (const shell of SHELLS) {
    const { code, out } = await runHere(["completion", shell], {});
    expect(code).toBe(0);
    fs.writeFileSync(script(shell), out);
  }
});

afterAll(() => folder.remove());

function hasShell(shell: Shell): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

function printed(shell: Shell, code: string): string[] {
  const options = { encoding: "utf8", cwd: folder.path } as const;
  const { stdout, stderr } = spawnSync(shell, ["-c", code], options);
  expect(stderr).toBe("");
  return stdout.split("\n").slice(0, -1);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(" ");
}

/** What each shell offers for the last of the words; the earlier ones are the line before it. */
const OFFERED: Readonly<Record<Shell, (lines: readonly (readonly string[])[]) => string[][]>> = {
  bash: (lines) =>
    answers(
      "bash",
      `source '${script("bash")}'
       offer() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _landing_kpi; printf '%s\\n' "\${COMPREPLY[@]}"; }`,
      lines.map((words) => `offer ${quoted(words)}`),
    ),
  // What the completion system of zsh does with it can be seen at a terminal only.
  zsh: (lines) =>
    answers(
      "zsh",
      `autoload -Uz compinit; compinit -u -D; source '${script("zsh")}'
       offer() { _landing_kpi_candidates "\${@:2}" | while IFS=$'\\t' read -r text means; do
         [[ $text == "\${@[-1]}"* ]] && print -r -- $text; done }`,
      lines.map((words) => `offer ${quoted(words)}`),
    ),
  fish: (lines) =>
    answers(
      "fish",
      `source '${script("fish")}'`,
      lines.map((words) => `complete -C '${words.join(" ")}' | string replace -r '\\t.*' ''`),
    ),
};

function answers(shell: Shell, before: string, asked: readonly string[]): string[][] {
  const all = printed(shell, [before, ...asked.map((ask) => `${ask}\necho "--end"`)].join("\n"));
  const found: string[][] = [[]];
  for (const line of all)
    if (line === "--end") found.push([]);
    else if (line !== "") found.at(-1)?.push(line);
  return found.slice(0, -1).map((each) => each.toSorted());
}

interface Known {
  readonly words: readonly string[];
  readonly command: Command;
}

/** Each command with the words that lead to it. */
function allCommands(): Known[] {
  const below = (command: Command, words: readonly string[]): Known[] => [
    { words, command },
    ...command.commands.flatMap((each) => below(each, [...words, each.name()])),
  ];
  return below(program(process), ["landing-kpi"]);
}

test("each script is printed, as a document too, and says how to install it", async () => {
  const { out } = await runHere(["completion", "bash", "--json"], {});
  expect(JSON.parse(out)).toEqual({
    shell: "bash",
    script: fs.readFileSync(script("bash"), "utf8").replace(/\n$/, ""),
  });
  const help = await runHere(["completion", "--help"], {});
  for (const shell of SHELLS) expect(help.out).toContain(`npx landing-kpi completion ${shell} > ~/.`);
  expect(await runHere(["completion", "tcsh"], {})).toMatchObject({
    code: 3,
    err: expect.stringContaining("Allowed choices are bash, zsh, fish"),
  });
});

for (const shell of SHELLS)
  test.skipIf(!hasShell(shell))(`${shell} offers the program's own commands, options and values`, () => {
    const known = allCommands();
    expect(known.length).toBeGreaterThan(30);
    const groups = known.filter(({ command }) => command.commands.length > 0);
    expect(OFFERED[shell](groups.map(({ words }) => [...words, ""]))).toEqual(
      groups.map(({ command }) => [...command.commands.map((each) => each.name()), "help"].toSorted()),
    );
    const everywhere = ["--help", "--json", "--server", "--version"];
    expect(OFFERED[shell](known.map(({ words }) => [...words, "--"]))).toEqual(
      known.map(({ command }) =>
        [...new Set([...command.options.map(({ long }) => long ?? ""), ...everywhere])].toSorted(),
      ),
    );
    const withChoices = known.flatMap(({ words, command }) =>
      command.options.flatMap(({ long, argChoices }) =>
        long && argChoices ? [{ words: [...words, long], choices: argChoices }] : [],
      ),
    );
    expect(withChoices.length).toBeGreaterThan(7);
    expect(OFFERED[shell](withChoices.map(({ words }) => [...words, ""]))).toEqual(
      withChoices.map(({ choices }) => choices.toSorted()),
    );
  });

const PLACES: readonly (readonly [words: string, offered: readonly string[]])[] = [
  ["landing-kpi s", ["sources"]],
  ["landing-kpi sources add --t", ["--tls", "--type"]],
  ["landing-kpi sources add Shop --type sq", ["sqlite", "sqlserver"]],
  // A value is no command, and a value that begins like an option is one.
  ["landing-kpi --server files sources ed", ["edit"]],
  ["landing-kpi executions rows 3 --search --page --pa", ["--page", "--page-size"]],
  // Values of such an option go on up to the next option.
  ["landing-kpi preview text --schema a b --js", ["--json"]],
  ["landing-kpi kpis execute 7 --schema a b", []],
  ["landing-kpi completion ", ["bash", "fish", "zsh"]],
  ["landing-kpi completion bash ", ["--help", "--json", "--server", "--version"]],
  ["landing-kpi executions list 3 ", ["--help", "--json", "--limit", "--server", "--version"]],
  ["landing-kpi surces ed", []],
];

for (const shell of SHELLS)
  test.skipIf(!hasShell(shell))(`${shell} knows where in a line it is`, () => {
    expect(OFFERED[shell](PLACES.map(([line]) => line.split(" ")))).toEqual(
      PLACES.map(([, offered]) => offered),
    );
  });

test("bash completes after npx, after = and after addresses, all of which it divides", () => {
  const lines = [
    ["npx", "landing-kpi", "kpis", "ex"],
    ["npx", "land"],
    ["npx", "playwright", "te"],
    ["landing-kpi", "sources", "add", "--type", "="],
    ["landing-kpi", "sources", "add", "--type", "=", "sqlit"],
    ["landing-kpi", "--server", "http", ":", "//127.0.0.1", ":", "3000", "sources", "ed"],
  ];
  expect(OFFERED.bash(lines)).toEqual([
    ["execute", "export"],
    ["landing-kpi"],
    [],
    [...SOURCE_TYPES].toSorted(),
    ["sqlite"],
    ["edit"],
  ]);
  const asked = `complete -F other npx; source '${script("bash")}'; complete -p npx landing-kpi`;
  expect(printed("bash", asked)).toEqual([
    "complete -F other npx",
    "complete -o default -F _landing_kpi landing-kpi",
  ]);
});

test.skipIf(!hasShell("fish"))("fish completes after npx, after = and files", () => {
  fs.writeFileSync(path.join(folder.path, "people.csv"), "");
  const lines = [
    "npx landing-kpi kpis ex",
    "npx land",
    "landing-kpi sources add --type=sqlit",
    "landing-kpi files upload a.csv people.c",
    "landing-kpi restore --to=people.c",
    "landing-kpi kpis execute people.c",
  ];
  expect(OFFERED.fish(lines.map((line) => line.split(" ")))).toEqual([
    ["execute", "export"],
    ["landing-kpi"],
    ["--type=sqlite"],
    ["people.csv"],
    ["--to=people.csv"],
    [],
  ]);
});

/** What bash at a terminal makes of what is typed. */
function atTerminal(typed: string, until: string): Promise<string> {
  const terminal = spawn("bash", ["--norc", "--noprofile", "-i"], { cwd: folder.path, cols: 200 });
  // In two parts, so that the echo of this line is not taken for the prompt.
  terminal.write(`source '${script("bash")}'; PS1='re''ady> '\r`);
  return new Promise((resolve) => {
    let shown = "";
    let isTyped = false;
    terminal.onData((text) => {
      shown += text.replaceAll("\u0007", "");
      if (!isTyped && shown.includes("ready> ")) {
        isTyped = true;
        terminal.write(typed);
      }
      // A hang-up that comes while it completes is now and then passed over by bash.
      if (shown.includes(until)) terminal.kill("SIGKILL");
    });
    terminal.onExit(() => resolve(shown));
  });
}

test.each([
  ["landing-kpi files upload ord\t", "upload orders\\ 2025.csv "],
  ["landing-kpi files upload a.csv ord\t", "a.csv orders\\ 2025.csv "],
  ["npx landing-kpi sources add --ca-file=ord\t", "--ca-file=orders\\ 2025.csv "],
  // No file is meant here: nothing is added.
  ["landing-kpi kpis execute ord\t--js\t", "execute ord--js"],
  ["landing-kpi kpis execute ord --js\t", "execute ord --json "],
])("at a terminal bash makes of %j: %j", async (typed, until) => {
  fs.writeFileSync(path.join(folder.path, "orders 2025.csv"), "");
  expect(await atTerminal(typed, until)).toContain(until);
});
