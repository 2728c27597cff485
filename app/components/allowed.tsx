import { useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Right } from "../../server/contracts/people.ts";
import type { SignedIn } from "./site-header.tsx";

/** Whether to offer what needs this right. Procedures refuse by themselves; this keeps buttons away that lead nowhere. */
export function useOffers(right: Right): boolean {
  const root = useRouteLoaderData<{ signedIn: SignedIn }>("root");
  return root === undefined || root.signedIn.offers.includes(right);
}

/** What is shown only to those who have the right that it needs. */
export function Allowed({ right, children }: { right: Right; children: ReactNode }) {
  return useOffers(right) ? children : null;
}
