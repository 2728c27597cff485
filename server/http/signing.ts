import { TRPCError } from "@trpc/server";
import { serialize } from "hono/utils/cookie";
import type { z } from "zod";
import {
  ChosenPassword,
  ForgottenPassword,
  type OwnSession,
  PasswordChange,
  SessionId,
  SetUpRequest,
  SignInRequest,
} from "../contracts/accounts.ts";
import { type Actor, may } from "../contracts/people.ts";
import { AppError, invalidField } from "../errors.ts";
import type { AuditService, Outcome } from "../services/audit.ts";
import type { ForgottenPasswordService } from "../services/forgotten-passwords.ts";
import type { OpenIdConnect } from "../services/openid-connect.ts";
import { sameSecret } from "../services/secret-tokens.ts";
import { SESSION_DAYS } from "../services/sessions.ts";
import type { SignInService } from "../services/sign-in.ts";
import { type Actors, actorOf, cookieOf, SESSION } from "./actors.ts";
import type { Client } from "./client.ts";
import { createOpenIdSigning, type OpenIdSigning } from "./openid-signing.ts";

/**
 * Signing in and out in one browser. What takes a form rejects with a refusal that says what is wrong; what is a
 * `Set-Cookie` header belongs on the answer.
 */
export interface Signing {
  readonly takesToken: boolean;
  withToken(token: string): Promise<string>;
  isOn(): Promise<boolean>;
  /** Whether making the first account wants the code that was printed. */
  readonly needsCode: boolean;
  setUp(form: FormData): Promise<string>;
  signIn(form: FormData): Promise<string>;
  /** Null where no provider is configured. */
  readonly openId: OpenIdSigning | null;
  /** Mails a link to whoever asks for one, after the answer; null where no mail server is configured. */
  readonly forgotPassword: ((form: FormData) => Promise<void>) | null;
  signOut(): Promise<string>;
  signOutEverywhere(): Promise<string>;
  /** Where whoever asks is signed in, this browser first. */
  sessions(): Promise<OwnSession[]>;
  /** Signs out the browser that the form's field `session` names. */
  endSession(form: FormData): Promise<void>;
  changePassword(form: FormData): Promise<string>;
  linkedAccount(link: string): Promise<{ readonly login: string; readonly name: string }>;
  choosePassword(link: string, form: FormData): Promise<string>;
}

export interface SigningParts {
  readonly actors: Actors;
  readonly service: SignInService;
  readonly openId: OpenIdConnect | null;
  readonly forgottenPasswords: ForgottenPasswordService | null;
  readonly audit: AuditService;
  /** What makes the first account where there is no other proof. */
  readonly setupCode: string;
}

export function createSigning(
  { actors, service, openId, forgottenPasswords, audit, setupCode }: SigningParts,
  request: Request,
  actor: Actor,
  client: Client,
): Signing {
  const { headers } = request;
  const cookie = (value: string, maxAge: number) =>
    serialize(SESSION, value, { httpOnly: true, sameSite: "Lax", secure: client.secure, path: "/", maxAge });
  const begun = (session: string) => cookie(session, SESSION_DAYS * 24 * 3_600);
  const ended = () => cookie("", 0);
  const browser = { session: cookieOf(headers, SESSION), userAgent: headers.get("user-agent") };
  const needsCode = !may(actor, "manage_people");

  const requireAccount = () => {
    if (!actor.account) throw new AppError("unauthorized", "Nobody is signed in here. Sign in at /sign-in.");
    return actor.account;
  };

  const origin = { way: "pages", address: client.address } as const;
  const whose = actor.account ? { account_id: actor.account.id } : {};

  /** Does it and writes it down; who begins a session by it is who did it. */
  const written = async <T>(name: string, input: object, work: () => Promise<T>): Promise<T> => {
    const outcomeOf = async (result: PromiseSettledResult<T>): Promise<Outcome> => {
      if (result.status === "rejected") return outcomeOfRefusal(result.reason);
      const begun = typeof result.value === "string" ? await service.accountOf(result.value) : null;
      return { kind: "done", answer: { account: begun }, ...(begun && { as: actorOf(begun) }) };
    };
    const [settled] = await audit.around(
      { actor, origin, name: `signing.${name}`, input },
      async () => {
        const [result] = await Promise.allSettled([work()]);
        return [result, await outcomeOf(result)] as const;
      },
      ([, outcome]) => outcome,
    );
    if (settled.status === "rejected") throw settled.reason;
    return settled.value;
  };

  return {
    takesToken: actors.takesToken,
    async withToken(token) {
      const attempt = await service.countTokenAttempt(client.address);
      const cookie = await written("withToken", {}, async () => {
        const made = actors.withToken(token);
        if (made === null) throw new AppError("forbidden", "That is not the administrator's token.");
        return made;
      });
      await attempt.forgive();
      return cookie;
    },
    isOn: service.isOn,
    needsCode,
    async setUp(form) {
      const request = read(SetUpRequest, form, ["login", "name", "password"]);
      if (needsCode && !sameSecret(text(form, "code").trim(), setupCode))
        throw invalidField("code", "This is not the code. The server printed it when it started.");
      return begun(await written("setUp", {}, () => service.setUp(request, browser)));
    },
    async signIn(form) {
      const request = read(SignInRequest, form, ["login", "password"]);
      // Not the login as it was typed, which may be a password in the wrong field.
      const account_id = await service.idOf(request.login);
      return begun(
        await written("signIn", { account_id }, () => service.signIn(request, client.address, browser)),
      );
    },
    openId:
      openId &&
      createOpenIdSigning(openId, request, client, async (identity) => {
        // Who is unknown, or came with an answer that is not to be trusted, has no account to name.
        const account_id = await identity.then(service.idOfIdentity, () => null);
        return begun(
          await written("openId", { account_id }, async () => service.signInBy(await identity, browser)),
        );
      }),
    forgotPassword:
      forgottenPasswords &&
      (async (form) => {
        const { login } = read(ForgottenPassword, form, ["login"]);
        await forgottenPasswords.count(login, client.address);
        forgottenPasswords.later(async () => {
          const doing = {
            ...{ actor, origin, name: "signing.forgotPassword" },
            input: { account_id: await service.idOf(login) },
          };
          await audit.around(doing, () => forgottenPasswords.mail(login), outcomeOfMail);
        });
      }),
    async signOut() {
      const { session } = browser;
      if (session === null) return ended();
      const end = () => service.signOut(session);
      await (actor.account ? written("signOut", whose, end) : end());
      return ended();
    },
    async signOutEverywhere() {
      const { id } = requireAccount();
      await written("signOutEverywhere", whose, () => service.signOutEverywhere(id));
      return ended();
    },
    sessions: async () => service.sessionsOf(requireAccount().id, browser.session),
    async endSession(form) {
      const { id } = requireAccount();
      const { session } = read(SessionId, form, ["session"]);
      await written("endSession", whose, () => service.endSession(id, session));
    },
    async changePassword(form) {
      const account = requireAccount();
      const change = read(PasswordChange, form, ["current", "password"]);
      const changed = () => service.changePassword(account, change, client.address, browser);
      return begun(await written("changePassword", whose, changed));
    },
    linkedAccount: service.linkedAccount,
    async choosePassword(link, form) {
      const { password } = read(ChosenPassword, form, ["password"]);
      return begun(
        await written("choosePassword", {}, () => service.choosePassword(link, password, browser)),
      );
    },
  };
}

/** What is wrong with what was typed changes nothing; a secret that does not fit is refused; so is one too many. */
function outcomeOfRefusal(reason: unknown): Outcome {
  if (!(reason instanceof AppError)) return { kind: "failed" };
  // Too many are refused before anything is compared, and would fill the store.
  if (reason.code === "unauthorized" || reason.code === "forbidden") return { kind: "refused" };
  return { kind: reason.fieldErrors.some(({ field }) => field === "current") ? "refused" : "nothing" };
}

function outcomeOfMail(mailed: "sent" | "unknown" | "failed"): Outcome {
  if (mailed === "sent") return { kind: "done", answer: {} };
  return { kind: mailed === "failed" ? "failed" : "refused" };
}

function text(form: FormData, field: string): string {
  return String(form.get(field) ?? "");
}

/** These fields of a form, as the schema has them; a refusal by field otherwise. */
function read<T>(schema: z.ZodType<T>, form: FormData, fields: readonly string[]): T {
  const found = schema.safeParse(Object.fromEntries(fields.map((field) => [field, text(form, field)])));
  if (!found.success) throw new TRPCError({ code: "BAD_REQUEST", cause: found.error });
  return found.data;
}
