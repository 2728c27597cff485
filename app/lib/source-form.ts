import {
  DEFAULT_PORTS,
  type ServerType,
  SOURCE_TYPES,
  type Source,
  type SourceRequest,
  type SourceType,
} from "../../server/contracts/sources.ts";

/** The fields of a source that people fill in, as their texts. */
export type SourceField = keyof SourceRequest;
export type SourceValues = Readonly<Record<SourceField, string>>;

/** The intent of the button that tries the connection without saving. */
export const TEST = "test";

const FIELDS: readonly SourceField[] = [
  "name",
  "db_type",
  "file",
  "host",
  "port",
  "database",
  "user",
  "password",
  "tls",
  "ca_certificate",
];

function valuesFrom(textOf: (field: SourceField) => string): SourceValues {
  return Object.fromEntries(FIELDS.map((field) => [field, textOf(field)])) as Record<SourceField, string>;
}

/** The kind that an address asks for; null when it names none. */
export function typeNamed(text: string | null): SourceType | null {
  return SOURCE_TYPES.find((type) => type === text) ?? null;
}

export function blankSource(db_type: SourceType): SourceValues {
  const given: Partial<Record<SourceField, string>> = {
    db_type,
    port: db_type in DEFAULT_PORTS ? String(DEFAULT_PORTS[db_type as ServerType]) : "",
  };
  return valuesFrom((field) => given[field] ?? "");
}

export function readSource(form: FormData): SourceValues {
  return valuesFrom((field) => String(form.get(field) ?? ""));
}

/** What is stored, for the form; a password is never sent back. */
export function valuesOfSource(source: Source): SourceValues {
  return valuesFrom((field) => (field === "password" ? "" : String(source[field] ?? "")));
}

/** Where a source is, in a few words. */
export function placeOf({ db_type, file, host, port, database }: Source): string {
  if (db_type === "files") return "Kept by this server";
  return file ?? `${host}:${port}${database ? `/${database}` : ""}`;
}
