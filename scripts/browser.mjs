import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { aptInstall, hasApt } from "./apt.mjs";
import { inRoot, nodeTool } from "./project.mjs";
import { quietStep } from "./steps.mjs";
import { Trouble } from "./trouble.mjs";

/** Most wanted first: a headless shell draws the same pages with a third of the processor time of a whole browser. */
const NAMES = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"];

const WINDOWS_PROGRAMS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Chromium\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** @returns {string[]} where this operating system keeps a Chromium, most wanted first */
function usualPlaces() {
  if (process.platform === "darwin") {
    const roots = ["/Applications", join(homedir(), "Applications")];
    return MAC_APPS.flatMap((app) => roots.map((folder) => join(folder, `${app}.app/Contents/MacOS/${app}`)));
  }
  if (process.platform === "win32") {
    const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    return WINDOWS_PROGRAMS.flatMap((program) =>
      roots.filter((folder) => folder).map((folder) => join(String(folder), program)),
    );
  }
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/snap/bin").filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Whether a file is a browser that starts. Ubuntu's packages, for one, are scripts that only say where else to look.
 * @param {string} path
 */
function works(path) {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true; // --version opens a window there
  return spawnSync(path, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}

async function playwrightsOwn() {
  const { chromium } = await import(pathToFileURL(inRoot("node_modules/playwright-core/index.mjs")).href);
  return /** @type {string} */ (chromium.executablePath());
}

/** @returns {Promise<string | undefined>} */
async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (works(chosen)) return chosen;
    throw new Trouble(
      `CHROMIUM_PATH is ${chosen}, which is not a browser that starts. Correct it or unset it.`,
    );
  }
  return [await playwrightsOwn(), ...usualPlaces()].find(works);
}

/** @returns {(() => Promise<void>)[]} how a browser can be had on this machine, most wanted first */
function waysToInstall() {
  const download = (/** @type {string[]} */ ...options) =>
    quietStep(
      "Downloading Chromium",
      nodeTool("@playwright/test", "playwright", "install", ...options, "chromium"),
    );
  if (!hasApt()) return [() => download()];
  // Not every distribution packages the shell.
  const packaged = ["chromium-headless-shell", "chromium"].map(
    (browser) => () => aptInstall([browser, "fonts-liberation"]),
  );
  return [...packaged, () => download("--with-deps")];
}

/**
 * A Chromium for the tests: CHROMIUM_PATH, Playwright's own, one that the machine has, else one installed now.
 * @returns {Promise<string>} path of the executable
 * @throws {Trouble} when there is none and none could be installed
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  for (const install of waysToInstall()) {
    try {
      await install();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      continue;
    }
    const installed = await findBrowser();
    if (installed) return installed;
  }
  throw new Trouble(
    "The browser tests need Chromium, Chrome or Edge, and none was found or could be installed. Install one " +
      "(Debian: apt-get install chromium), or set CHROMIUM_PATH to its executable, and try again.",
  );
}
