import type { ClientActionFunctionArgs, ShouldRevalidateFunctionArgs } from "@remix-run/react";

const UNREACHABLE =
  "The server cannot be reached. Nothing you typed is lost: check that the server runs and that you are connected, then send the form again.";

/** Browsers throw a TypeError when no answer comes; every other failure is an answer. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|load failed/i.test(error.message);
}

/** Sends a form to its action. Without an answer the form stays, with what `keep` reads from it. */
export async function reachServer(
  { request, serverAction }: ClientActionFunctionArgs,
  keep: (form: FormData) => object,
): Promise<unknown> {
  const form = await request.clone().formData();
  try {
    return await serverAction();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return { ...keep(form), message: UNREACHABLE };
  }
}

/** For every route on a page with such a form: without a server there is nothing to load again. */
export function shouldRevalidate({
  actionResult,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return actionResult?.message === UNREACHABLE ? false : defaultShouldRevalidate;
}
