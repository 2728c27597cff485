import { Form } from "@remix-run/react";
import type { FileColumn, FileUpload } from "../../../server/contracts/file-uploads.ts";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Field } from "../../components/field.tsx";
import { formatCount } from "../../lib/format.ts";
import { COLUMN_TYPE_NAMES, type ColumnChoices } from "../../lib/upload-form.ts";

interface ColumnsFormProps {
  readonly upload: FileUpload;
  readonly choices: ColumnChoices;
}

/** The columns of a file with what speaks for their types; people change names and types before it is loaded. */
export function ColumnsForm({ upload, choices }: ColumnsFormProps) {
  const rows = upload.columns.map((column, index) => ({
    ...column,
    index,
    chosenName: choices.names[index] ?? column.name,
    chosenType: choices.types[index] ?? column.type,
  }));
  return (
    <Form method="post" className="form panel" preventScrollReset noValidate>
      {/* What Enter in a field presses is the first button: to load. */}
      <button type="submit" name="intent" value="load" hidden />
      <Field
        name="table_name"
        label="Table"
        required
        hint="A table of that name in this source is replaced, whole or not at all."
      >
        {(control) => <input {...control} defaultValue={choices.table_name} autoComplete="off" required />}
      </Field>
      <DataTable label="Columns" columns={COLUMNS} rows={rows} rowId={({ index }) => String(index)} stacks />
      <footer className="form-buttons">
        <button data-kind="primary" type="submit" name="intent" value="load">
          Load into the table
        </button>
        <button type="submit" name="intent" value="discard">
          Drop this file
        </button>
      </footer>
    </Form>
  );
}

interface Row extends FileColumn {
  readonly index: number;
  readonly chosenName: string;
  readonly chosenType: string;
}

const COLUMNS: DataColumn<Row>[] = [
  {
    id: "header",
    header: "In the file",
    accessorKey: "header",
    meta: { rowHeader: true },
    cell: ({ row: { original: column } }) => column.header || `Column ${column.index + 1}`,
  },
  {
    id: "name",
    header: "Name",
    accessorKey: "name",
    cell: ({ row: { original: column } }) => (
      <input
        name="name"
        aria-label={`Name of ${column.header || `column ${column.index + 1}`}`}
        defaultValue={column.chosenName}
        autoComplete="off"
      />
    ),
  },
  {
    id: "type",
    header: "Type",
    accessorKey: "type",
    cell: ({ row: { original: column } }) => (
      <select
        name="type"
        aria-label={`Type of ${column.header || `column ${column.index + 1}`}`}
        defaultValue={column.chosenType}
      >
        {Object.entries(COLUMN_TYPE_NAMES).map(([type, name]) => (
          <option key={type} value={type}>
            {name}
          </option>
        ))}
        <option value="leave_out">Leave it out</option>
      </select>
    ),
  },
  {
    id: "evidence",
    header: "What was found",
    accessorFn: ({ values, empty, notes }) =>
      [
        `${formatCount(values)} ${values === 1 ? "value" : "values"}${empty > 0 ? `, ${formatCount(empty)} empty` : ""}.`,
        ...notes,
      ].join(" "),
  },
  { id: "examples", header: "Examples", accessorFn: ({ examples }) => examples.join(" · ") },
];
