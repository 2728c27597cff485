import { describe, expect, it } from "vitest";
import { Sayings, valuesToSay } from "./saying.ts";
import { openFixture } from "./testing/fixture.ts";

const fixture = openFixture(
  `CREATE TABLE shop_orders("Order No." TEXT, "Unit Cost ($)" REAL, in_stock TEXT, paid_by TEXT, state TEXT, remark TEXT);
CREATE TABLE returned_goods(state TEXT, reason TEXT, remark TEXT);
INSERT INTO shop_orders VALUES
 ('A-1', 2.5, 'yes', 'Card', 'Open', 'he said "no"'), ('A-2', 3, 'no', 'Invoice', 'Shipped', 'missing'), ('A-3', 3, 'no', 'Card', 'shipped ', '2024');
INSERT INTO returned_goods VALUES ('Open', 'Too small', 'plain'), ('Closed', 'paid by', 'plain'), ('Closed', 'Broken glass', NULL);`,
  {
    matches: [],
    aliases: { shop_orders: ["returns", "web orders", "the in"], returned_goods: ["returns"] },
    columnAliases: { "shop_orders.paid_by": ["state", "way to pay", "payment method"] },
  },
);
const { graph } = fixture;
const sayings = new Sayings();
for (const table of graph.tables) {
  sayings.addTable(table);
  for (const column of table.columns) sayings.addColumn(column, valuesToSay(column));
}

const things = graph.tables.flatMap((table) =>
  table.columns.flatMap((column) =>
    [null, ...valuesToSay(column)].map((value) => ({ table, column, value })),
  ),
);
const said = (tableName: string, columnName: string, value?: string) => {
  const found = things.find(
    (thing) =>
      thing.table.name === tableName && thing.column.name === columnName && thing.value === (value ?? null),
  );
  if (!found) throw new Error(`${tableName} has no ${columnName} ${value ?? ""}`);
  const { table, column } = found;
  return value === undefined ? sayings.column(table, column) : sayings.value(table, column, value);
};

describe("what to say", () => {
  it("is for a table the first alias that no other table has, else its name", () => {
    expect(graph.tables.map((table) => sayings.table(table))).toEqual(["web orders", "returned_goods"]);
  });

  it("is for a column an alias that is no other column of its table and has no word of the grammar", () => {
    expect(said("shop_orders", "paid_by")).toBe("payment method");
    expect(said("shop_orders", "in_stock")).toBe("in_stock");
    expect(said("shop_orders", "Unit Cost ($)")).toBe("Unit_Cost");
  });

  it("is for a value the value alone where one column has it, else with its column", () => {
    expect(said("shop_orders", "state", "Shipped")).toBe("Shipped");
    expect(said("shop_orders", "state", "Open")).toBe("state is Open");
    expect(said("shop_orders", "remark", "2024")).toBe('remark is "2024"');
    expect(said("shop_orders", "remark", 'he said "no"')).toBe('remark is “he said "no"”');
    expect(said("shop_orders", "remark", "missing")).toBe('remark is "missing"');
    expect(said("returned_goods", "reason", "paid by")).toBe('reason is "paid by"');
  });

  it.each(things.filter(({ value }) => value === null))(
    "is read as that column: $table.name, $column.name",
    ({ table, column }) => {
      const result = fixture.compile(
        `${sayings.table(table)} where ${sayings.column(table, column)} is null`,
      );
      expect(result.ok ? result.readableSql : result.diagnostics[0].message).toContain(`"${column.name}"`);
    },
  );

  it.each(things.filter(({ value }) => value !== null))(
    "is read as that value: $table.name, $column.name, $value",
    ({ table, column, value }) => {
      const definition = `${sayings.table(table)} with ${sayings.value(table, column, value ?? "")}`;
      const found = fixture.rows(definition).map((row) => String(row[column.name]).trim().toLowerCase());
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found)).toEqual(new Set([value?.toLowerCase()]));
    },
  );
});
