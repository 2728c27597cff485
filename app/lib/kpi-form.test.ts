import { expect, test } from "vitest";
import {
  BLANK,
  conflictsOf,
  copyOf,
  IN_CONFLICT,
  KPI_FIELDS,
  type KpiValues,
  openedWith,
  readConflicts,
  withTheirs,
} from "./kpi-form.ts";

const opened: KpiValues = {
  ...BLANK,
  name: "N",
  alias_name: "A",
  group_name: "G",
  description: "D",
  nl_definition: "old",
};

function formOf(typed: KpiValues, taken: string[] = []): FormData {
  const form = new FormData();
  for (const field of KPI_FIELDS) {
    form.set(field, typed[field]);
    form.set(openedWith(field), opened[field]);
  }
  for (const field of taken) form.append("take_theirs", field);
  return form;
}

test("only fields that somebody else changed to something else are in conflict", () => {
  const typed = { ...opened, nl_definition: "mine", alias_name: "same" };
  const current = { ...opened, nl_definition: "theirs", description: "new", alias_name: "same" };
  expect(conflictsOf(opened, typed, current)).toEqual([
    { field: "description", theirs: "new", changedHere: false },
    { field: "nl_definition", theirs: "theirs", changedHere: true },
  ]);
});

test("a ticked field takes what is stored, the others keep what was typed", () => {
  const typed = { ...opened, name: "Mine", nl_definition: "mine" };
  expect(withTheirs(formOf(typed, ["nl_definition"]))).toEqual({ ...opened, name: "Mine" });
});

test("line ends as browsers send them are no change", () => {
  const typed = { ...opened, description: "one\r\ntwo" };
  expect(withTheirs(formOf(typed)).description).toBe("one\ntwo");
});

test("conflicts and the choices made survive a form that is sent without being saved", () => {
  const form = formOf({ ...opened, nl_definition: "mine" }, ["description"]);
  for (const field of ["description", "nl_definition"]) form.append(IN_CONFLICT, field);
  expect(readConflicts(form)).toEqual([
    { field: "description", theirs: "D", changedHere: false },
    { field: "nl_definition", theirs: "old", changedHere: true },
  ]);
});

test("a copy says all that the KPI says, under a name that is its own and not too long", () => {
  const kpi = {
    name: "Late orders",
    alias_name: "LATE",
    group_name: null,
    description: null,
    nl_definition: "orders that are late",
    better: "lower",
    warning_bound: null,
    critical_bound: 10,
  } as const;
  expect(copyOf(kpi)).toEqual({
    ...BLANK,
    name: "Late orders (copy)",
    alias_name: "LATE",
    nl_definition: "orders that are late",
    better: "lower",
    critical_bound: "10",
  });
  const { name } = copyOf({ ...kpi, name: "x".repeat(255) });
  expect(name).toHaveLength(255);
  expect(name).toMatch(/x \(copy\)$/);
});
