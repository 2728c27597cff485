import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from "react";
import { insertedName } from "../lib/inserted-name.ts";
import { namesPath } from "../lib/names-query.ts";
import { useHydrated } from "../lib/use-hydrated.ts";

interface DefinitionNamesProps {
  readonly graph: string;
  /** Where the definition is written. */
  readonly field: RefObject<HTMLTextAreaElement>;
}

const QUESTION = "Which names can be used?";

/** Loaded when it is opened; where that fails, the page of names may still be reached. */
const NamesPanel = lazy(async () => {
  const panel = await import("./names-panel.tsx").catch(() => null);
  return { default: panel?.NamesPanel ?? NamesLink };
});

/** What a definition may name, beside the field; without JavaScript on a page of its own. */
export function DefinitionNames({ graph, field }: DefinitionNamesProps) {
  const [open, setOpen] = useState(false);
  const insert = useInsert(field);
  if (!useHydrated()) return <NamesLink graph={graph} />;
  return (
    <>
      <p>
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {QUESTION}
        </button>
      </p>
      {open && (
        <Suspense fallback={<p className="muted">Loading the names…</p>}>
          <NamesPanel graph={graph} insert={insert} />
        </Suspense>
      )}
    </>
  );
}

function NamesLink({ graph }: { graph: string }) {
  return (
    <p>
      <a href={namesPath(graph)} target="_blank" rel="noreferrer">
        {QUESTION} <span className="muted">(opens a new tab)</span>
      </a>
    </p>
  );
}

/** Writes a name at the cursor, or at the end while nobody has been in the field; there one goes on writing. */
function useInsert(field: RefObject<HTMLTextAreaElement>): (name: string) => void {
  const visited = useRef(false);
  useEffect(() => {
    const element = field.current;
    const visit = () => {
      visited.current = true;
    };
    if (document.activeElement === element) visit();
    element?.addEventListener("focus", visit);
    return () => element?.removeEventListener("focus", visit);
  }, [field]);
  return (name) => {
    const element = field.current;
    if (!element) return;
    const { value, selectionStart, selectionEnd } = element;
    const [start, end] = visited.current ? [selectionStart, selectionEnd] : [value.length, value.length];
    element.focus();
    element.setRangeText(insertedName(value, start, end, name), start, end, "end");
  };
}
