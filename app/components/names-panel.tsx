import { useFetcher } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { namesPath, shownKinds } from "../lib/names-query.ts";
import type { loader } from "../routes/graphs.$name.names_.search.tsx";
import { Breakable } from "./breakable.tsx";
import { foundSentence, NamesList } from "./names-list.tsx";

const DEBOUNCE_MS = 250;

interface NamesPanelProps {
  readonly graph: string;
  readonly insert: (name: string) => void;
}

/** A search for names, which go into the definition by a click. Nothing in here is sent with the form around it. */
export function NamesPanel({ graph, insert }: NamesPanelProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const { load, data } = useFetcher<typeof loader>();
  const q = typed.trim();
  useEffect(() => {
    const timer = setTimeout(
      () => load(`/graphs/${encodeURIComponent(graph)}/names/search?q=${encodeURIComponent(q)}`),
      q ? DEBOUNCE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [graph, q, load]);
  return (
    <section className="panel names-panel" aria-label="Names">
      <div className="field">
        <label htmlFor={id}>Search the names of {graph}</label>
        <input
          id={id}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keepFromSending}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
        />
        <p id={`${id}-hint`} className="hint">
          A click on a name writes it into the definition.
        </p>
      </div>
      <p role="status">
        {data ? (data.names ? foundSentence(data.names) : data.message) : "Loading the names…"}
      </p>
      {data?.names && (
        <div className="names-found">
          <NamesList
            names={data.names}
            kinds={shownKinds({ q: data.q })}
            heading="h3"
            say={(text) => (
              <button type="button" className="link-button" onClick={() => insert(text)}>
                <Breakable text={text} />
              </button>
            )}
            all={(kind, table) => namesPath(graph, { q: table ? undefined : data.q, kind, table })}
            target="_blank"
          />
        </div>
      )}
    </section>
  );
}

/** Enter in a field presses the form's button; here it means the search, which is under way. */
function keepFromSending(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}
