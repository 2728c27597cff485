import type { Source, SourceRequest, SourceType } from "../../server/contracts/sources.ts";

/** The fields of a source that people fill in, as their texts. */
export type SourceValues = Readonly<Record<keyof SourceRequest, string>>;

/** The intent of the button that tries the connection without saving. */
export const TEST = "test";

/** What people call the kinds of source. */
export const TYPE_NAMES: Readonly<Record<SourceType, string>> = {
  sqlite: "SQLite file",
};

export function blankSource(db_type: string): SourceValues {
  return { name: "", db_type, file: "" };
}

export function readSource(form: FormData): SourceValues {
  const text = (name: string) => String(form.get(name) ?? "");
  return { name: text("name"), db_type: text("db_type"), file: text("file") };
}

export function valuesOfSource({ name, db_type, file }: Source): SourceValues {
  return { name, db_type, file: file ?? "" };
}
