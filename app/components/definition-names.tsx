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

const QUESTION = "Which names can be used?";

/** Loaded when it is opened; where that fails, the page of names may still be reached. */
const NamesPanel = lazy(async () => {
  const panel = await import("./names-panel.tsx").catch(() => null);
  return { default: panel?.NamesPanel ?? NamesLink };
});

/** What a definition may name, beside the field; without JavaScript on a page of its own. */
export function DefinitionNames({ graph, names, field }: DefinitionNamesProps) {
  const [open, setOpen] = useState(false);
  const insert = useInsert(field);
  if (useHydrated()) return <Panel graph={graph} insert={insert} open={open} setOpen={setOpen} />;
  return [graph, ...names.filter((name) => name !== graph)]
    .slice(0, MOST_LINKS)
    .map((name) => <NamesLink key={name} graph={name} several={names.length > 1} />);
}

/** Without JavaScript nothing follows the choice: the names of each graph are linked, of so many. */
const MOST_LINKS = 10;

interface PanelProps {
  readonly graph: string;
  readonly insert: (name: string) => void;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

function Panel({ graph, insert, open, setOpen }: PanelProps) {
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

function NamesLink({ graph, several = false }: { graph: string; several?: boolean }) {
  return (
    <p>
      <a href={namesPath(graph)} target="_blank" rel="noreferrer">
        {QUESTION} {several && `Those of ${graph}`} <span className="muted">(opens a new tab)</span>
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
