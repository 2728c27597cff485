import { SourceError } from "../connector.ts";
import { refusedStatement } from "../refused-statement.ts";
import type { ServerSource } from "../server-source.ts";
import {
  detailOf,
  type LibraryError,
  networkTrouble,
  placeOf,
  tlsCodeIn,
  unanswered,
} from "../servers/network-trouble.ts";

/** What people are told by Oracle's numbers, and by those of oracledb (NJS). */
type Sentence = (place: string, source: ServerSource, said: string) => string;

const broken: Sentence = (place) =>
  `The connection to ${place} broke. Try again; if it happens again, check that the server runs, and that Oracle's listener is at this port.`;
const full: Sentence = (place, { user }) =>
  `${place} has no connection left for ${user}. Try again later, or raise the limit on the server.`;
const starting: Sentence = (place) => `${place} is starting up or shutting down. Try again in a minute.`;
const unknownService: Sentence = (place, { database }) =>
  `${place} has no service ${database}. Check the service name: lsnrctl status on the server lists them.`;
const noOracle: Sentence = (place) =>
  `What listens at ${place} is no Oracle database. Check the host and the port.`;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  "ORA-01017": (place, { user }) => `${place} refuses the user ${user} with this password. Check both.`,
  "NJS-101": (place, { user }) => `${place} asks for a password. Give the password of ${user}.`,
  "ORA-01005": (place, { user }) => `${place} asks for a password. Give the password of ${user}.`,
  "ORA-28000": (place, { user }) =>
    `The user ${user} is locked at ${place}. Unlock it there, or use another one.`,
  "ORA-28001": (place, { user }) =>
    `The password of ${user} has expired at ${place}. Change it on the server first.`,
  "ORA-01045": (place, { user }) => `${user} may not connect to ${place}. Grant it: GRANT CREATE SESSION.`,
  "NJS-116": (place, { user }) =>
    `${place} keeps the password of ${user} in a way that is no longer safe. Set it again there with a password version of 11G or newer.`,
  "NJS-138": (place) => `The database at ${place} is too old: Oracle 12.1 or newer is needed.`,
  "NJS-518": unknownService,
  "ORA-12514": unknownService,
  "ORA-12505": unknownService,
  "ORA-12516": full,
  "ORA-12519": full,
  "ORA-12520": full,
  "ORA-00018": full,
  "ORA-00020": full,
  "ORA-02391": full,
  "ORA-01033": starting,
  "ORA-01034": starting,
  "ORA-01109": starting,
  "ORA-12528": starting,
  "NJS-505": () =>
    "The certificate of the authority cannot be read. Paste it as PEM, from BEGIN CERTIFICATE to END CERTIFICATE.",
  "NJS-508": (place, { host }) =>
    `The certificate of ${place} is for another host than ${host}. Use the name that the certificate is for.`,
  "NJS-509": noOracle,
  "NJS-511": (place, _, said) => `The listener at ${place} refuses the connection: ${firstLine(said)}.`,
  "NJS-530": (_, { host }) => `No machine is known by the name ${host}. Check the spelling of the host.`,
  "NJS-500": broken,
  "NJS-501": broken,
  "NJS-521": broken,
};

/** Turns whatever oracledb threw into a SourceError whose message a person can act on. */
export function troubleOf(error: unknown, source: ServerSource): SourceError {
  if (error instanceof SourceError) return error;
  const library: LibraryError = error instanceof Error ? error : { message: String(error) };
  const said = String(library.message);
  const code = /^(NJS-\d+|ORA-\d+)/.exec(String(library.code ?? said))?.[0] ?? "";
  if (code === "NJS-510") return unanswered(source);
  const network = networkTrouble({ code: systemCode(code, library), message: said }, source);
  if (network !== null) return network;
  const told = [code, ...(said.match(/ORA-\d{5}/g) ?? [])].map((one) => SENTENCES[one]).find(Boolean);
  if (told) return new SourceError("unreachable", told(placeOf(source), source, said), detailOf(library));
  return statementTrouble(code, library, source);
}

/** What oracledb says only in words: of the socket, or of TLS. */
function systemCode(code: string, { code: own, message }: LibraryError): unknown {
  const said = String(message);
  if (code === "NJS-506") return tlsCodeIn(said);
  return /\bE(CONN[A-Z]+|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)\b/.exec(said)?.[0] ?? own;
}

/** Encryption without looking at the certificate is not among what oracledb can do. */
export function noEncryption(source: ServerSource): SourceError {
  return new SourceError(
    "unreachable",
    `${placeOf(source)} can only be spoken to with its certificate verified, or without encryption: Oracle's driver knows nothing in between. Choose one of the two.`,
  );
}

function statementTrouble(code: string, error: LibraryError, source: ServerSource): SourceError {
  const detail = detailOf(error);
  if (code === "NJS-123")
    return new SourceError("time_limit", "The statement was ended after its time limit.", detail);
  const missing = ["ORA-00942", "ORA-00904"].includes(code);
  return refusedStatement(String(source.database), firstLine(String(error.message)), missing, detail);
}

/** Behind it come addresses of Oracle's web pages. */
function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
