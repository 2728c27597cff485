import fs from "node:fs";
import SQLite from "better-sqlite3";
import { AppError } from "../../errors.ts";
import { createVault, type Vault } from "../vault.ts";

interface SealedSource {
  readonly id: number;
  readonly name: string;
  readonly secret: string;
}

/**
 * Seals the passwords in a staged store with the key of the installation that it is for, where they were sealed with
 * the backup's. So no key changes its place, which could not happen at the same moment as the store does. Returns the
 * names of the sources whose password neither key opens. Throws an AppError when the installation's key cannot be used.
 */
export function sealAnew(
  staged: string,
  own: { readonly secretKey: string | null; readonly keyFile: string },
  backupKey: string | null,
): readonly string[] {
  const sqlite = new SQLite(staged);
  const copiedKey = `${staged}.key`;
  try {
    const sources = sqlite
      .prepare<[], SealedSource>(
        "SELECT id, name, secret FROM sources WHERE secret IS NOT NULL ORDER BY name",
      )
      .all();
    // The vault wants a key that is its owner's alone; a backup may have come over a disk that knows no such thing.
    if (backupKey !== null) fs.copyFileSync(backupKey, copiedKey);
    if (backupKey !== null) fs.chmodSync(copiedKey, 0o600);
    const vault = createVault(own);
    const before = createVault({ secretKey: null, keyFile: copiedKey });
    const change = sqlite.prepare("UPDATE sources SET secret = ? WHERE id = ?");
    const unreadable: string[] = [];
    for (const { id, name, secret } of sources) {
      if (opened(vault, secret) !== null) continue;
      const password = opened(before, secret);
      if (password === null) unreadable.push(name);
      else change.run(vault.seal(password), id);
    }
    return unreadable;
  } finally {
    sqlite.close();
    fs.rmSync(copiedKey, { force: true });
  }
}

function opened(vault: Vault, secret: string): string | null {
  try {
    return vault.open(secret);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
