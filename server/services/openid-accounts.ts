import { findAccountByLogin } from "../../db/queries/accounts.ts";
import { accountOfSubject, insertOpenIdLink, isLinked } from "../../db/queries/openid-links.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import { AppError } from "../errors.ts";
import type { OpenIdIdentity } from "./openid-connect.ts";

/** The account that was linked before, or else whose login is the e-mail address. */
export async function accountOfIdentity(db: Db, identity: OpenIdIdentity): Promise<AccountRow | undefined> {
  return (await accountOfSubject(db, identity)) ?? (await accountOfEmail(db, identity.email));
}

/**
 * The account that somebody comes in to by OpenID Connect; the first time, the account is linked to who they are there.
 * Throws when there is none: nobody gets an account by themselves. Whether it is suspended is for the caller to say.
 */
export async function linkIdentity(trx: Db, identity: OpenIdIdentity): Promise<AccountRow> {
  const linked = await accountOfSubject(trx, identity);
  if (linked) return linked;
  const { email, provider, issuer } = identity;
  if (email === null)
    throw new AppError(
      "forbidden",
      `${provider} has no e-mail address of yours that is verified. Verify one there and sign in again, or ask an administrator for a link to choose a password.`,
    );
  const account = await accountOfEmail(trx, email);
  if (!account) throw new AppError("forbidden", `An administrator has to invite ${email} first.`);
  if (account.is_active !== 1) return account;
  // An address that was given to somebody else there must not bring that person into the account of the one before.
  if (await isLinked(trx, account.id, issuer))
    throw new AppError(
      "forbidden",
      `The account ${email} belongs to somebody else at ${provider}. If that was you, ask an administrator to delete it and to invite you again.`,
    );
  await insertOpenIdLink(trx, identity, account.id);
  return account;
}

/**
 * Logins are compared with some signs taken for others (NFKC); of addresses that providers give out, only upper and lower
 * case of ASCII are the same.
 */
async function accountOfEmail(db: Db, email: string | null): Promise<AccountRow | undefined> {
  if (email === null) return undefined;
  const account = await findAccountByLogin(db, email);
  return account && (account.login === email || /^[!-~]+$/.test(email + account.login)) ? account : undefined;
}
