import fs from "node:fs";
import path from "node:path";

/** Copies a database that nobody has open, with the log that belongs to it. */
export function copyClosed(file: string, target: string): void {
  fs.copyFileSync(file, target, fs.constants.COPYFILE_FICLONE);
  if (fs.existsSync(`${file}-wal`)) fs.copyFileSync(`${file}-wal`, `${target}-wal`);
  // A backup may be read-only; what comes of it is worked with.
  for (const each of [target, `${target}-wal`]) if (fs.existsSync(each)) fs.chmodSync(each, 0o600);
}

/** The same file under a second name; a copy where the file system knows no such thing. */
export function linkOrCopy(file: string, target: string): void {
  try {
    fs.linkSync(file, target);
  } catch {
    fs.copyFileSync(file, target, fs.constants.COPYFILE_FICLONE);
  }
}

export function removeDatabase(file: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) fs.rmSync(file + ending, { force: true });
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function sync(place: string): void {
  const isFolder = fs.statSync(place).isDirectory();
  if (isFolder && process.platform === "win32") return; // cannot be asked for there
  const handle = fs.openSync(place, isFolder ? "r" : "r+");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** The same of a folder with all below it. */
export function syncAll(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) syncAll(place);
    else if (entry.isFile()) sync(place);
  }
  sync(folder);
}
