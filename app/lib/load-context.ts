import type { Actor } from "../../server/contracts/people.ts";
import type { takeFiles } from "../../server/http/incoming-file.ts";
import type { openApiDocument } from "../../server/http/openapi.ts";
import type { Signing } from "../../server/http/signing.ts";
import type { AppCaller } from "../../server/router.ts";
import type { takeTurn } from "../../server/services/turns.ts";

/** What the server hands to every loader and action. */
declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    api: AppCaller;
    cspNonce: string;
    openApi: ReturnType<typeof openApiDocument>;
    actor: Actor;
    signing: Signing;
    takeFiles: typeof takeFiles;
    takeTurn: typeof takeTurn;
    keep: () => void;
  }
}
