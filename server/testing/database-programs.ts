import fs from "node:fs";
import path from "node:path";

/** The programs of the throw-away servers, and the Debian package that each comes with. */
const PACKAGES = {
  initdb: "postgresql",
  postgres: "postgresql",
  "mariadb-install-db": "mariadb-server",
  mariadbd: "mariadb-server",
  openssl: "openssl",
} as const;

/** Where programs are; Debian keeps PostgreSQL's in a folder of their version, outside the PATH; newest first. */
function folders(): string[] {
  const root = "/usr/lib/postgresql";
  const versions = fs.existsSync(root) ? fs.readdirSync(root) : [];
  return [
    ...(process.env.PATH ?? "").split(path.delimiter),
    "/usr/sbin",
    "/usr/local/sbin",
    "/opt/homebrew/bin",
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(root, version, "bin")),
  ];
}

function find(name: string): string | undefined {
  return folders()
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
}

/** The path of a program; throws when it is not installed. */
export function databaseProgram(name: keyof typeof PACKAGES): string {
  const found = find(name);
  if (found) return found;
  throw new Error(
    `${name} is not installed, so nothing was tested on this database. "npm test" installs it as root on Debian; elsewhere install PostgreSQL and MariaDB yourself.`,
  );
}

// Run by the test set-up: prints the Debian packages that are missing, one a line.
if (process.argv[1] === import.meta.filename) {
  const missing = Object.entries(PACKAGES).filter(([name]) => find(name) === undefined);
  for (const name of new Set(missing.map(([, debian]) => debian))) console.log(name);
}
