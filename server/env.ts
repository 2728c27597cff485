import path from "node:path";
import { z } from "zod";

/** What the environment (or `.env`) decides; each variable is documented in README.md. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the product's database; the sample data lies beside it. */
  readonly databaseFile: string;
  /** Host names, beside the address it listens on, under which browsers may reach the server. */
  readonly allowedHosts: readonly string[];
  readonly production: boolean;
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
  NODE_ENV: z.string().default("development"),
});

const EXPECTED: Readonly<Record<string, string>> = {
  HOST: "an address to listen on, e.g. 127.0.0.1 or 0.0.0.0",
  PORT: "a whole number from 0 to 65535 (0 = any free port)",
  LANDING_KPI_DB: "the path of a file",
};

/** Reads the settings; an empty variable counts as not set. Throws a SettingsError. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = Variables.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0]);
    throw new SettingsError(`${name} is "${environment[name]}", but must be ${EXPECTED[name]}.`);
  }
  return {
    host: read.data.HOST,
    port: read.data.PORT,
    databaseFile: path.resolve(read.data.LANDING_KPI_DB),
    allowedHosts: read.data.ALLOWED_HOSTS.split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
    production: read.data.NODE_ENV === "production",
  };
}
