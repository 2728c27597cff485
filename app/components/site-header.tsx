import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { RIGHTS, type Right } from "../../server/contracts/people.ts";
import { THEMES, type Theme } from "../lib/theme.ts";
import { Icon, type IconName } from "./icon.tsx";

const CHOICES: Readonly<Record<Theme, { label: string; icon: IconName }>> = {
  system: { label: "Colours of the system", icon: "screen" },
  light: { label: "Light colours", icon: "sun" },
  dark: { label: "Dark colours", icon: "moon" },
};

/** What the header shows of who asks. */
export interface SignedIn {
  /** Null when nobody is signed in with an account. */
  readonly name: string | null;
  readonly mayRead: boolean;
  readonly managesPeople: boolean;
  /** What buttons are shown for. */
  readonly offers: readonly Right[];
}

/** Where nothing is known, as on the page of an error. */
export const UNKNOWN_VISITOR: SignedIn = { name: null, mayRead: true, managesPeople: false, offers: RIGHTS };

export function SiteHeader({ theme, signedIn }: { theme: Theme; signedIn: SignedIn }) {
  return (
    <header className="site-header">
      <nav aria-label="Main">
        <NavLink className="brand" to="/" end>
          Landing KPI
        </NavLink>
        {signedIn.mayRead && (
          <>
            <NavLink to="/" end>
              Home
            </NavLink>
            <NavLink to="/landing-kpi">KPIs</NavLink>
            <NavLink to="/runs">Runs</NavLink>
            <SectionLink to="/graphs" also="/graph-builds/">
              Graphs
            </SectionLink>
            <SectionLink to="/sources" also="/uploads/">
              Sources
            </SectionLink>
            <NavLink to="/docs" reloadDocument>
              Docs
            </NavLink>
            <NavLink to="/find" title="Ctrl+K; ? for all shortcuts">
              Find
            </NavLink>
          </>
        )}
        {signedIn.managesPeople && <NavLink to="/people">People</NavLink>}
        {signedIn.name !== null && (
          <NavLink to="/account" className="who" title="Your account">
            {signedIn.name}
          </NavLink>
        )}
      </nav>
      <ThemeSwitch theme={theme} />
    </header>
  );
}

/** A link to a section of which some pages are at addresses that begin otherwise. */
function SectionLink({ to, also, children }: { to: string; also: string; children: string }) {
  const { pathname } = useLocation();
  const current = pathname === to || pathname.startsWith(`${to}/`) || pathname.startsWith(also);
  return (
    <Link to={to} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}

function ThemeSwitch({ theme }: { theme: Theme }) {
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/theme" className="theme-switch" replace preventScrollReset>
      <input type="hidden" name="return_to" value={pathname + search} />
      {THEMES.map((name) => (
        <button
          type="submit"
          key={name}
          name="theme"
          value={name}
          aria-pressed={name === theme}
          title={CHOICES[name].label}
        >
          <Icon name={CHOICES[name].icon} />
          <span className="visually-hidden">{CHOICES[name].label}</span>
        </button>
      ))}
    </Form>
  );
}
