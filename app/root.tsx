import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { may, RIGHTS } from "../server/contracts/people.ts";
import favicon from "./assets/favicon.svg?url&no-inline";
import { LoadingBar } from "./components/loading-bar.tsx";
import { RouteProblem } from "./components/route-problem.tsx";
import { Shortcuts } from "./components/shortcuts.tsx";
import { type SignedIn, SiteHeader, UNKNOWN_VISITOR } from "./components/site-header.tsx";
import { useNonce } from "./lib/nonce.ts";
import { PLAIN_PAGE } from "./lib/plain-page.ts";
import "./lib/load-context.ts";
import { readTheme } from "./lib/theme.server.ts";
import stylesheet from "./styles/index.css?url";

export async function loader({ request, context: { actor } }: LoaderFunctionArgs) {
  const signedIn: SignedIn = {
    name: actor.account?.name ?? null,
    mayRead: may(actor, "read"),
    managesPeople: actor.kind !== "machine" && may(actor, "manage_people"),
    // Without accounts whoever has the ADMIN_TOKEN signs in where a button leads.
    offers: actor.kind === "visitor" ? RIGHTS : actor.rights,
  };
  return { theme: await readTheme(request), signedIn };
}

export { shouldRevalidate } from "./lib/reach-server.ts";

export const links: LinksFunction = () => [
  { rel: "icon", href: favicon, type: "image/svg+xml" },
  { rel: "stylesheet", href: stylesheet },
];

/** The document around every page, also around the error page; then the loader may not have run. */
export function Layout({ children }: { children: ReactNode }) {
  const { theme = "system", signedIn = UNKNOWN_VISITOR } = useRouteLoaderData<typeof loader>("root") ?? {};
  const nonce = useNonce();
  const isPlain = useMatches().some(({ handle }) => handle === PLAIN_PAGE);
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        <ReloadWithoutScript />
      </head>
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <LoadingBar />
        <SiteHeader theme={theme} signedIn={signedIn} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {!isPlain && (
          <>
            {signedIn.mayRead && <Shortcuts />}
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

/** A page that waits for something says so in its loader's data; with JavaScript it polls instead. */
function ReloadWithoutScript() {
  const waiting = useMatches().some(
    ({ data }) => typeof data === "object" && data !== null && "waiting" in data && data.waiting === true,
  );
  return waiting ? (
    <noscript>
      <meta httpEquiv="refresh" content="2" />
    </noscript>
  ) : null;
}

export default function App() {
  return <Outlet />;
}

export const meta: MetaFunction = ({ error }) => [
  { title: error ? "A problem – Landing KPI" : "Landing KPI" },
];

export { RouteProblem as ErrorBoundary };
