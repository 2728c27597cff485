import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from "react";
import { insertedName } from "../lib/inserted-name.ts";
import type { GraphChoice } from "../lib/kpi-form.ts";
import { namesPath } from "../lib/names-query.ts";
import { useHydrated } from "../lib/use-hydrated.ts";
import { tellWritten } from "../lib/write-definition.ts";

interface DefinitionNamesProps {
  /** Whose names are shown. */
  readonly graph: string;
  readonly names: GraphChoice["names"];
  /** Where the definition is written. */
  readonly field: RefObject<HTMLTextAreaElement>;
}

/** Loaded when it is opened; where that fails, the page of names may still be reached. */
const NamesPanel = lazy(async () => {
  const panel = await import("./names-panel.tsx").catch(() => null);
  return { default: panel?.NamesPanel ?? NamesLink };
});

/**
 * What a definition may name, beside the field; without JavaScript on pages of their own. Folded away, so that nothing
 * moves when JavaScript takes over.
 */
export function DefinitionNames({ graph, names, field }: DefinitionNamesProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  // It may have been opened before JavaScript took over.
  useEffect(() => setOpen(details.current?.open ?? false), []);
  const insert = useInsert(field);
  const hydrated = useHydrated();
  return (
    <details className="form-part" ref={details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Which names can be used?</summary>
      {!hydrated && <NamesLinks graphs={[graph, ...names.filter((name) => name !== graph)]} />}
      {open && (
        <Suspense fallback={<p className="muted">Loading the names…</p>}>
          <NamesPanel graph={graph} insert={insert} />
        </Suspense>
      )}
    </details>
  );
}

/** Without JavaScript nothing follows the choice: the names of each graph are linked, of so many. */
const MOST_LINKS = 10;

function NamesLinks({ graphs }: { graphs: readonly string[] }) {
  return graphs.slice(0, MOST_LINKS).map((graph) => <NamesLink key={graph} graph={graph} />);
}

function NamesLink({ graph }: { graph: string }) {
  return (
    <p>
      <a href={namesPath(graph)} target="_blank" rel="noreferrer">
        Those of {graph} <span className="muted">(opens a new tab)</span>
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
    tellWritten(element);
  };
}
