import dns from "node:dns";
import { once } from "node:events";
import net from "node:net";
import { promisify } from "node:util";
import type { ServerSource } from "../server-source.ts";
import { SourceSocket } from "../servers/source-socket.ts";

/** Where tedious wants to connect to: the source's place, or the one that its server sends connections on to. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** A connected socket; rejects with the socket's error, or with the signal's reason. */
export async function connectSocket(
  source: ServerSource,
  place: Place,
  signal: AbortSignal,
): Promise<net.Socket> {
  if (place.host !== source.host && net.isIP(place.host) !== 0) await refuseForbidden(source, place.host);
  signal.throwIfAborted();
  const socket = new SourceSocket(source.lookup);
  socket.setNoDelay(true).connect(place.port, place.host);
  try {
    await once(socket, "connect", { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}

/** An address needs no look-up to be connected to, so one that the server names would be checked by nobody. */
async function refuseForbidden(source: ServerSource, address: string): Promise<void> {
  await promisify(source.lookup ?? dns.lookup)(address, {});
}
