import net from "node:net";

const CANCEL_REQUEST = 80_877_102;
const CANCEL_MS = 5_000;

/**
 * Asks a server to end what a connection of it runs, as PostgreSQL's protocol provides: on a connection of its own,
 * without login or encryption, known by the key that the server gave at the login. Settles when the server has taken
 * the request, or cannot be asked within seconds; then its own time limit ends the statement.
 */
export function requestCancel(
  host: string,
  port: number,
  processId: number,
  secretKey: number,
): Promise<void> {
  const request = Buffer.alloc(16);
  for (const [index, value] of [16, CANCEL_REQUEST, processId, secretKey].entries())
    request.writeInt32BE(value, index * 4);
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = net.connect({ host, port, timeout: CANCEL_MS }, () => socket.write(request));
  // The server answers by closing the connection.
  socket.on("error", () => {});
  socket.on("timeout", () => socket.destroy());
  socket.on("close", () => resolve());
  socket.resume();
  return promise;
}
