import { expect, test } from "vitest";
import type { Table } from "../../engine/graph.ts";
import { withPackedValues } from "./packed-values.ts";

const TABLE: Table = {
  schema: "shop",
  name: "orders",
  aliases: [],
  columns: [
    {
      name: "status",
      declaredType: "TEXT",
      kind: "text",
      aliases: [],
      nullable: true,
      values: ["open", "Ürün"],
    },
    { name: "amount", declaredType: "REAL", kind: "decimal", aliases: [], nullable: true },
  ],
  primaryKey: [],
  uniqueKeys: [],
  rowCount: 2,
};

test("packed values are read, copied and written as JSON like those of any table", () => {
  const packed = withPackedValues(TABLE);
  expect(packed).toEqual(TABLE);
  expect(packed.columns.map((column) => ({ ...column }))).toEqual(TABLE.columns);
  expect(JSON.parse(JSON.stringify(packed))).toEqual(TABLE);
});
