import { createHash } from "node:crypto";

/** Names that Windows keeps for devices, whatever follows the point. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const MOST_CHARACTERS = 60;

/**
 * The file of a KPI: small letters, digits and hyphens of its name, which every file system holds. It depends on nothing
 * but the name, so that it stays whatever else is exported. A name that cannot be told from its file (capitals, signs,
 * other scripts) is followed by digits of its hash: "Orphans" and "ORPHANS" have two files where case does not count, too.
 */
export function fileNameOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const slug = words.slice(0, MOST_CHARACTERS).replace(/^-+|-+$/g, "");
  const said = slug.replaceAll("-", " ");
  if (name === said.charAt(0).toUpperCase() + said.slice(1) && !DEVICE.test(slug)) return `${slug}.yaml`;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 10);
  return `${slug || "kpi"}-${hash}.yaml`;
}
