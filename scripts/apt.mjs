import { existsSync } from "node:fs";
import { quietStep } from "./steps.mjs";

/** Whether we may install Debian packages: as root, where there is apt-get. */
export const hasApt = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/**
 * @param {readonly string[]} packages
 * @throws {import("./trouble.mjs").Trouble} when apt-get fails
 */
export async function aptInstall(packages) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  await quietStep(`Installing ${packages.join(", ")} with apt-get`, ["sh", "-c", command], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}
