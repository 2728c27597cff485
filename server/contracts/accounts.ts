import { z } from "zod";
import { ROLES } from "./people.ts";
import { boolean, id, requiredName, timestamp } from "./scalars.ts";

const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;

/** What is said of passwords where one is chosen. */
export const PASSWORD_HINT = `At least ${MIN_PASSWORD} characters; a few words are best.`;

const login = requiredName("The login", 100).refine((text) => !/\s/.test(text), {
  error: "A login has no spaces: use an e-mail address, or a name in one word.",
});
const name = requiredName("The name", 100);
const role = z.enum(ROLES, { error: `The role must be one of ${ROLES.join(", ")}.` });

/** A password that is chosen. */
const newPassword = z
  .string({ error: "A password is required." })
  .min(MIN_PASSWORD, { error: `A password has at least ${MIN_PASSWORD} characters.` })
  .max(MAX_PASSWORD, { error: `A password has at most ${MAX_PASSWORD} characters.` })
  .refine((text) => new Set(text).size > 3, { error: "This password is one sign over and over." });
/** A password that is only compared. */
const password = z
  .string({ error: "The password is required." })
  .min(1, { error: "The password is required." });

export const SignInRequest = z.strictObject({
  login: z.string().trim().min(1, { error: "The login is required." }).max(200),
  password: password.max(1_000, { error: "The password is too long." }),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

export const SetUpRequest = z.strictObject({ login, name, password: newPassword });
export type SetUpRequest = z.infer<typeof SetUpRequest>;

export const ChosenPassword = z.strictObject({ password: newPassword });

export const PasswordChange = z.strictObject({ current: password.max(1_000), password: newPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** Which of one's own sessions ends. */
export const SessionId = z.strictObject({ session: id() });

/** A session, as its owner sees it; points in time are ISO timestamps. */
export interface OwnSession {
  readonly id: number;
  /** Such as "Firefox on Linux". */
  readonly browser: string;
  readonly began_at: string;
  /** Exact to five minutes. */
  readonly used_at: string;
  /** Whether it is the one of the browser that asks. */
  readonly is_here: boolean;
}

export const AccountState = z.enum(["invited", "active", "suspended"]);

export const Account = z
  .object({
    id: z.int(),
    login: z.string(),
    name: z.string(),
    role,
    state: AccountState.meta({ description: "Who is invited has not signed in yet" }),
    created_at: timestamp(),
    last_sign_in_at: timestamp().nullable(),
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof Account>;

export const InvitationRequest = z.strictObject({ login, name, role });
export type InvitationRequest = z.infer<typeof InvitationRequest>;

export const AccountId = z.strictObject({ account_id: id() });

export const AccountChange = AccountId.extend({
  name: name.optional(),
  role: role.optional(),
  suspended: boolean().optional().meta({ description: "true ends all sessions of the account, too" }),
});
export type AccountChange = z.infer<typeof AccountChange>;

export const AccountListResponse = z.object({
  success: z.literal(true),
  accounts: z.array(Account),
  count: z.int(),
});

/** What somebody types who forgot the password. */
export const ForgottenPassword = z.strictObject({
  login: z
    .string()
    .trim()
    .max(200, { error: "The e-mail address is too long." })
    .pipe(z.email({ error: "Enter the e-mail address with which you sign in, such as ada@example.com." })),
});

export const AccountSavedResponse = z.object({
  success: z.literal(true),
  message: z.string(),
  account: Account,
});

export const AccountLinkResponse = AccountSavedResponse.extend({
  link: z.string().meta({
    description: "The path at which a password is chosen; shown this once, for three days, to be used once",
  }),
  mail_sent: z.boolean().meta({ description: "Whether the mail server took a mail with the link" }),
  mail_problem: z.string().nullable().meta({
    description: "Why it was not sent, in a sentence; null also where no mail server is configured",
  }),
});
