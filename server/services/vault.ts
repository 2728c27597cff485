import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { AppError } from "../errors.ts";

/** Keeps secrets encrypted at rest. What it seals can be opened only with the same key. */
export interface Vault {
  /** The text encrypted, as text that can be stored. Throws an AppError when there is no usable key. */
  seal(secret: string): string;
  /** The text again. Throws an AppError when the key is another one, or what was sealed was changed. */
  open(sealed: string): string;
}

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Some 0.3 s and 32 MB for each guess, as OWASP has it. What was sealed with other costs needs a version of its own. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 } as const;

/** How a key is made: `v1` of a key file, which is random, or quickly of `secretKey`; `v2` slowly of `secretKey`. */
type Version = "v1" | "v2";

/**
 * With `secretKey` (any text, from the environment) the key is made of it, slowly, since people may have thought it up:
 * once per process as a rule, since what is sealed takes the salt of what was opened before. Otherwise it lies in
 * `keyFile`, which is made when the first secret is sealed and may be read by its owner only.
 */
export function createVault(settings: {
  readonly secretKey: string | null;
  readonly keyFile: string;
}): Vault {
  const { secretKey, keyFile } = settings;
  const derived = new Map<string, Buffer>();
  let newest: Buffer | undefined;
  let plain: Buffer | undefined;

  const plainKey = (mayMake: boolean): Buffer => {
    plain ??= secretKey === null ? readKey(keyFile, mayMake) : digest(secretKey);
    return plain;
  };
  const slowKey = (secret: string, salt: Buffer): Buffer => {
    const name = salt.toString("base64");
    const key = derived.get(name) ?? scryptSync(secret, salt, KEY_BYTES, COST);
    derived.set(name, key);
    newest = salt;
    return key;
  };

  return {
    seal(secret) {
      if (secretKey === null) return `v1:${encrypted(secret, "v1", plainKey(true)).toString("base64")}`;
      const salt = newest ?? randomBytes(SALT_BYTES);
      const bytes = encrypted(secret, "v2", slowKey(secretKey, salt));
      return `v2:${Buffer.concat([salt, bytes]).toString("base64")}`;
    },

    open(sealed) {
      const [version, text = ""] = sealed.split(":");
      const bytes = Buffer.from(text, "base64");
      try {
        if (version === "v1") return decrypted(bytes, "v1", plainKey(false));
        if (version === "v2" && secretKey !== null && bytes.length > SALT_BYTES) {
          const key = slowKey(secretKey, bytes.subarray(0, SALT_BYTES));
          return decrypted(bytes.subarray(SALT_BYTES), "v2", key);
        }
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
      const place = secretKey === null ? `the file ${path.basename(keyFile)}` : "SECRET_KEY";
      throw new AppError(
        "unavailable",
        `A stored password cannot be read: the key in ${place} is not the one that it was encrypted with. Bring that key back, or edit the source and enter the password again.`,
      );
    },
  };
}

function encrypted(secret: string, version: Version, key: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(version));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Throws when the key is another one, or the bytes were changed. */
function decrypted(bytes: Buffer, version: Version, key: Buffer): string {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  decipher.setAAD(Buffer.from(version)).setAuthTag(tag);
  return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(`landing-kpi secrets ${text}`).digest();
}

function readKey(file: string, mayMake: boolean): Buffer {
  const name = path.basename(file);
  if (!fs.existsSync(file)) {
    if (!mayMake)
      throw new AppError(
        "unavailable",
        `A stored password cannot be read: the key file ${name} is missing. Bring it back from a backup, or edit the source and enter the password again.`,
      );
    // `wx` and the mode together: nobody else's file is taken, and nobody else ever sees this one.
    fs.writeFileSync(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  }
  if (process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0)
    throw new AppError(
      "unavailable",
      `The key file ${name} can be read by other users of this machine, so it is not used. Take that away: chmod 600 ${name}.`,
    );
  const key = Buffer.from(fs.readFileSync(file, "utf8").trim(), "hex");
  if (key.length !== KEY_BYTES)
    throw new AppError(
      "unavailable",
      `The key file ${name} is damaged. Bring it back from a backup, or delete it and enter the passwords of the sources again.`,
    );
  return key;
}
