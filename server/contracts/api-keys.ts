import { z } from "zod";
import type { Right } from "./people.ts";
import { id, integer, requiredName, timestamp } from "./scalars.ts";

/** What a program may; none of it is about people. */
export const SCOPES = ["read", "execute", "manage"] as const;
export type Scope = (typeof SCOPES)[number];

export const RIGHTS_OF_SCOPE: Readonly<Record<Scope, readonly Right[]>> = {
  read: ["read"],
  execute: ["read", "execute"],
  manage: ["read", "execute", "define", "manage"],
};

const scope = z.enum(SCOPES, { error: `The scope must be one of ${SCOPES.join(", ")}.` }).meta({
  description: "`read`; `execute`: KPIs, too; `manage`: define KPIs and change sources and graphs, too",
});

export const ApiKey = z
  .object({
    id: z.int(),
    name: z.string(),
    scope,
    ending: z.string().meta({ description: "The last characters of the key" }),
    state: z.enum(["usable", "expired", "revoked"]),
    created_by: z.string().nullable(),
    created_at: timestamp(),
    expires_at: timestamp(),
    last_used_at: timestamp().nullable().meta({ description: "Exact to a minute" }),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;

export const NewApiKeyRequest = z.strictObject({
  name: requiredName("The name", 100),
  scope,
  expires_in_days: integer(1, 3_650).default(365),
});
export type NewApiKeyRequest = z.infer<typeof NewApiKeyRequest>;

export const ApiKeyId = z.strictObject({ key_id: id() });

export const ApiKeyListResponse = z.object({
  success: z.literal(true),
  keys: z.array(ApiKey),
  count: z.int(),
});

export const ApiKeyResponse = z.object({ success: z.literal(true), message: z.string(), key: ApiKey });

export const NewApiKeyResponse = ApiKeyResponse.extend({
  secret: z.string().meta({ description: "The key itself; shown this once" }),
});
