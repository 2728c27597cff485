import type { Parameter, Statement } from "../../engine/result.ts";
import type { Connector } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";

/** A real database with a schema to fill, and a way to read it as the product does. */
export interface Lab {
  /** The schema that tables are made in; every test names its own tables. */
  readonly schema: string;
  /** Runs statements as the owner of the database. */
  run(...statements: string[]): Promise<void>;
  /** The source, closed when the test is over. */
  open(): Connector;
  /** A name of the schema's, as a statement writes it. */
  table(name: string): string;
  quote(name: string): string;
  /** The placeholder of the first parameter, which is a text. */
  readonly textParameter: string;
  /** Runs for many minutes unless it is ended. */
  readonly endless: Statement;
  /** So many rows: a number from 1, and a text of so many characters. */
  series(rows: number, characters: number): { sql: string; parameters: readonly Parameter[] };
  stop(): Promise<void>;
}

/** A lab of a database server. The login that `open` uses may only read. */
export interface ServerLab extends Lab {
  readonly source: ServerSource;
  open(options?: Partial<ServerSource>): Connector;
  /** A login that may write, and needs no password. */
  readonly owner: Pick<ServerSource, "user" | "password">;
  /** A login with the reader's password that is only let in over TLS. */
  readonly tlsOnly?: Pick<ServerSource, "user">;
  /** Of a server of the test's own, which is called localhost and shows it. */
  readonly certificate?: string;
  /** What the reader's connections run on the server at this moment. */
  running(): Promise<string[]>;
  /** How many connections the reader has. */
  connections(): Promise<number>;
  /** Absent: the server is not the test's own, and is neither stopped nor hurt. */
  readonly machine?: Machine;
}

/** A throw-away server, and what may happen to one. */
interface Machine {
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  restart(): Promise<void>;
}
