// `node scripts/complete-lockfile.mjs`, after a dependency was added and `npm ci` says "Missing: ... from lock file".
//
// npm leaves a package for another operating system out of package-lock.json when it cannot ask the registry for
// it, and then refuses to install from that lock file, here and everywhere. This adds what is missing from what the
// lock file itself says: the version that its owner asks for, and the platform that its name tells. Such an entry
// has no integrity hash; the next `npm install` on a machine that reaches the package fills it in.
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./project.mjs";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];

/** @typedef {import("./install.mjs").Package & { optionalDependencies?: Record<string, string> }} LockedPackage */
/** @typedef {Record<string, LockedPackage & { os?: string[], cpu?: string[], libc?: string[] }>} LockedPackages */

/** Where a package's own packages are searched, from the inside out. @param {string} path @returns {string[]} */
function foldersAround(path) {
  const owners = (path && `${path}/`).split("node_modules/");
  return owners.map(
    (_, index) => `${owners.slice(0, owners.length - index).join("node_modules/")}node_modules/`,
  );
}

/** @param {string} name such as `@rollup/rollup-linux-x64-musl` */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const at = words.findIndex((word) => SYSTEMS.includes(word));
  if (at < 0) return {};
  const libc = words.includes("musl") ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return {
    ...(words[at + 1] && { cpu: [String(words[at + 1])] }),
    ...(words[at] === "linux" && libc && { libc: [libc] }),
    os: [String(words[at])],
  };
}

/**
 * @param {LockedPackages} packages `packages` of package-lock.json
 * @returns {LockedPackages} the optional packages that it asks for and does not have
 */
export function missingOptionalPackages(packages) {
  /** @type {LockedPackages} */
  const missing = {};
  for (const [path, owner] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const folders = foldersAround(path);
      if (folders.some((folder) => packages[folder + name] || missing[folder + name])) continue;
      missing[`${folders[1] ?? folders[0]}${name}`] = {
        version,
        ...(owner.dev && { dev: true }),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  return missing;
}

if (process.argv[1] === import.meta.filename) {
  const file = inRoot("package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingOptionalPackages(lock.packages);
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) =>
    a.localeCompare(b, "en"),
  );
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  process.stdout.write(`Added ${Object.keys(missing).length} packages to package-lock.json.\n`);
}
