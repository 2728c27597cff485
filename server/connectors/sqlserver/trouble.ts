import { SourceError } from "../connector.ts";
import { refusedStatement } from "../refused-statement.ts";
import type { ServerSource } from "../server-source.ts";
import { detailOf, type LibraryError, networkTrouble, placeOf } from "../servers/network-trouble.ts";

/** An error as tedious throws it: `number` is SQL Server's own, where the server said it. */
interface TediousError extends LibraryError {
  readonly number?: number;
}

const LOCK_TIMEOUT = 1222;
const DEADLOCK_VICTIM = 1205;
const NO_OBJECT = 208;
const NO_COLUMN = 207;

/** All that the server said, in its order; several errors come as one. */
export function errorsOf(error: unknown): TediousError[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(errorsOf);
  return [error instanceof Error ? error : { message: String(error) }];
}

/** Turns whatever tedious threw into a SourceError whose message a person can act on. */
export function troubleOf(error: unknown, source: ServerSource): SourceError {
  const cause = causeOf(error);
  if (cause instanceof SourceError) return cause;
  const said = errorsOf(cause);
  const login = loginSentence(said, source);
  if (login !== null) return new SourceError("unreachable", login, said.map(detailOf).join(" "));
  const [first = {}] = said;
  return networkTrouble(first, source) ?? statementTrouble(said, source);
}

/** tedious wraps what happened to the socket. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && (error as TediousError).code === "ESOCKET" && error.cause
    ? error.cause
    : error;
}

/** What answers, but not as SQL Server does. */
export function noSqlServer(source: ServerSource, detail?: string): SourceError {
  return new SourceError(
    "unreachable",
    `What listens at ${placeOf(source)} is no SQL Server. Check the host and the port.`,
    detail,
  );
}

/** By the numbers of the server's, which no language setting changes; the most telling one counts. */
function loginSentence(said: readonly TediousError[], source: ServerSource): string | null {
  const place = placeOf(source);
  const { user, database } = source;
  const numbers = new Set(said.map(({ number }) => number));
  const has = (...some: number[]) => some.some((number) => numbers.has(number));
  if (has(4060, 911, 916))
    return `${place} has no database ${database} that ${user} may use. Check the spelling, and that the login has a user there (CREATE USER).`;
  if (has(18486, 18470))
    return `The login ${user} is locked or disabled at ${place}. Enable it there, or use another one.`;
  if (has(18487, 18488))
    return `The password of ${user} has expired at ${place}. Change it on the server first.`;
  if (has(18452))
    return `${place} takes no login with a password. Allow SQL Server authentication (mixed mode) there.`;
  if (has(40615, 40914))
    return `The firewall of ${place} does not let this machine in. Allow its address there.`;
  if (has(18456)) return `${place} refuses the user ${user} with this password. Check both.`;
  if (has(17809, 10928, 10929, 10936))
    return `${place} has no connection left for ${user}. Try again later, or raise the limit on the server.`;
  if (has(17142, 18461, 40613, 40197, 40501, 49918, 49919, 49920, 6005))
    return `${place} is not taking connections at the moment. Try again in a minute.`;
  return driverSentence(said, place, source);
}

/** What tedious says in its own words. */
function driverSentence(said: readonly TediousError[], place: string, source: ServerSource): string | null {
  const [{ code, message } = {}] = said;
  if (code === "EENCRYPT")
    return source.tls === "off"
      ? `${place} does not let ${source.user} in without TLS. Turn TLS on.`
      : `${place} does not offer TLS. Turn it on in the server's settings, or choose a connection without TLS.`;
  const broken = code === "ECLOSE" || code === "ESOCKET" || code === "EINVALIDSTATE";
  if (broken || /end of message stream/.test(String(message)))
    return `The connection to ${place} broke. Try again; if it happens again, check that the server runs, and that SQL Server listens at this port.`;
  return code === "ELOGIN" || code === "EFEDAUTH"
    ? `${place} does not let ${source.user} in. It says: ${message}`
    : null;
}

function statementTrouble(said: readonly TediousError[], source: ServerSource): SourceError {
  const [{ message, number, code } = {}] = said;
  const detail = said.map((one) => [one.number, detailOf(one)].filter(Boolean).join(" ")).join(" ");
  if (code === "ETIMEOUT")
    return new SourceError("time_limit", "The statement was ended after its time limit.", detail);
  if (number === LOCK_TIMEOUT || number === DEADLOCK_VICTIM)
    return new SourceError(
      "source_busy",
      `The database ${source.database} kept rows locked that the statement reads. Try again later, or let the database read committed snapshots (READ_COMMITTED_SNAPSHOT).`,
      detail,
    );
  return refusedStatement(
    String(source.database),
    String(message),
    number === NO_OBJECT || number === NO_COLUMN,
    detail,
  );
}
