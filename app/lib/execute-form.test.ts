import { expect, test } from "vitest";
import { ExecutionRequest } from "../../server/contracts/executions.ts";
import { askForSql, executeRequest, executeValues, readExecuteForm } from "./execute-form.ts";

const sent = {
  kg_name: "KG_101",
  select_schema: "newdqschema",
  ruleset_name: "",
  db_type: "",
  limit_records: "500",
  excluded_fields: " Created_By, ,Business_Unit ",
  min_confidence: "0.8",
};

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("the form's texts are a request that the API accepts", () => {
  const request = ExecutionRequest.parse(executeRequest(readExecuteForm(formOf(sent))));
  expect(request).toMatchObject({
    limit_records: 500,
    min_confidence: 0.8,
    use_llm: false,
    ruleset_name: null,
    db_type: undefined,
    excluded_fields: ["Created_By", "Business_Unit"],
  });
});

test("a form opened with the last run's parameters sends the same parameters again", () => {
  const last = ExecutionRequest.parse({ ...executeRequest(readExecuteForm(formOf(sent))), use_llm: true });
  const values = executeValues(last, readExecuteForm(new FormData()));
  expect(ExecutionRequest.parse(executeRequest(values))).toEqual(last);
});

test("why it has to be said which SQL to run is told without what only the API takes", () => {
  const why = "The SQL of this KPI was accepted on 2026-11-28 for its version 1. The definition was edited.";
  const ways =
    'Review the SQL, or say which to run: sql "compiled" for what it gives now, "pinned" for the other.';
  expect(askForSql(`${why} ${ways}`)).toBe(`${why} Choose which SQL to run.`);
  expect(askForSql(why)).toBe(`${why} Choose which SQL to run.`);
});
