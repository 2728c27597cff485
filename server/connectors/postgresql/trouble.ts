import { SourceError } from "../connector.ts";
import { refusedStatement } from "../refused-statement.ts";
import type { ServerSource } from "../server-source.ts";
import { detailOf, type LibraryError, networkTrouble, placeOf } from "../servers/network-trouble.ts";

/** Turns whatever pg threw into a SourceError whose message a person can act on. */
export function troubleOf(error: unknown, source: ServerSource): SourceError {
  if (error instanceof SourceError) return error;
  const library: LibraryError = error instanceof Error ? error : { message: String(error) };
  return (
    loginTrouble(library, source) ?? networkTrouble(library, source) ?? statementTrouble(library, source)
  );
}

/** By SQLSTATE, which no language setting of the server changes. */
function loginTrouble(error: LibraryError, source: ServerSource): SourceError | null {
  const sentence = loginSentence(error, source);
  return sentence === null ? null : new SourceError("unreachable", sentence, detailOf(error));
}

function loginSentence({ code, message }: LibraryError, source: ServerSource): string | null {
  const place = placeOf(source);
  const database = source.database ?? source.user;
  const said = String(message);
  switch (code) {
    case "28P01":
      return `${place} refuses the user ${source.user} with this password. Check both.`;
    case "28000":
      return source.tls === "off" && /SSL off|no encryption/.test(said)
        ? `${place} does not let ${source.user} in without TLS. Turn TLS on, or allow the login in pg_hba.conf of the server.`
        : `${place} does not let ${source.user} into ${database} from this machine. Check the user, TLS, and pg_hba.conf of the server. It says: ${said}.`;
    case "3D000":
      return `${place} has no database ${database}. Check the spelling; capital letters count.`;
    case "42501":
      return /database/.test(said)
        ? `${source.user} may not connect to the database ${database} on ${place}. Grant it: GRANT CONNECT ON DATABASE.`
        : null;
    case "53300":
      return `${place} has no connection left for ${source.user}. Try again later, or raise the limit on the server.`;
    case "57P03":
      return `${place} is starting up or shutting down. Try again in a minute.`;
    case "57P01":
    case "57P02":
    case "57P05":
      return `The server at ${place} ended the connection. Try again.`;
    default:
      return code === undefined ? uncodedSentence(said, source) : null;
  }
}

/** For what answers, but not as PostgreSQL does. */
export function noPostgres(source: ServerSource): SourceError {
  return new SourceError(
    "unreachable",
    `What listens at ${placeOf(source)} is no PostgreSQL server. Check the host and the port.`,
  );
}

/** What pg says in its own words, without a code. */
function uncodedSentence(said: string, source: ServerSource): string | null {
  const place = placeOf(source);
  if (said.includes("does not support SSL"))
    return `${place} does not offer TLS. Turn it on in the server's settings, or choose a connection without TLS.`;
  if (said.includes("SSL connection")) return noPostgres(source).message;
  if (said.startsWith("SASL") && /password/.test(said))
    return `${place} asks for a password. Give the password of ${source.user}.`;
  if (/^Connection terminated|not queryable/.test(said))
    return `The connection to ${place} broke. Try again; if it happens again, check that the server runs, and that PostgreSQL listens at this port.`;
  return null;
}

function statementTrouble(error: LibraryError, source: ServerSource): SourceError {
  const detail = detailOf(error);
  // Ended by its time limit, or by an administrator; nobody else here cancels what is still waited for.
  if (error.code === "57014" && /timeout/.test(String(error.message)))
    return new SourceError("time_limit", "The statement was ended after its time limit.", detail);
  const missing = ["42P01", "42703"].includes(String(error.code));
  return refusedStatement(source.database ?? source.user, String(error.message), missing, detail);
}
