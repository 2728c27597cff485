import { SourceError } from "../connector.ts";
import { refusedStatement } from "../refused-statement.ts";
import type { ServerSource } from "../server-source.ts";
import {
  detailOf,
  type LibraryError,
  networkTrouble,
  placeOf,
  tlsCodeIn,
} from "../servers/network-trouble.ts";

/** By number, where the two products give one number two names and mysql2 knows but one of them. */
const TIME_LIMIT = new Set<unknown>([1969, 3024]);
const CONNECTION_KILLED = 1927;

/** Turns whatever mysql2 threw into a SourceError whose message a person can act on. */
export function troubleOf(error: unknown, source: ServerSource): SourceError {
  if (error instanceof SourceError) return error;
  const library: LibraryError = error instanceof Error ? error : { message: String(error) };
  const login = loginSentence(library, source);
  if (login !== null) return new SourceError("unreachable", login, detailOf(library));
  return networkTrouble(withTlsCode(library), source) ?? statementTrouble(library, source);
}

/** mysql2 puts a code of its own in the place of what TLS found wrong. */
function withTlsCode(error: LibraryError): LibraryError {
  if (error.code !== "HANDSHAKE_SSL_ERROR") return error;
  const text = String(error.message);
  return { message: text, code: tlsCodeIn(text) };
}

function loginSentence(error: LibraryError, source: ServerSource): string | null {
  const place = placeOf(source);
  const { user, database } = source;
  switch (error.code) {
    case "ER_ACCESS_DENIED_ERROR":
    case "ER_ACCESS_DENIED_NO_PASSWORD_ERROR":
      return `${place} refuses the user ${user} with this password. Check both, and from which machines the user may connect${source.tls === "off" ? ", and whether only over TLS" : ""}.`;
    case "ER_DBACCESS_DENIED_ERROR":
    case "ER_BAD_DB_ERROR":
      return `${place} has no database ${database} that ${user} may see. Check the spelling, or grant SELECT on it.`;
    case "ER_HOST_NOT_PRIVILEGED":
      return `${place} takes no connection from this machine. Create the user ${user} for this machine's address.`;
    case "ER_HOST_IS_BLOCKED":
      return `${place} has blocked this machine after too many failed connections. Run FLUSH HOSTS on the server.`;
    case "ER_CON_COUNT_ERROR":
    case "ER_TOO_MANY_USER_CONNECTIONS":
    case "ER_USER_LIMIT_REACHED":
      return `${place} has no connection left for ${user}. Try again later, or raise the limit on the server.`;
    case "ER_SECURE_TRANSPORT_REQUIRED":
      return `${place} does not let ${user} in without TLS. Turn TLS on.`;
    case "ER_ACCOUNT_HAS_BEEN_LOCKED":
      return `The user ${user} is locked at ${place}. Unlock it there, or use another one.`;
    case "HANDSHAKE_NO_SSL_SUPPORT":
      return `${place} does not offer TLS. Turn it on in the server's settings, or choose a connection without TLS.`;
    case "AUTH_SWITCH_PLUGIN_ERROR":
    case "HANDSHAKE_UNKNOWN_ERROR":
      return `${place} asks ${user} to log in in a way that is not known here. Let the user log in with a password.`;
    default:
      return brokenSentence(error, place);
  }
}

function brokenSentence({ code, message, errno }: LibraryError, place: string): string | null {
  const broken = ["PROTOCOL_CONNECTION_LOST", "ER_SERVER_SHUTDOWN", "PROTOCOL_ERROR"].includes(String(code));
  if (broken || errno === CONNECTION_KILLED || /closed state|^Connection (lost|ended)/.test(String(message)))
    return `The connection to ${place} broke. Try again; if it happens again, check that the server runs, and that MySQL or MariaDB listens at this port.`;
  return null;
}

function statementTrouble(error: LibraryError, source: ServerSource): SourceError {
  const detail = detailOf(error);
  if (TIME_LIMIT.has(error.errno))
    return new SourceError("time_limit", "The statement was ended after its time limit.", detail);
  const missing = ["ER_NO_SUCH_TABLE", "ER_BAD_FIELD_ERROR"].includes(String(error.code));
  return refusedStatement(`at ${placeOf(source)}`, String(error.message), missing, detail);
}
