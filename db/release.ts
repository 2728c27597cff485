/**
 * Gives back the memory of bytes that nobody reads any more; they have none afterwards. For bytes with a buffer of their
 * own, as SQLite's blobs have: the garbage collector comes for buffers when there are some 64 MB of them, whatever the
 * heap may hold.
 */
export function release(bytes: Uint8Array | Uint32Array | Float64Array): void {
  (bytes.buffer as ArrayBuffer).transfer(0);
}
