/// <reference path="./oracledb-parts.d.ts" />
import { AsyncLocalStorage } from "node:async_hooks";
import dns from "node:dns";
import type net from "node:net";
import tls from "node:tls";
import { promisify } from "node:util";
import NTTCP from "oracledb/lib/thin/sqlnet/ntTcp.js";
import type { ServerSource } from "../server-source.ts";

/** Who is being connected to, and over what. */
export interface Link {
  readonly source: ServerSource;
  /** The socket in use; a listener may send the connection on to another place. */
  socket: net.Socket | null;
  /** What kept an address from being connected to: oracledb keeps no errors of ours. */
  refusal: unknown;
}

const links = new AsyncLocalStorage<Link>();

/** Connections that `work` opens are to the link's source. */
export function connecting<T>(link: Link, work: () => Promise<T>): Promise<T> {
  return links.run(link, work);
}

const { ntConnect, tlsConnect } = NTTCP.prototype;

/** oracledb looks names up itself, and follows a listener to any address: each is checked before it is connected to. */
NTTCP.prototype.ntConnect = async function (address) {
  const link = links.getStore();
  if (link === undefined) return ntConnect.call(this, address);
  try {
    await promisify(link.source.lookup ?? dns.lookup)(address.host, {});
  } catch (error) {
    link.refusal = error;
    throw error;
  }
  const work = ntConnect.call(this, address);
  link.socket = this.stream;
  await work;
};

/** It takes the certificate of an authority only together with a key for the client. */
NTTCP.prototype.tlsConnect = function (context, socket) {
  const ca = links.getStore()?.source.caCertificate;
  return tlsConnect.call(this, ca === undefined ? context : tls.createSecureContext({ ca }), socket);
};
