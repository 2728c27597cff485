import { z } from "zod";
import type {
  NamedAmount,
  NamedCondition,
  NamedIntent,
  NamedMeasure,
  NamedOrder,
  NamedShape,
} from "../engine/from-names.ts";

/*
 * The form of the model's answer. It is sent as a JSON Schema that the endpoint holds the model to, and checked again
 * here: every field is required (absent is null) and nothing else may be there, as strict structured output wants it.
 */

const op = z.enum(["=", "!=", "<", "<=", ">", ">="]);
const table = z.string().describe("A table's name exactly as in tables.");
const column = z.string().describe("A column's name exactly as in tables, of the table that is spoken of.");
const columns = z.array(column);
const value = z.number();

const measureFields = {
  function: z.enum(["count", "count_distinct", "sum", "avg", "min", "max"]),
  column: column.nullable().describe("null for count, which counts rows."),
};
const Measure: z.ZodType<NamedMeasure> = z.strictObject(measureFields);

const Condition: z.ZodType<NamedCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.enum(["all", "any"]), items: z.array(Condition) }),
    z.strictObject({ kind: z.literal("not"), item: Condition }),
    z.strictObject({ kind: z.literal("blank"), column }).describe("NULL or empty: missing, not filled."),
    z
      .strictObject({ kind: z.literal("is"), column, values: z.array(z.string()) })
      .describe("The text is one of these, written as in the definition."),
    z.strictObject({
      kind: z.literal("text"),
      column,
      how: z.enum(["contains", "starts", "ends"]),
      text: z.string(),
    }),
    z.strictObject({ kind: z.enum(["number", "length"]), column, op, value }),
    z
      .strictObject({
        kind: z.literal("period"),
        column,
        from: z.string().nullable(),
        to: z.string().nullable(),
      })
      .describe("Dates as YYYY-MM-DD: from this day on, before the day `to`; null leaves a side open."),
    z.strictObject({ kind: z.literal("columns"), left: column, op, right: column }),
    z
      .strictObject({ kind: z.literal("overall"), column, op, function: z.enum(["avg", "min", "max"]) })
      .describe("Compared with the average, minimum or maximum over all rows of the table."),
    z
      .strictObject({ kind: z.literal("related"), table, where: Condition.nullable() })
      .describe("There is a matching row in that table, which meets `where`. Negate it for 'not in'."),
    z
      .strictObject({ kind: z.literal("differs"), table, mine: column, op, theirs: column })
      .describe("A matching row in that table has a value `theirs` to which `mine` stands in this relation."),
    z.strictObject({ kind: z.literal("amount"), amount: Amount, op, value }),
  ]),
);

const Amount: z.ZodType<NamedAmount> = z
  .strictObject({ ...measureFields, table, where: Condition.nullable() })
  .describe("A measure over the matching rows of another table.");

const columnsOf = z.array(z.strictObject({ table, columns }));

const Shape: z.ZodType<NamedShape> = z.union([
  z.strictObject({
    kind: z.literal("rows"),
    columns: columns.nullable().describe("null shows all columns."),
    distinct: z.boolean(),
    also: columnsOf.describe("Columns of other tables to show beside."),
  }),
  z.strictObject({
    kind: z.literal("measures"),
    measures: z.array(Measure),
    groups: columnsOf.describe("Empty when nothing is said to be counted for each of something."),
    having: z.strictObject({ ...measureFields, op, value }).nullable(),
  }),
  z
    .strictObject({
      kind: z.literal("share"),
      part: Condition,
      groups: columnsOf.describe("Empty when no percentage of each of something is asked for."),
    })
    .describe("The percentage of the rows that meet `part`, in all or of each group."),
  z.strictObject({
    kind: z.literal("duplicates"),
    columns,
    more_than: value.describe("1 for plain duplicates."),
    counted: z.boolean().describe("true when only the number of duplicated values is asked for."),
  }),
]);

const Order: z.ZodType<NamedOrder> = z.strictObject({
  by: z.union([
    z.strictObject({ kind: z.literal("column"), column }),
    z.strictObject({ kind: z.literal("amount"), amount: Amount }),
    z.strictObject({ kind: z.literal("measure"), index: z.number().describe("From 0.") }),
    z.strictObject({ kind: z.literal("group"), index: z.number().describe("From 0.") }),
  ]),
  descending: z.boolean(),
});

const Intent: z.ZodType<NamedIntent> = z.strictObject({
  table: table.describe("The table whose rows the definition is about."),
  where: Condition.nullable(),
  shape: Shape,
  order: z.array(Order),
  limit: z.number().nullable().describe("Only for 'top 5', 'the first 10'; null otherwise."),
});

/** `intent` is null when the definition cannot be read on these tables. */
export const AnswerForm = z.strictObject({ intent: Intent.nullable() });
