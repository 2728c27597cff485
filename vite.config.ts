import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: false;
  }
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        // Off on purpose: see docs/decisions on Remix 2.
        v3_singleFetch: false,
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
  // Found by Vite only when a page asks for them, which would reload the first page of `npm run dev`.
  optimizeDeps: { include: ["@radix-ui/react-dialog", "@tanstack/react-table"] },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
