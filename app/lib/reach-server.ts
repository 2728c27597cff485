import type { ClientActionFunctionArgs, ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { isLive } from "./kpi-form.ts";

const UNREACHABLE =
  "The server cannot be reached. Nothing you typed is lost: check that the server runs and that you are connected, then send the form again.";

const NOT_TRIED =
  "The definition could not be tried. Nothing you typed is lost: press Preview, which says what is the matter.";

/** Browsers throw a TypeError when no answer comes; every other failure is an answer. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|load failed/i.test(error.message);
}

/**
 * Sends a form to its action. Without an answer the form stays, with what `keep` reads from it. A form that was sent by
 * typing stays whatever the answer: nobody asked for a page that says what is wrong, or to sign in again.
 */
export async function reachServer(
  { request, serverAction }: ClientActionFunctionArgs,
  keep: (form: FormData) => object,
): Promise<unknown> {
  const form = await request.clone().formData();
  try {
    return await serverAction();
  } catch (error) {
    if (isUnreachable(error)) return { ...keep(form), message: UNREACHABLE };
    if (isLive(form)) return { ...keep(form), message: NOT_TRIED };
    throw error;
  }
}

/**
 * For every route on a page with such a form: without a server there is nothing to load again, and trying a definition
 * while it is written changes nothing.
 */
export function shouldRevalidate({
  actionResult,
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  if (actionResult?.message === UNREACHABLE || (formData && isLive(formData))) return false;
  return defaultShouldRevalidate;
}
