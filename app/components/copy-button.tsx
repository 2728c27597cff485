import { useState } from "react";
import { useHydrated } from "../lib/use-hydrated.ts";

/** Puts text on the clipboard; only there with JavaScript, because nothing else can. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const hydrated = useHydrated();
  const [said, setSaid] = useState("");
  if (!hydrated) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied.");
    } catch {
      setSaid("The browser did not allow copying: select the text and copy it by hand.");
    }
  };
  return (
    <span className="copy-button">
      <span role="status">{said}</span>
      <button type="button" onClick={copy}>
        {label}
      </button>
    </span>
  );
}
