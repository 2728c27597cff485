import { describe, expect, test } from "vitest";
import { keyName, named, nameScore, tableWords } from "./names.ts";

function column(table: string, name: string) {
  return named(tableWords(table, []), keyName(name, null));
}

function score(source: string, target: string): number {
  const [fromTable = "", from = ""] = source.split(".");
  const [toTable = "", to = ""] = target.split(".");
  return nameScore(column(fromTable, from), column(toTable, to), fromTable === toTable);
}

describe("a name that points at a table", () => {
  test.each([
    ["orders.customer_id", "customers.id"],
    ["orders.customer_id", "customers.customer_id"],
    ["orders.CustomerID", "Customer.CustomerID"],
    ["orders.custno", "customer.cust_no"],
    ["orders.fk_customer", "customers.customer_fk"],
    ["stg_lines.PRODUCT_CD", "stg_products.code"],
  ])("%s says %s nearly as well as a name can", (source, target) => {
    expect(score(source, target)).toBeGreaterThan(0.9);
  });

  test.each([
    ["orders.billing_customer_id", "customers.customer_id"],
    ["game.home_team_id", "team.team_id"],
    ["result.club_id_2", "club.club_id"],
    ["orders.cust_ref", "customer.id"],
    ["grades.stu_id", "student.student_id"],
  ])("%s points at %s in a role or in short", (source, target) => {
    expect(score(source, target)).toBeGreaterThan(0.7);
  });

  test("a column named after another thing that has the table's name in it does not point there", () => {
    expect(score("order_items.order_item_id", "orders.order_id")).toBeLessThan(0.6);
    expect(score("staff.staff_address_id", "staff.staff_id")).toBeLessThan(0.6);
  });

  test("id and id say nothing", () => {
    expect(score("orders.id", "customers.id")).toBe(0);
  });

  test("a manager or a parent is another row of the same table", () => {
    expect(score("employee.manager_id", "employee.id")).toBeGreaterThan(0.7);
    expect(score("category.parent_category_id", "category.category_id")).toBeGreaterThan(0.9);
    expect(score("department.manager_id", "employee.employee_id")).toBeGreaterThan(0.6);
  });
});

describe("a column's name taken apart", () => {
  test("has the key word that is glued to it, but not in a word that only ends alike", () => {
    expect(keyName("custno", null)).toEqual({ about: ["customer"], key: "number" });
    expect(keyName("paid", null)).toEqual({ about: ["paid"], key: null });
  });

  test("is read without what all columns of its table begin with", () => {
    expect(keyName("c_custkey", "c")).toEqual({ about: ["customer"], key: "key" });
  });
});
