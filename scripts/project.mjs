import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble } from "./trouble.mjs";

/** The folder of package.json. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** Node 22.18 is the first that runs TypeScript by itself; the project's own Node is 24. */
const OLDEST_SERVER_NODE = [22, 18];

/** @param {string} version such as "24.21.0" @param {readonly number[]} oldest */
export function atLeast(version, [oldMajor = 0, oldMinor = 0]) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

/**
 * The Node that runs the product: the pinned one from node_modules, else our own when it is new enough.
 * @returns {string} path of the executable
 * @throws {Trouble} when neither can
 */
export function serverNode() {
  const pinned = inRoot("node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(pinned) && spawnSync(pinned, ["--version"]).status === 0) return pinned;
  if (atLeast(process.versions.node, OLDEST_SERVER_NODE)) return process.execPath;
  throw new Trouble(
    `Landing KPI needs Node ${OLDEST_SERVER_NODE.join(".")} or newer, this is ${process.versions.node}, and the ` +
      "project's own Node 24 is not in node_modules. Run `npm ci` with development dependencies and install scripts " +
      "allowed, or install a newer Node.",
  );
}

/**
 * The command that runs a tool of an installed package with `serverNode()`: unlike node_modules/.bin it is the same
 * on every operating system.
 * @param {string} packageName
 * @param {string} command its name among the package's commands
 * @param {...string} args
 * @returns {string[]}
 * @throws {Trouble} when the package is not installed
 */
export function nodeTool(packageName, command, ...args) {
  const folder = inRoot("node_modules", packageName);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) {
    throw new Trouble(`${packageName} is not installed; run \`npm ci\` with development dependencies.`);
  }
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return [serverNode(), join(folder, typeof bin === "string" ? bin : bin[command]), ...args];
}

/** Makes `node` in every program that we start mean the project's Node, not the machine's. */
export function preferPinnedNode() {
  process.env.PATH = [inRoot("node_modules/.bin"), process.env.PATH].join(delimiter);
}
