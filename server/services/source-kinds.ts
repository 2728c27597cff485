import net from "node:net";
import path from "node:path";
import type { SourceRow } from "../../db/schema/sources.ts";
import type { Connector } from "../connectors/connector.ts";
import { openMysqlSource } from "../connectors/mysql/source.ts";
import { openOracleSource } from "../connectors/oracle/source.ts";
import { openPostgresSource } from "../connectors/postgresql/source.ts";
import type { ServerSource } from "../connectors/server-source.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import { openSqlServerSource } from "../connectors/sqlserver/source.ts";
import {
  DEFAULT_PORTS,
  NEEDS_DATABASE,
  type ServerType,
  type Source,
  type SourceRequest,
  type SourceType,
} from "../contracts/sources.ts";
import { AppError, type FieldError, invalidField } from "../errors.ts";
import type { LandingStore, LandingStores } from "./landing-stores.ts";
import type { NetworkAddresses } from "./network-address.ts";
import type { SourceFolders } from "./source-folders.ts";
import type { Vault } from "./vault.ts";

/** What a source needs to be opened. */
export interface SourceAccess {
  readonly db_type: SourceType;
  readonly settings: SourceSettings;
  readonly password: string | null;
}

type PlainAccess = Omit<SourceAccess, "password">;

/** What the store keeps of a source as plain JSON. */
type SourceSettings = LandingStore | FileSettings | ServerSettings;

interface FileSettings {
  readonly file: string;
}

type ServerSettings = Omit<ServerSource, "password" | "lookup">;

/** What people see of the settings. */
type ShownSettings = Omit<Source, "id" | "name" | "db_type" | "created_at" | "updated_at" | "graphs">;

/** Everything that differs between the kinds of source. */
export interface SourceKinds {
  /** `before`: what was stored, when a source is changed. Throws an AppError on the fields that do not fit. */
  read(request: SourceRequest, before: SourceAccess | null): SourceAccess;
  open(access: SourceAccess): Connector;
  /** What the store keeps; the password is encrypted. */
  stored(access: SourceAccess): Pick<SourceRow, "db_type" | "settings" | "secret">;
  accessOf(row: SourceRow): SourceAccess;
  /** The same without the password, which may not be readable any more. */
  plainAccessOf(row: SourceRow): PlainAccess;
  /** Drops what the product itself keeps of a source that is deleted: the tables of uploaded files. */
  forget(access: PlainAccess): void;
  shown(row: SourceRow): ShownSettings;
}

const FILE_FIELDS = ["file"] as const;
const SERVER_FIELDS = ["host", "port", "database", "user", "password", "tls", "ca_certificate"] as const;

export function createSourceKinds(
  folders: SourceFolders,
  addresses: NetworkAddresses,
  vault: Vault,
  stores: LandingStores,
): SourceKinds {
  const landingOf = ({ name }: SourceRequest, before: SourceAccess | null): LandingStore =>
    before && "landing" in before.settings ? before.settings : stores.create(name);

  return {
    read(request, before) {
      const { db_type } = request;
      refuseFields(
        request,
        db_type === "files"
          ? [...FILE_FIELDS, ...SERVER_FIELDS]
          : db_type === "sqlite"
            ? SERVER_FIELDS
            : FILE_FIELDS,
      );
      if (db_type === "files") return { db_type, settings: landingOf(request, before), password: null };
      if (db_type !== "sqlite") return readServer(request, db_type, before, addresses);
      if (!request.file) throw invalidField("file", "File is required: the SQLite database to connect.");
      return { db_type, settings: { file: folders.resolve(request.file) }, password: null };
    },

    open({ db_type, settings, password }) {
      if ("landing" in settings)
        return openSqliteSource({ path: stores.pathOf(settings), schema: settings.schema });
      if ("file" in settings) return openFile(folders, settings.file);
      const source = { ...settings, password: password ?? "", lookup: addresses.lookup };
      if (net.isIP(source.host) && !addresses.allows(source.host))
        throw new AppError("unavailable", forbiddenAddress(source.host));
      return openServer[db_type as ServerType](source);
    },

    stored: ({ db_type, settings, password }) => ({
      db_type,
      settings: JSON.stringify(settings),
      secret: password ? vault.seal(password) : null,
    }),

    plainAccessOf: plainAccess,

    accessOf: (row) => ({ ...plainAccess(row), password: row.secret ? vault.open(row.secret) : null }),

    forget({ settings }) {
      if ("landing" in settings) stores.remove(settings);
    },

    shown(row) {
      const { settings } = plainAccess(row);
      const server = "host" in settings ? settings : null;
      return {
        file: "file" in settings ? settings.file : null,
        host: server?.host ?? null,
        port: server?.port ?? null,
        database: server?.database ?? null,
        user: server?.user ?? null,
        has_password: row.secret !== null,
        tls: server?.tls ?? null,
        ca_certificate: server?.caCertificate ?? null,
      };
    },
  };
}

const openServer: Readonly<Record<ServerType, (source: ServerSource) => Connector>> = {
  postgresql: openPostgresSource,
  mysql: (source) => openMysqlSource({ ...source, dialect: "mysql" }),
  mariadb: (source) => openMysqlSource({ ...source, dialect: "mariadb" }),
  sqlserver: openSqlServerSource,
  oracle: openOracleSource,
};

/** A SQLite file is one schema; it goes by the file's name. */
export function schemaOfFile(file: string): string {
  return path.parse(file).name;
}

/** Looks where the file lies each time: its folder may have been taken off the list, or a link put in its place. */
function openFile(folders: SourceFolders, file: string): Connector {
  return openSqliteSource({ path: folders.mayOpen(file), schema: schemaOfFile(file) });
}

function plainAccess({ db_type, settings }: SourceRow): PlainAccess {
  return { db_type: db_type as SourceType, settings: JSON.parse(settings) as SourceSettings };
}

function refuseFields(request: SourceRequest, fields: readonly (keyof SourceRequest)[]): void {
  const errors = fields
    .filter((field) => request[field] != null && request[field] !== "")
    .map((field) => ({ field, message: `A source of type ${request.db_type} has none. Leave it out.` }));
  if (errors.length > 0) throw refusal(errors);
}

function readServer(
  request: SourceRequest,
  db_type: ServerType,
  before: SourceAccess | null,
  addresses: NetworkAddresses,
): SourceAccess {
  const { host, user, database } = request;
  const errors: FieldError[] = [];
  const demand = (field: "host" | "user" | "database", value: string | null | undefined, what: string) => {
    if (!value) errors.push({ field, message: `${what} is required.` });
    return value ?? "";
  };
  const place = demand("host", host, "Host");
  if (place && !/^[\p{L}\p{N}._:-]+$/u.test(place))
    errors.push({ field: "host", message: "Host must be a name or an address alone, e.g. db.example.com." });
  if (net.isIP(place) && !addresses.allows(place))
    errors.push({ field: "host", message: forbiddenAddress(place) });
  // It becomes a part of what is sent to Oracle's listener, whose marks are parentheses.
  if (db_type === "oracle" && database && !/^[\w.$#-]+$/.test(database))
    errors.push({ field: "database", message: "Service name must be a name alone, e.g. FREEPDB1." });
  const settings: ServerSettings = {
    host: place,
    port: request.port ?? DEFAULT_PORTS[db_type],
    ...((NEEDS_DATABASE.has(db_type) || database) && { database: demand("database", database, "Database") }),
    user: demand("user", user, "User"),
    tls: request.tls ?? (isThisMachine(place) ? "off" : "verified"),
    ...(request.ca_certificate && { caCertificate: request.ca_certificate }),
  };
  if (errors.length > 0) throw refusal(errors);
  return { db_type, settings, password: passwordOf(request, settings, before) };
}

/** A stored password is used again only where it was given for: elsewhere, whoever listens there would get it. */
function passwordOf(
  { password, db_type }: SourceRequest,
  settings: ServerSettings,
  before: SourceAccess | null,
): string | null {
  if (password) return password;
  if (!before?.password || !("host" in before.settings)) return null;
  const { host, port, user, tls } = before.settings;
  const same =
    before.db_type === db_type &&
    host === settings.host &&
    port === settings.port &&
    user === settings.user &&
    (tls === settings.tls || settings.tls === "verified");
  if (same) return before.password;
  throw invalidField(
    "password",
    "Enter the password again: it was given for another server, user or way of encryption.",
  );
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function forbiddenAddress(host: string): string {
  return `${host} is an address that sources may not have (link-local, or a cloud's own services). If a database is really there, name the address in ALLOWED_SOURCE_ADDRESSES and start the server again.`;
}

function refusal(fieldErrors: readonly FieldError[]): AppError {
  return new AppError("invalid", fieldErrors.map(({ field, message }) => `${field}: ${message}`).join(" "), {
    fieldErrors,
  });
}
