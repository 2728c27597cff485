import { once } from "node:events";
import { onTestFinished } from "vitest";
import type { Cell } from "../../connectors/connector.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import { openSqlServerSource } from "../../connectors/sqlserver/source.ts";
import { type Answer, startTdsServer, type TdsServer } from "../tds/server.ts";
import { bytes, type Column, columnsToken, int, nvarchar, rowToken, TYPE } from "../tds/tokens.ts";

export const SOON = { timeLimitMs: 8_000 };
/** A password that would be noticed anywhere. */
export const PASSWORD = "Pa55 wörd'\"\\%7391";
const _SOON = { timeLimitMs: 8_000 };

const INSPECTED: readonly Column[] = ["is_hidden", "column_ordinal", "name"].map((name, at) => ({
  name,
  type: [TYPE.bit, TYPE.int, TYPE.nvarchar][at] as Buffer,
}));

/** What the server says of a statement's columns, and lets through as a query. */
export function* inspected(...names: string[]) {
  yield columnsToken(INSPECTED);
  for (const [at, name] of names.entries()) yield rowToken(bytes(1, 0), int(at + 1), nvarchar(name));
}

/** Answers each statement as a server does that has its columns; `rows` are what running it gives. */
export function answering(columns: readonly Column[], rows: Answer): Answer {
  return (statement, ended) =>
    statement.sql.includes("sp_describe_first_result_set")
      ? inspected(...columns.map(({ name }) => name))
      : rows(statement, ended);
}

export const NUMBERS: readonly Column[] = [{ name: "n", type: TYPE.int }];

async function* _never(_: unknown, ended: AbortSignal): AsyncGenerator<Buffer> {
  yield columnsToken(NUMBERS);
  await once(ended, "abort");
}

/** A statement whose rows never come. */
export async function* never(_: unknown, ended: AbortSignal): AsyncGenerator<Buffer> {
  yield columnsToken(NUMBERS);
  await once(ended, "abort");
}

export async function standIn(
  options: Partial<Parameters<typeof startTdsServer>[0]> = {},
): Promise<TdsServer> {
  const server = await startTdsServer({ password: PASSWORD, answer: answering(NUMBERS, oneRow), ...options });
  onTestFinished(() => server.stop());
  return server;
}

export function* oneRow() {
  yield columnsToken(NUMBERS);
  yield rowToken(int(1));
}

export function sourceAt({ port }: Pick<TdsServer, "port">, options: Partial<ServerSource> = {}) {
  const source = openSqlServerSource({
    host: "127.0.0.1",
    port,
    database: "lab",
    user: "reader",
    password: PASSWORD,
    tls: "off",
    ...options,
  });
  onTestFinished(() => source.close());
  return source;
}

/** An answer of such rows; each column is of the type that its first cell has. */
export function* answerOf(rows: readonly (readonly Cell[])[]) {
  const [first = []] = rows;
  const types = first.map((cell) =>
    typeof cell === "number" ? "int" : typeof cell === "boolean" ? "bit" : "nvarchar",
  );
  yield columnsToken(types.map((type, at) => ({ name: `c${at}`, type: TYPE[type] })));
  for (const row of rows)
    yield rowToken(
      ...row.map((cell, at) => {
        if (types[at] === "int") return int(cell as number | null);
        return types[at] === "bit" ? bytes(1, Number(cell)) : nvarchar(cell as string | null);
      }),
    );
}
