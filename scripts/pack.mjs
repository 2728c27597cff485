import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const TEXTS = /\.(js|css|svg)$/;

/**
 * Puts each text file of a folder beside itself as brotli and as gzip, packed harder than there is time for with each
 * request. The server sends the one that a browser takes.
 * @param {string} folder
 */
export function packFiles(folder) {
  for (const name of readdirSync(folder).filter((file) => TEXTS.test(file))) {
    const file = join(folder, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
