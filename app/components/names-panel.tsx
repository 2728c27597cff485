import { useId, useState } from "react";
import { keepFromSending } from "../lib/keep-from-sending.ts";
import { namesPath, shownKinds } from "../lib/names-query.ts";
import { useNames } from "../lib/use-names.ts";
import { Breakable } from "./breakable.tsx";
import { foundSentence, NamesList } from "./names-list.tsx";

interface NamesPanelProps {
  readonly graph: string;
  readonly insert: (name: string) => void;
}

/** A search for names, which go into the definition by a click. Nothing in here is sent with the form around it. */
export function NamesPanel({ graph, insert }: NamesPanelProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const data = useNames(graph, { q: typed.trim() });
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
