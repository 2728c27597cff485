import { TRPCError } from "@trpc/server";
import { serialize } from "hono/utils/cookie";
import type { z } from "zod";
import { ChosenPassword, PasswordChange, SetUpRequest, SignInRequest } from "../contracts/accounts.ts";
import { type Actor, may } from "../contracts/people.ts";
import { AppError, invalidField } from "../errors.ts";
import { sameSecret } from "../services/secret-tokens.ts";
import { SESSION_DAYS, type SignInService } from "../services/sign-in.ts";
import { type Actors, cookieOf, SESSION } from "./actors.ts";
import type { Client } from "./client.ts";

/**
 * Signing in and out in one browser. What takes a form rejects with a refusal that says what is wrong; what is a
 * `Set-Cookie` header belongs on the answer.
 */
export interface Signing {
  readonly takesToken: boolean;
  withToken(token: string): string | null;
  isOn(): Promise<boolean>;
  /** Whether making the first account wants the code that was printed. */
  readonly needsCode: boolean;
  setUp(form: FormData): Promise<string>;
  signIn(form: FormData): Promise<string>;
  signOut(): Promise<string>;
  signOutEverywhere(): Promise<string>;
  changePassword(form: FormData): Promise<string>;
  linkedAccount(link: string): Promise<{ readonly login: string; readonly name: string }>;
  choosePassword(link: string, form: FormData): Promise<string>;
}

export interface SigningParts {
  readonly actors: Actors;
  readonly service: SignInService;
  /** What makes the first account where there is no other proof. */
  readonly setupCode: string;
}

export function createSigning(
  { actors, service, setupCode }: SigningParts,
  { headers }: Request,
  actor: Actor,
  client: Client,
): Signing {
  const cookie = (value: string, maxAge: number) =>
    serialize(SESSION, value, { httpOnly: true, sameSite: "Lax", secure: client.secure, path: "/", maxAge });
  const begun = (session: string) => cookie(session, SESSION_DAYS * 24 * 3_600);
  const ended = () => cookie("", 0);
  const needsCode = !may(actor, "manage_people");

  const requireAccount = () => {
    if (!actor.account) throw new AppError("unauthorized", "Nobody is signed in here. Sign in at /sign-in.");
    return actor.account;
  };

  return {
    takesToken: actors.takesToken,
    withToken: actors.withToken,
    isOn: service.isOn,
    needsCode,
    async setUp(form) {
      const request = read(SetUpRequest, form, ["login", "name", "password"]);
      if (needsCode && !sameSecret(text(form, "code").trim(), setupCode))
        throw invalidField("code", "This is not the code. The server printed it when it started.");
      return begun(await service.setUp(request));
    },
    signIn: async (form) =>
      begun(await service.signIn(read(SignInRequest, form, ["login", "password"]), client.address)),
    async signOut() {
      const session = cookieOf(headers, SESSION);
      if (session !== null) await service.signOut(session);
      return ended();
    },
    async signOutEverywhere() {
      await service.signOutEverywhere(requireAccount().id);
      return ended();
    },
    async changePassword(form) {
      const account = requireAccount();
      const change = read(PasswordChange, form, ["current", "password"]);
      return begun(await service.changePassword(account, change, client.address));
    },
    linkedAccount: service.linkedAccount,
    choosePassword: async (link, form) =>
      begun(await service.choosePassword(link, read(ChosenPassword, form, ["password"]).password)),
  };
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
