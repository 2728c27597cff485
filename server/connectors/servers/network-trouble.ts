import { SourceError } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";

/** How long a server may take to accept a connection. */
export const CONNECT_MS = 10_000;

/** An error as the libraries throw it. */
export interface LibraryError {
  readonly code?: unknown;
  readonly message?: unknown;
  /** The number of an error of the database's. */
  readonly errno?: unknown;
}

const UNTRUSTED = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_UNTRUSTED",
  "CERT_SIGNATURE_FAILURE",
]);

/** What TLS found wrong, where a library says it in words only: these are Node's and OpenSSL's. */
const TLS_TEXTS: readonly (readonly [RegExp, code: string])[] = [
  [/self.signed certificate/, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  [/unable to (verify|get)|issuer/, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  [/altnames/, "ERR_TLS_CERT_ALTNAME_INVALID"],
  [/has expired/, "CERT_HAS_EXPIRED"],
  [/not yet valid/, "CERT_NOT_YET_VALID"],
  [/./, "ERR_SSL_HANDSHAKE"],
];

export function tlsCodeIn(text: string): string | undefined {
  return TLS_TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * What a person is told of trouble between here and the server; null when it is of another sort. Nothing of it
 * holds the password: messages are made of the place, details of the library's own code and text.
 */
export function networkTrouble(error: LibraryError, source: ServerSource): SourceError | null {
  const sentence = sentenceFor(error, source);
  return sentence === null ? null : new SourceError("unreachable", sentence, detailOf(error));
}

/** For the log. */
export function detailOf({ code, message }: LibraryError): string {
  return [code, message].filter((part) => part !== undefined && part !== "").join(": ");
}

export function placeOf({ host, port }: ServerSource): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

export function unanswered(source: ServerSource): SourceError {
  return new SourceError(
    "unreachable",
    `${placeOf(source)} did not answer within ${CONNECT_MS / 1_000} s. Check the host and the port, that the database server runs, and that no firewall is in between.`,
  );
}

function sentenceFor({ code }: LibraryError, source: ServerSource): string | null {
  const place = placeOf(source);
  if (typeof code !== "string") return null;
  if (UNTRUSTED.has(code))
    return `The certificate of ${place} is signed by nobody who is trusted here. Give the certificate of the authority that signed it, or choose TLS without verification.`;
  if (/_(PEM|X509|ASN1)_/.test(code) || code === "ERR_CRYPTO_INVALID_CERTIFICATE")
    return "The certificate of the authority cannot be read. Paste it as PEM, from BEGIN CERTIFICATE to END CERTIFICATE.";
  if (/^ERR_SSL|^EPROTO$|^ERR_TLS_(?!CERT)/.test(code))
    return `${place} and this server found no way to encrypt the connection that both know. Check that the database server takes TLS 1.2 or newer.`;
  switch (code) {
    case "ECONNREFUSED":
      return `Nothing listens at ${place}. Check the host and the port, and that the database server runs and accepts connections from other machines.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EAI_NONAME":
      return `No machine is known by the name ${source.host}. Check the spelling of the host.`;
    case "FORBIDDEN_ADDRESS":
      return `${source.host} leads to an address that sources may not have (link-local, or a cloud's own services). If a database is really there, name the address in ALLOWED_SOURCE_ADDRESSES and start the server again.`;
    case "ETIMEDOUT":
      return unanswered(source).message;
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `There is no way from here to ${place}. Check the host, and the network between the two.`;
    case "ECONNRESET":
    case "EPIPE":
    case "ECONNABORTED":
      return `The connection to ${place} broke. Try again; if it happens again, check that a database server of the right kind listens there.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `The certificate of ${place} is for another host than ${source.host}. Use the name that the certificate is for.`;
    case "CERT_HAS_EXPIRED":
      return `The certificate of ${place} has expired. Renew it on the database server.`;
    case "CERT_NOT_YET_VALID":
      return `The certificate of ${place} is not valid yet. Check the clocks of both machines.`;
    default:
      return null;
  }
}
