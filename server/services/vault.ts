import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
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

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * With `secretKey` (any text, from the environment) the key is made of it. Otherwise it lies in `keyFile`, which is
 * made when the first secret is sealed and may be read by its owner only.
 */
export function createVault(settings: {
  readonly secretKey: string | null;
  readonly keyFile: string;
}): Vault {
  const { secretKey, keyFile } = settings;
  let known: Buffer | undefined;
  const key = (mayMake: boolean): Buffer => {
    known ??= secretKey === null ? readKey(keyFile, mayMake) : digest(secretKey);
    return known;
  };
  return {
    seal(secret) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key(true), iv).setAAD(Buffer.from(VERSION));
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return `${VERSION}:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64")}`;
    },

    open(sealed) {
      const bytes = Buffer.from(sealed.slice(VERSION.length + 1), "base64");
      const iv = bytes.subarray(0, IV_BYTES);
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv(CIPHER, key(false), iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(VERSION)).setAuthTag(tag);
        return (
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
        );
      } catch (error) {
        if (error instanceof AppError) throw error;
        const place = secretKey === null ? `the file ${path.basename(keyFile)}` : "SECRET_KEY";
        throw new AppError(
          "unavailable",
          `A stored password cannot be read: the key in ${place} is not the one that it was encrypted with. Bring that key back, or edit the source and enter the password again.`,
        );
      }
    },
  };
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
