import path from "node:path";
import { z } from "zod";
import { DEFAULT_MAX_RECORDS, LARGEST_LIMIT_RECORDS } from "./contracts/executions.ts";
import { isKnownHost } from "./http/guard.ts";
import type { ModelSettings } from "./model-reader/reader.ts";
import type { MailSettings } from "./services/mail.ts";
import { isAddressOrNetwork, isLoopback } from "./services/network-address.ts";
import type { OpenIdSettings } from "./services/openid-connect.ts";
import type { QueueLimits } from "./services/run-queue.ts";

/** What the environment (or `.env`) decides; each variable is documented in README.md. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the product's database; the sample data lies beside it. */
  readonly databaseFile: string;
  /** Host names, beside the address it listens on, under which browsers may reach the server. */
  readonly allowedHosts: readonly string[];
  /** What lets a caller do what only an administrator may; null when none is set. */
  readonly adminToken: string | null;
  /** What makes the first account of a server that listens beyond its own machine; null: one is made up at the start. */
  readonly setupCode: string | null;
  /** Whether X-Forwarded-For and X-Forwarded-Proto are the word of a proxy of one's own. */
  readonly trustProxy: boolean;
  /** Absolute paths of the folders whose database files may become sources. */
  readonly sourceFolders: readonly string[];
  /** What passwords of sources are encrypted with; null: a key file beside the product's database. */
  readonly secretKey: string | null;
  /** Addresses and networks that sources may have although they are refused as a rule. */
  readonly allowedSourceAddresses: readonly string[];
  /** How large an uploaded file may be. */
  readonly maxUploadBytes: number;
  /** For how many days entries of the audit are kept. */
  readonly auditDays: number;
  /** How many rows of a run are stored at most. */
  readonly maxRecords: number;
  /** How many executions go on at a time; others wait for their turn. */
  readonly runLimits: QueueLimits;
  readonly production: boolean;
  /** Whether each request is a line of the log. */
  readonly requestLog: boolean;
  /** The language model that may read definitions too; null when none is configured. */
  readonly model: ModelSettings | null;
  /** The provider of OpenID Connect at which people may sign in; null when none is configured. */
  readonly openId: OpenIdSettings | null;
  /** By which server mails are sent, and where their links lead; null when none is configured. */
  readonly mail: MailSettings | null;
}

/** A variable that makes no sense; `message` is one sentence for the person who started the server. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const Variables = z.object({
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  PORT: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  LANDING_KPI_DB: z.string().trim().min(1).default("data/landing_kpi.db"),
  ALLOWED_HOSTS: z.string().default(""),
  ADMIN_TOKEN: z
    .string()
    .trim()
    .regex(/^[!-~]{16,}$/)
    .optional(),
  SETUP_CODE: z
    .string()
    .trim()
    .regex(/^[!-~]{12,}$/)
    .optional(),
  TRUST_PROXY: z.enum(["yes", "no"]).default("no"),
  SOURCE_FOLDERS: z.string().optional(),
  SECRET_KEY: z.string().trim().min(16).optional(),
  ALLOWED_SOURCE_ADDRESSES: z
    .string()
    .default("")
    .transform(listOf)
    .refine((entries) => entries.every(isAddressOrNetwork)),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
  MAX_RECORDS: z.coerce.number().int().min(1).max(LARGEST_LIMIT_RECORDS).default(DEFAULT_MAX_RECORDS),
  AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).default(730),
  MAX_RUNS: z.coerce.number().int().min(1).max(1_000).default(8),
  MAX_RUNS_PER_SOURCE: z.coerce.number().int().min(1).max(1_000).default(2),
  REQUEST_LOG: z.enum(["yes", "no"]).default("no"),
  NODE_ENV: z.string().default("development"),
  LLM_BASE_URL: z.string().trim().refine(isEndpoint).optional(),
  LLM_MODEL: z.string().trim().max(200).optional(),
  LLM_API_KEY: z
    .string()
    .trim()
    .regex(/^[!-~]+$/)
    .optional(),
  LLM_TIME_LIMIT_SECONDS: z.coerce.number().min(0.1).max(600).default(20),
  PUBLIC_URL: z.string().trim().refine(isOrigin).optional(),
  SMTP_URL: z.string().trim().refine(isMailServer).optional(),
  MAIL_FROM: z.string().trim().max(300).refine(isSender).optional(),
  OIDC_ISSUER: z.string().trim().refine(isIssuer).optional(),
  OIDC_CLIENT_ID: z.string().trim().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().trim().max(2_000).optional(),
  OIDC_NAME: z.string().trim().max(60).optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  HOST: "an address to listen on, e.g. 127.0.0.1 or 0.0.0.0",
  PORT: "a whole number from 0 to 65535 (0 = any free port)",
  LANDING_KPI_DB: "the path of a file",
  ADMIN_TOKEN: "a secret of at least 16 letters, digits and signs, without spaces",
  SETUP_CODE: "a code of at least 12 letters, digits and signs, without spaces",
  TRUST_PROXY: "yes or no",
  SECRET_KEY: "a secret of at least 16 characters",
  ALLOWED_SOURCE_ADDRESSES: "addresses or networks separated by commas, e.g. 169.254.10.0/24",
  MAX_UPLOAD_MB: "a whole number of megabytes from 1 to 1000000",
  MAX_RECORDS: `a whole number from 1 to ${LARGEST_LIMIT_RECORDS}`,
  AUDIT_DAYS: "a whole number of days from 1 to 36500",
  MAX_RUNS: "a whole number from 1 to 1000",
  MAX_RUNS_PER_SOURCE: "a whole number from 1 to 1000",
  REQUEST_LOG: "yes or no",
  LLM_BASE_URL: "an http or https address without a user or password, e.g. http://127.0.0.1:11434/v1",
  LLM_MODEL: "the name of a model, of at most 200 characters",
  LLM_API_KEY: "a key without spaces",
  LLM_TIME_LIMIT_SECONDS: "a number of seconds from 0.1 to 600",
  PUBLIC_URL: "an http or https address without a path, a user or a password, e.g. https://kpi.example.com",
  SMTP_URL:
    "an smtp or smtps address with a user and a password or neither, and nothing behind the host, e.g. smtps://user:password@mail.example.com; special characters of a password are percent-encoded",
  MAIL_FROM: "an e-mail address, e.g. kpi@example.com or Landing KPI <kpi@example.com>",
  OIDC_ISSUER:
    "an https address without a query, a user or a password, e.g. https://login.example.com/realms/us; http only on this machine",
  OIDC_CLIENT_ID: "the id that the provider gave this server, of at most 500 characters",
  OIDC_CLIENT_SECRET: "the secret that the provider gave this server, of at most 2000 characters",
  OIDC_NAME: "what people call the provider, in at most 60 characters",
};

/** Reads the settings; an empty variable counts as not set. Throws a SettingsError. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = Variables.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0]);
    // What is meant to be secret is not repeated: a key, or an address with a password in it.
    const found = /KEY|TOKEN|CODE|URL|ISSUER|SECRET/.test(name) ? "not usable" : `"${environment[name]}"`;
    throw new SettingsError(`${name} is ${found}, but must be ${EXPECTED[name]}.`);
  }
  return {
    host: read.data.HOST,
    port: read.data.PORT,
    databaseFile: path.resolve(read.data.LANDING_KPI_DB),
    allowedHosts: listOf(read.data.ALLOWED_HOSTS.toLowerCase()),
    adminToken: read.data.ADMIN_TOKEN ?? null,
    setupCode: read.data.SETUP_CODE ?? null,
    trustProxy: read.data.TRUST_PROXY === "yes",
    sourceFolders: foldersOf(read.data),
    secretKey: read.data.SECRET_KEY ?? null,
    allowedSourceAddresses: read.data.ALLOWED_SOURCE_ADDRESSES,
    maxUploadBytes: read.data.MAX_UPLOAD_MB * 1_000_000,
    maxRecords: read.data.MAX_RECORDS,
    auditDays: read.data.AUDIT_DAYS,
    runLimits: { inAll: read.data.MAX_RUNS, perSource: read.data.MAX_RUNS_PER_SOURCE },
    requestLog: read.data.REQUEST_LOG === "yes",
    production: read.data.NODE_ENV === "production",
    model: modelOf(read.data),
    openId: openIdOf(read.data),
    mail: mailOf(read.data),
  };
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Without a choice: the folder `sources` beside the product's database. */
function foldersOf(variables: z.infer<typeof Variables>): string[] {
  const { SOURCE_FOLDERS: chosen, LANDING_KPI_DB: databaseFile } = variables;
  if (!chosen) return [path.resolve(path.dirname(databaseFile), "sources")];
  return chosen
    .split(path.delimiter)
    .filter((folder) => folder.trim() !== "")
    .map((folder) => path.resolve(folder.trim()));
}

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

function modelOf(variables: z.infer<typeof Variables>): ModelSettings | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = variables;
  if (baseUrl && model)
    return { baseUrl, model, apiKey, timeLimitMs: variables.LLM_TIME_LIMIT_SECONDS * 1000 };
  if (!baseUrl && !model) return null;
  const [given, missing] = baseUrl ? ["LLM_BASE_URL", "LLM_MODEL"] : ["LLM_MODEL", "LLM_BASE_URL"];
  throw new SettingsError(`${given} is set, but ${missing} is not: a language model needs both.`);
}

/** An address without anything after the host, so that paths can be put behind it. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return isEndpoint(text) && url !== null && url.pathname + url.search + url.hash === "/";
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !isEndpoint(text) || /[?#]/.test(text)) return false;
  return url.protocol === "https:" || isLoopback(url.hostname);
}

/** Nothing behind the host: what could be there would change how the library works, down to logging passwords. */
function isMailServer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return false;
  if (!["", "/"].includes(url.pathname) || /[?#]/.test(text)) return false;
  if ((url.username === "") !== (url.password === "")) return false;
  try {
    return decodeURIComponent(url.username + url.password) !== null;
  } catch {
    return false;
  }
}

function isSender(text: string): boolean {
  const [, named] = /^[^<>\p{Cc}]*<([^<>]*)>$/u.exec(text) ?? [];
  return z.email().safeParse(named ?? text).success;
}

function mailOf(variables: z.infer<typeof Variables>): MailSettings | null {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = variables;
  if (!SMTP_URL && !MAIL_FROM) return null;
  if (!SMTP_URL || !MAIL_FROM || !PUBLIC_URL) {
    const missing = (["SMTP_URL", "MAIL_FROM", "PUBLIC_URL"] as const).filter((name) => !variables[name]);
    throw new SettingsError(
      `${SMTP_URL ? "SMTP_URL" : "MAIL_FROM"} is set, but not ${missing.join(", ")}: mail needs SMTP_URL, MAIL_FROM and PUBLIC_URL, the address at which browsers reach this server, which the links in mails begin with.`,
    );
  }
  return { server: new URL(SMTP_URL), from: MAIL_FROM, publicUrl: publicUrlOf(variables, PUBLIC_URL) };
}

/** Where browsers reach the server, without a slash at its end; throws when the server would refuse them there. */
function publicUrlOf(variables: z.infer<typeof Variables>, address: string): string {
  const { origin, hostname } = new URL(address);
  const known = { host: variables.HOST, allowedHosts: listOf(variables.ALLOWED_HOSTS.toLowerCase()) };
  if (!isKnownHost(known, hostname))
    throw new SettingsError(
      `PUBLIC_URL names ${hostname}, but the server does not answer to that name: add it to ALLOWED_HOSTS.`,
    );
  return origin;
}

const OPEN_ID = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PUBLIC_URL"] as const;

function openIdOf(variables: z.infer<typeof Variables>): OpenIdSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, PUBLIC_URL } = variables;
  const given = Object.keys(variables).find((name) => name.startsWith("OIDC_"));
  if (!given) return null;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !PUBLIC_URL) {
    const missing = OPEN_ID.filter((name) => !variables[name]);
    throw new SettingsError(
      `${given} is set, but not ${missing.join(", ")}: signing in by OpenID Connect needs ${OPEN_ID.slice(0, -1).join(", ")} and PUBLIC_URL, the address at which browsers reach this server.`,
    );
  }
  const issuer = new URL(OIDC_ISSUER);
  return {
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? issuer.host,
    publicUrl: publicUrlOf(variables, PUBLIC_URL),
  };
}
