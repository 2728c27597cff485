/** The parts of oracledb that are looked into, and that have no types. */

declare module "oracledb/lib/thin/sqlnet/ntTcp.js" {
  import type { Socket } from "node:net";
  import type { SecureContext } from "node:tls";

  export default class NTTCP {
    stream: Socket | null;
    ntConnect(address: { readonly host: string; readonly port: number | string }): Promise<void>;
    tlsConnect(context: SecureContext, socket: Socket): Promise<void>;
  }
}

declare module "oracledb/lib/impl/datahandlers/buffer.js" {
  export class BaseBuffer {
    parseOracleDate(bytes: Buffer, local?: boolean, ofDatabase?: boolean): unknown;
    parseOracleNumber(bytes: Buffer): string;
  }
}
