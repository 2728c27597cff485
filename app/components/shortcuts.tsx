import { useNavigate } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { shortcutListener } from "../lib/shortcuts.ts";

/** Loaded when somebody opens it first. */
const Palette = lazy(() => import("./palette.tsx"));

/** Listens for shortcuts on every page, and holds the palette that they open. */
export function Shortcuts() {
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  useEffect(() => {
    const listener = shortcutListener({
      openPalette: (withHelp) => setOpen(withHelp ? "help" : "palette"),
      go: (to) => navigate(to),
    });
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [navigate]);
  return open ? (
    <Suspense>
      <Palette withHelp={open === "help"} close={() => setOpen(null)} />
    </Suspense>
  ) : null;
}
