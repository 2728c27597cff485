import {
  ApiKeyId,
  ApiKeyListResponse,
  ApiKeyResponse,
  NewApiKeyRequest,
  NewApiKeyResponse,
} from "../contracts/api-keys.ts";
import { peopleProcedure, router } from "../trpc.ts";

const ALL = "/v1/keys";

export const apiKeys = router({
  list: peopleProcedure
    .meta({ rest: { method: "GET", path: ALL, summary: "List the API keys, also those that count no more" } })
    .output(ApiKeyListResponse)
    .query(async ({ ctx }) => {
      const keys = await ctx.apiKeys.list();
      return { success: true, keys, count: keys.length };
    }),

  create: peopleProcedure
    .meta({
      rest: {
        method: "POST",
        path: ALL,
        status: 201,
        summary: "Make an API key for a program",
        description:
          "It is sent as `Authorization: Bearer`, to REST and tRPC alike. The answer is the only place where it can be seen. For administrators.",
      },
    })
    .input(NewApiKeyRequest)
    .output(NewApiKeyResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "API key made successfully",
      ...(await ctx.apiKeys.create(input, ctx.actor.name)),
    })),

  revoke: peopleProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: `${ALL}/:key_id`,
        summary: "Revoke an API key",
        description: "It counts no more from the next request on. For administrators.",
      },
    })
    .input(ApiKeyId)
    .output(ApiKeyResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "API key revoked successfully",
      key: await ctx.apiKeys.revoke(input.key_id),
    })),
});
