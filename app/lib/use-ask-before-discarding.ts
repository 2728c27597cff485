import { unstable_usePrompt as usePrompt } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

const FIELDS = "input:not([type=hidden]), select, textarea";
type Entry = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What each field holds, or, with `opened`, what the page came with: text typed before JavaScript counts too. */
function entries(within: HTMLElement, opened = false): Map<string, string> {
  return new Map(
    [...within.querySelectorAll<Entry>(FIELDS)].map((field) => [field.name, held(field, opened)]),
  );
}

function held(field: Entry, opened: boolean): string {
  if (field instanceof HTMLSelectElement) {
    const first = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0];
    return opened ? (first?.value ?? "") : field.value;
  }
  if (field instanceof HTMLInputElement && field.type === "checkbox")
    return String(opened ? field.defaultChecked : field.checked);
  return opened ? field.defaultValue : field.value;
}

/**
 * For the ref of a form's surroundings: whoever leaves with changes that were not sent is asked first, whichever way
 * they go. What the form was opened with is what counts, whatever answers have come since.
 */
export function useAskBeforeDiscarding(asks: boolean): RefObject<HTMLDivElement> {
  const content = useRef<HTMLDivElement>(null);
  const opened = useRef<Map<string, string>>(new Map());
  useEffect(() => {
    if (content.current) opened.current = entries(content.current, true);
  }, []);
  usePrompt({
    message: "Discard your changes?",
    // Sending the form stays on its page; where the answer leads is not asked about.
    when: ({ currentLocation, nextLocation }) =>
      asks && currentLocation.pathname !== nextLocation.pathname && isChanged(),
  });
  return content;

  function isChanged(): boolean {
    if (!content.current) return false;
    const now = entries(content.current);
    return [...opened.current].some(([name, value]) => now.has(name) && now.get(name) !== value);
  }
}
