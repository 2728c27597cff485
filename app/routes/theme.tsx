import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { themeCookie } from "../lib/theme.server.ts";
import { localPath } from "../lib/urls.ts";

export function loader() {
  return redirect("/landing-kpi");
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  return redirect(localPath(form.get("return_to"), "/landing-kpi"), {
    status: 303,
    headers: { "Set-Cookie": await themeCookie(form.get("theme")) },
  });
}
