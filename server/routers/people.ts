import {
  AccountChange,
  AccountId,
  AccountLinkResponse,
  AccountListResponse,
  AccountSavedResponse,
  InvitationRequest,
} from "../contracts/accounts.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { peopleProcedure, router } from "../trpc.ts";

const ALL = "/v1/people";
const ONE = `${ALL}/:account_id` as const;

export const people = router({
  list: peopleProcedure
    .meta({ rest: { method: "GET", path: ALL, summary: "List the accounts" } })
    .output(AccountListResponse)
    .query(async ({ ctx }) => {
      const accounts = await ctx.accounts.list();
      return { success: true, accounts, count: accounts.length };
    }),

  invite: peopleProcedure
    .meta({
      rest: {
        method: "POST",
        path: ALL,
        status: 201,
        summary: "Invite somebody",
        description:
          "The answer has the link at which the invited person chooses a password. For administrators.",
      },
    })
    .input(InvitationRequest)
    .output(AccountLinkResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Account invited successfully",
      ...(await ctx.accounts.invite(input)),
    })),

  update: peopleProcedure
    .meta({
      rest: {
        method: "PUT",
        path: ONE,
        summary: "Change an account's name or role, suspend it or let it in again",
        description: "409 when no administrator would be left. For administrators.",
      },
    })
    .input(AccountChange)
    .output(AccountSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Account updated successfully",
      account: await ctx.accounts.change(input),
    })),

  link: peopleProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${ONE}/link`,
        summary: "Make a new link at which a password is chosen",
        description: "The one before does not count any more; the password does until another is chosen.",
      },
    })
    .input(AccountId)
    .output(AccountLinkResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Link made successfully",
      ...(await ctx.accounts.newLink(input.account_id)),
    })),

  delete: peopleProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: ONE,
        summary: "Delete an account",
        description: "409 for the last administrator. For administrators.",
      },
    })
    .input(AccountId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.accounts.remove(input.account_id);
      return { success: true, message: "Account deleted successfully" };
    }),
});
