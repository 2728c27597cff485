import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { rememberedWidths, widthsCookie } from "../lib/column-widths.server.ts";
import { FORGET, readWidthFields, withWidths } from "../lib/column-widths.ts";
import { localPath } from "../lib/urls.ts";

export function loader() {
  return redirect("/landing-kpi");
}

/** Remembers the widths of columns for the next rows, or forgets all of them. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const widths = form.has(FORGET) ? {} : withWidths(await rememberedWidths(request), readWidthFields(form));
  return redirect(localPath(form.get("return_to"), "/landing-kpi"), {
    status: 303,
    headers: { "Set-Cookie": await widthsCookie(widths) },
  });
}
