import type { LookupFunction } from "node:net";

/** Where a database server is, and as whom to read it. */
export interface ServerSource {
  readonly host: string;
  readonly port: number;
  /** PostgreSQL, SQL Server: the database to read. Oracle: the service. MySQL and MariaDB: the one that a login starts in, which may be left open. */
  readonly database?: string;
  readonly user: string;
  readonly password: string;
  /** `required`: encrypted, whoever the server is. `verified`: its certificate and host name are checked too. */
  readonly tls: "off" | "required" | "verified";
  /** PEM of the authority that signed the server's certificate; absent = those that Node.js trusts. */
  readonly caCertificate?: string;
  /** How a host name becomes the address that is connected to; absent = as the machine does it. */
  readonly lookup?: LookupFunction;
  /** Most connections at a time (ending a statement takes one more for a moment); 4 when absent. */
  readonly maxConnections?: number;
}

/** What the drivers of PostgreSQL and MySQL take as their TLS options; undefined = no encryption. */
export function tlsOptions({ tls, caCertificate }: ServerSource) {
  if (tls === "off") return undefined;
  if (tls === "required") return { rejectUnauthorized: false };
  return { rejectUnauthorized: true, ...(caCertificate !== undefined && { ca: caCertificate }) };
}
