import * as Dialog from "@radix-ui/react-dialog";
import { useFetcher, useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { lettersAreOn, PAGE_KEYS, turnLetters } from "../lib/shortcuts.ts";
import type { loader } from "../routes/find.tsx";
import { DestinationList } from "./destination-list.tsx";
import { Icon } from "./icon.tsx";

const DEBOUNCE_MS = 150;

/** The command palette and the sheet of keys over any page; the page to find things without JavaScript is `/find`. */
export default function Palette({ withHelp, close }: { withHelp: boolean; close: () => void }) {
  const { load, data } = useFetcher<typeof loader>();
  const navigate = useNavigate();
  const [q, setQ] = useState("");
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  const titleId = useId();
  useEffect(() => {
    const timer = setTimeout(() => load(`/find?${new URLSearchParams({ q })}`), q ? DEBOUNCE_MS : 0);
    return () => clearTimeout(timer);
  }, [q, load]);
  const followFirst = () => {
    // What was typed last may not be answered yet: the page to find things then shows what there is.
    const [first] = data?.q === q.trim() ? data.found : [];
    close();
    if (first?.to === "/docs") location.assign(first.to);
    else navigate(first?.to ?? `/find?${new URLSearchParams({ q })}`);
  };
  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [
      ...(content.current?.querySelectorAll<HTMLElement>("input[type=search], .destinations a") ?? []),
    ];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length]?.focus();
  };
  return (
    <Dialog.Root open onOpenChange={close}>
      <div className="dialog-backdrop">
        <Dialog.Content
          ref={content}
          className="dialog palette"
          aria-modal="true"
          aria-labelledby={titleId}
          aria-describedby={undefined}
          onKeyDown={moveFocus}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
        >
          <header>
            <Dialog.Title id={titleId}>Go to</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <Icon name="cross" />
            </Dialog.Close>
          </header>
          <search>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                followFirst();
              }}
            >
              <input
                type="search"
                aria-label="KPI, run, graph, source or page"
                placeholder="KPI, run, graph, source or page"
                value={q}
                onChange={(event) => setQ(event.target.value)}
                // biome-ignore lint/a11y/noAutofocus: whoever opens the palette wants to type
                autoFocus
              />
            </form>
          </search>
          <p role="status" className="visually-hidden">
            {data && `${data.found.length} found`}
          </p>
          {data && <DestinationList found={data.found} q={data.q} onFollow={close} />}
          <details open={withHelp}>
            <summary>Keyboard shortcuts</summary>
            <Keys />
          </details>
        </Dialog.Content>
      </div>
    </Dialog.Root>
  );
}

function Keys() {
  const [on, setOn] = useState(lettersAreOn);
  return (
    <>
      <dl className="keys">
        <Key keys={["Ctrl", "K"]} does="Go to anything (on a Mac also ⌘ K)" />
        <Key keys={["?"]} does="These shortcuts" />
        <Key keys={["/"]} does="The search of the page" />
        <Key keys={["n"]} does="New KPI" />
        {Object.entries(PAGE_KEYS).map(([key, [name]]) => (
          <Key key={key} keys={["g", key]} does={name} />
        ))}
        <Key keys={["↓", "↑"]} does="Move among what is found, and in tables of records" />
        <Key keys={["Esc"]} does="Close" />
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target: { checked } }) => {
            turnLetters(checked);
            setOn(checked);
          }}
        />
        <span>Use the shortcuts that are single keys</span>
      </label>
    </>
  );
}

function Key({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
