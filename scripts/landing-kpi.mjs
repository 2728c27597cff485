#!/usr/bin/env node
// `npx landing-kpi ...`: the command line, with the project's own Node as `npm start` has it. Nothing here may import a
// package at the top of a file: the installation may have to be made first.
import { existsSync } from "node:fs";
import { exitCode, start } from "./children.mjs";
import { ensureInstalled } from "./install.mjs";
import { inRoot, serverNode } from "./project.mjs";
import { Trouble } from "./trouble.mjs";

try {
  await ensureInstalled({ development: false });
  const settings = existsSync(inRoot(".env")) ? [`--env-file=${inRoot(".env")}`] : [];
  const command = [serverNode(), ...settings, inRoot("server/cli/main.ts"), ...process.argv.slice(2)];
  // Where people are, so that files are named from there.
  process.exitCode = await exitCode(start(command, { cwd: process.cwd(), stdio: "inherit" }));
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
