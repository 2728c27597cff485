import fs from "node:fs";
import path from "node:path";
import { AppError, invalidField } from "../errors.ts";

/** Where database files may lie that become sources; everything else on the machine is none of a source's business. */
export interface SourceFolders {
  /** Absolute paths. */
  readonly folders: readonly string[];
  /**
   * The real path of a file that is given by its path, or by its path within one of the folders. Throws an AppError on
   * the field `file`: it is not there, lies elsewhere (also behind a symbolic link), or is the product's own database.
   */
  resolve(file: string): string;
  /** The same for a file that was resolved before, at the moment when it is opened; one that is missing passes. */
  mayOpen(file: string): string;
  /** Real paths of what looks like a database file in the folders, in order; at most `MAX_LISTED`. */
  list(): string[];
}

const MAX_LISTED = 200;
const MAX_DEPTH = 4;
const DATABASE_FILE = /\.(db|db3|sqlite|sqlite3|s3db|sdb)$/i;

/** `store` is the product's own database file. */
export function createSourceFolders(folders: readonly string[], store: string): SourceFolders {
  const refuse = (message: string) => invalidField("file", message);
  const inside = (file: string) =>
    folders.some((folder) => {
      const from = path.relative(real(folder) ?? folder, file);
      return from !== "" && !from.startsWith("..") && !path.isAbsolute(from);
    });

  return {
    folders,

    resolve(file) {
      if (file.includes("\0")) throw refuse("A path cannot have a NUL character.");
      const candidates = path.isAbsolute(file) ? [file] : folders.map((folder) => path.join(folder, file));
      const places = candidates.flatMap((candidate) => real(candidate) ?? []).filter(inside);
      const found = places.find((place) => fs.statSync(place).isFile());
      const where = folders.join(" or ");
      if (!found)
        throw refuse(
          places.length > 0
            ? `${file} is a folder. Name a database file in it.`
            : `There is no file ${file} in ${where}. Put the database file there, or add its folder to SOURCE_FOLDERS and start the server again.`,
        );
      if (found === real(store)) throw refuse("That file is Landing KPI's own database. Name another one.");
      return found;
    },

    mayOpen(file) {
      const place = real(file);
      if (place === null || inside(place)) return file;
      throw new AppError(
        "unavailable",
        `The database file ${path.basename(file)} lies in none of the folders for sources. Add its folder to SOURCE_FOLDERS and start the server again.`,
      );
    },

    list() {
      const own = real(store);
      const found = new Set<string>();
      for (const folder of folders) collect(folder, MAX_DEPTH, found);
      return [...found].filter((file) => file !== own && inside(file)).sort();
    },
  };
}

function collect(folder: string, depth: number, found: Set<string>): void {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // A folder that is missing or closed to this user has nothing to offer.
  }
  for (const entry of entries) {
    if (found.size >= MAX_LISTED) return;
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && depth > 1) collect(place, depth - 1, found);
    else if (DATABASE_FILE.test(entry.name) && !entry.isDirectory()) {
      const file = real(place);
      if (file) found.add(file);
    }
  }
}

/** Without symbolic links; null when there is nothing that this user may see. */
function real(file: string): string | null {
  try {
    return fs.realpathSync(file);
  } catch {
    return null;
  }
}
