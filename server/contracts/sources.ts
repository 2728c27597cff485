import { z } from "zod";
import { id, integer, optionalText, requiredName, timestamp } from "./scalars.ts";

/**
 * The kinds of source. Those of databases are the `db_type` of their executions; `files` are people's uploads, whose
 * tables are kept in a SQLite file.
 */
export const SOURCE_TYPES = [
  "files",
  "sqlite",
  "postgresql",
  "mysql",
  "mariadb",
  "sqlserver",
  "oracle",
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];
/** Those that are reached over the network. */
export type ServerType = Exclude<SourceType, "files" | "sqlite">;

/** The kinds whose logins see one database each, which has schemas; of the others a login sees several databases, which are the schemas. */
export const NEEDS_DATABASE: ReadonlySet<SourceType> = new Set(["postgresql", "sqlserver", "oracle"]);

/** `required`: encrypted, whoever the server is. `verified`: its certificate and name are checked too. */
export const TLS_MODES = ["off", "required", "verified"] as const;

/** Where each kind of database server listens unless somebody chose otherwise. */
export const DEFAULT_PORTS: Readonly<Record<ServerType, number>> = {
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  oracle: 1521,
};

/** An empty field of a form means: left out. */
function emptyIsNone(value: number | string | null | undefined): unknown {
  return value === "" || value === null ? undefined : value;
}

/** A source as people describe it. Which fields it needs depends on its type. */
export const SourceRequest = z
  .strictObject({
    name: requiredName("Name", 100),
    db_type: z.enum(SOURCE_TYPES, { error: `Must be one of ${SOURCE_TYPES.join(", ")}.` }),
    file: optionalText("File", 4096).meta({
      description: "sqlite: the database file, in one of the folders that SOURCE_FOLDERS names.",
    }),
    host: optionalText("Host", 255).meta({ description: "Name or address of the database server." }),
    port: z
      .preprocess(emptyIsNone, integer(1, 65_535).optional())
      .meta({ description: "Left out: the usual one of its type." }),
    database: optionalText("Database", 255).meta({
      description:
        "postgresql, sqlserver: the database to read. oracle: the service name. mysql, mariadb: left out, all that the login sees.",
    }),
    user: optionalText("User", 255).meta({ description: "A login that may only read." }),
    password: z
      .string({ error: "Password must be text." })
      .max(1000, { error: "Password may have at most 1,000 characters." })
      .nullish()
      .meta({
        description: "Kept encrypted and never sent back. Left out or empty in a change: it stays as it is.",
      }),
    tls: z
      .preprocess(
        emptyIsNone,
        z.enum(TLS_MODES, { error: `Must be one of ${TLS_MODES.join(", ")}.` }).optional(),
      )
      .meta({ description: "Left out: verified, and off for a server on this machine." }),
    ca_certificate: optionalText("Certificate of the authority", 100_000).meta({
      description:
        "PEM of the authority that signed the server's certificate, when it is none of the known ones.",
    }),
  })
  .meta({ id: "SourceRequest" });
export type SourceRequest = z.infer<typeof SourceRequest>;

export const SourceTestRequest = SourceRequest.extend({
  source_id: z
    .preprocess(emptyIsNone, id().optional())
    .meta({ description: "The source that is being changed: its password is used when none is given." }),
}).meta({ id: "SourceTestRequest" });
export type SourceTestRequest = z.infer<typeof SourceTestRequest>;

export const Source = z
  .object({
    id: z.int(),
    name: z.string(),
    db_type: z.enum(SOURCE_TYPES),
    file: z.string().nullable(),
    host: z.string().nullable(),
    port: z.int().nullable(),
    database: z.string().nullable(),
    user: z.string().nullable(),
    has_password: z.boolean(),
    tls: z.enum(TLS_MODES).nullable(),
    ca_certificate: z.string().nullable(),
    created_at: timestamp(),
    updated_at: timestamp(),
    graphs: z.array(z.string()).meta({ description: "The knowledge graphs about it." }),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof Source>;

export const SourceId = z.strictObject({ source_id: id() });

export const SourceListResponse = z
  .object({ success: z.literal(true), sources: z.array(Source), count: z.int() })
  .meta({ id: "SourceListResponse" });

export const SourceResponse = z
  .object({ success: z.literal(true), source: Source })
  .meta({ id: "SourceResponse" });

export const SourceSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), source: Source })
  .meta({ id: "SourceSavedResponse" });

/** What a test of a connection found; `success` false says in `message` what to do. */
export const ConnectionTest = z
  .object({
    success: z.boolean(),
    message: z.string(),
    product: z.string().nullable().meta({ description: "The database and its version." }),
    schemas: z.array(z.string()).meta({ description: "The schemas that the login may see." }),
    elapsed_ms: z.number(),
  })
  .meta({ id: "ConnectionTest" });
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** Database files that could be connected. */
export const SourceFilesResponse = z.object({
  success: z.literal(true),
  folders: z.array(z.string()),
  files: z.array(z.string()),
});
export type SourceFiles = z.infer<typeof SourceFilesResponse>;
