import path from "node:path";
import { pathToFileURL } from "node:url";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { PageHandler } from "./app.ts";
import type { FileMiddleware } from "./listen.ts";

/** The web application, from its build or, in development, through Vite with hot reloading. */
export interface Pages {
  readonly handle: PageHandler;
  readonly clientFolder: string | undefined;
  readonly developmentFiles: FileMiddleware | undefined;
  close(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, "../..");

export async function pageHandler(production: boolean): Promise<Pages> {
  return production ? builtPages() : developmentPages();
}

async function builtPages(): Promise<Pages> {
  const file = path.join(ROOT, "build/server/index.js");
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  const handle = createRequestHandler(build, "production");
  return {
    handle: (request, context) => handle(request, context as unknown as AppLoadContext),
    clientFolder: path.join(ROOT, "build/client"),
    developmentFiles: undefined,
    close: async () => {},
  };
}

async function developmentPages(): Promise<Pages> {
  const vite = await (await import("vite")).createServer({
    root: ROOT,
    server: { middlewareMode: true },
    appType: "custom",
  });
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  const handle = createRequestHandler(build, "development");
  return {
    handle: (request, context) => handle(request, context as unknown as AppLoadContext),
    clientFolder: undefined,
    developmentFiles: vite.middlewares,
    close: () => vite.close(),
  };
}
