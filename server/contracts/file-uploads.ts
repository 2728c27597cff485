import { z } from "zod";
import { boolean, id, integer, optionalText, requiredText, timestamp } from "./scalars.ts";

/** What a column of a file is read as; the ending says how numbers or dates are written in it. */
export const FILE_COLUMN_TYPES = [
  "text",
  "integer",
  "integer_comma",
  "decimal",
  "decimal_comma",
  "boolean",
  "date_ymd",
  "date_dmy",
  "date_mdy",
  "datetime_ymd",
  "datetime_dmy",
  "datetime_mdy",
] as const;
export type FileColumnType = (typeof FILE_COLUMN_TYPES)[number];

export const FILE_ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "iso-8859-2",
  "windows-1251",
  "koi8-r",
  "windows-1253",
  "windows-1254",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];
export const FILE_DELIMITERS = [",", ";", "\t", "|"] as const;

/** How a file is to be read, where that is not what was found in it. */
export const FileReading = z.strictObject({
  encoding: z.enum(FILE_ENCODINGS, { error: `Must be one of ${FILE_ENCODINGS.join(", ")}.` }).optional(),
  delimiter: z.enum(FILE_DELIMITERS, { error: "Must be a comma, a semicolon, a tab or a pipe." }).optional(),
  skip: integer(0, 1000).optional().meta({ description: "Rows before the table begins." }),
  sheet: optionalText("Sheet", 255).meta({ description: "Excel: which of its sheets." }),
  has_header: boolean().optional().meta({ description: "Whether its first row names the columns." }),
});
export type FileReading = z.infer<typeof FileReading>;

export const FileColumn = z
  .object({
    header: z.string().meta({ description: "As written in the file." }),
    name: z.string(),
    type: z.enum(FILE_COLUMN_TYPES),
    values: z.int(),
    empty: z.int(),
    examples: z.array(z.string()),
    notes: z.array(z.string()).meta({ description: "What speaks for the type, or against one near it." }),
  })
  .meta({ id: "FileColumn" });
export type FileColumn = z.infer<typeof FileColumn>;

export const FileUpload = z
  .object({
    id: z.int(),
    source_id: z.int(),
    file_name: z.string(),
    size: z.int().meta({ description: "Bytes." }),
    status: z.enum(["ready", "loading", "loaded", "failed", "cancelled"]),
    message: z.string().nullable().meta({ description: "What came of it, or why it failed." }),
    table_name: z.string(),
    created_at: timestamp(),
    ended_at: timestamp().nullable(),
    reading: z.object({
      format: z.string(),
      encoding: z.string().nullable(),
      encoding_guessed: z.boolean().meta({
        description: "Whether nothing in the file says its encoding, and nobody chose it.",
      }),
      delimiter: z.string().nullable(),
      skip: z.int().nullable(),
      has_header: z.boolean().nullable(),
      sheet: z.string().nullable(),
    }),
    sheets: z.array(z.object({ name: z.string(), rows: z.int().nullable() })).meta({
      description: "Those of a workbook, to choose from.",
    }),
    columns: z.array(FileColumn),
    first_rows: z.array(z.array(z.string().nullable())),
    rows_read: z.int().meta({ description: "Rows that were looked at." }),
    whole: z.boolean().meta({ description: "Whether these were all." }),
    warnings: z.array(z.string()),
    rows_loaded: z.int().nullable(),
    progress: z.object({ rows: z.int(), share: z.number() }).nullable().meta({
      description: "Rows read and share of the file, while it is loading.",
    }),
  })
  .meta({ id: "FileUpload" });
export type FileUpload = z.infer<typeof FileUpload>;

/** An upload in a list: what was found in the file is asked for with the file itself, since it may be much. */
export const FileUploadSummary = FileUpload.pick({
  id: true,
  source_id: true,
  file_name: true,
  size: true,
  status: true,
  table_name: true,
  created_at: true,
  ended_at: true,
  rows_loaded: true,
})
  .extend({
    message: z.string().nullable().meta({ description: "Why the last attempt to load it failed." }),
    encoding_guessed: z.boolean(),
  })
  .meta({ id: "FileUploadSummary" });
export type FileUploadSummary = z.infer<typeof FileUploadSummary>;

export const UploadId = z.strictObject({ upload_id: id() });
export const UploadsOfSource = z.strictObject({ source_id: id() });
export const UploadListRequest = UploadsOfSource.extend({
  open: boolean().optional().meta({
    description: "Only those that are no table yet (they wait, run or failed), or only those that are.",
  }),
});
export type UploadListRequest = z.infer<typeof UploadListRequest>;
export const ReadAgainRequest = FileReading.extend({ upload_id: id() });
export type ReadAgainRequest = z.infer<typeof ReadAgainRequest>;

export const LoadRequest = z
  .strictObject({
    upload_id: id(),
    table_name: optionalText("Table", 255).meta({
      description: "Left out: as the file is called. A table of that name is replaced.",
    }),
    columns: z
      .array(
        z.strictObject({
          header: z.string().max(1_100_000).optional().meta({ description: "For your own orientation." }),
          name: requiredText("Column", 255),
          type: z.enum([...FILE_COLUMN_TYPES, "leave_out"], { error: "That is no type of a column." }),
        }),
      )
      .max(2000)
      .optional()
      .meta({ description: "Every column of the file in its order; left out: as they were found." }),
  })
  .meta({ id: "FileLoadRequest" });
export type LoadRequest = z.infer<typeof LoadRequest>;

export const UploadResponse = z
  .object({ success: z.literal(true), message: z.string(), upload: FileUpload })
  .meta({ id: "FileUploadResponse" });
export const UploadListResponse = z
  .object({ success: z.literal(true), uploads: z.array(FileUploadSummary), count: z.int() })
  .meta({ id: "FileUploadList" });

const RefusedFile = z.object({ file_name: z.string(), message: z.string() });
export type RefusedFile = z.infer<typeof RefusedFile>;

/** What became of the files of one form. */
export const ReceivedFiles = UploadResponse.extend({
  upload: FileUpload.meta({ description: "The first of `uploads`." }),
  uploads: z.array(FileUpload),
  refused: z
    .array(RefusedFile)
    .meta({ description: "Those that cannot become a table, each with the reason." }),
}).meta({ id: "ReceivedFiles" });
export type ReceivedFiles = z.infer<typeof ReceivedFiles>;

export const FileTable = z
  .object({
    name: z.string(),
    rows: z.int().nullable(),
    file_name: z.string().nullable().meta({ description: "The file that it was loaded from last." }),
    loaded_at: timestamp().nullable(),
    graphs: z.array(z.string()).meta({ description: "The knowledge graphs that hold it." }),
  })
  .meta({ id: "FileTable" });
export type FileTable = z.infer<typeof FileTable>;

export const FileTableListResponse = z
  .object({ success: z.literal(true), tables: z.array(FileTable), count: z.int() })
  .meta({ id: "FileTableList" });

export const DropTableRequest = z.strictObject({
  source_id: id(),
  table: requiredText("Table", 255),
  from_graphs: boolean().default(false).meta({
    description:
      "Take it out of the knowledge graphs that hold it, too: definitions no longer know it, and joins, names and rules about it are kept and not used.",
  }),
});
export type DropTableRequest = z.infer<typeof DropTableRequest>;

/** A file on its way in; only inside the server. */
export const IncomingFile = z.strictObject({
  source_id: id(),
  file_name: requiredText("Name of the file", 255),
  chunks: z.custom<AsyncIterable<Uint8Array>>((value) => Symbol.asyncIterator in Object(value), {
    error: "Files are sent to POST /v1/sources/{source_id}/files.",
  }),
});
