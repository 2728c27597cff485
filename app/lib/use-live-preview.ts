import { useFetcher } from "@remix-run/react";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { DEFINITION_GRAPH, LIVE_PREVIEW } from "./kpi-form.ts";
import type { TriedDefinition } from "./preview.server.ts";
import { useFormTarget } from "./use-form-target.ts";

const DEBOUNCE_MS = 500;
const WATCHED = ["nl_definition", DEFINITION_GRAPH];

/** What came of trying a definition as it was typed; nothing of one that is blank. */
export interface LiveAnswer {
  readonly tried?: TriedDefinition;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Tries the definition of a form while it is written, by the form's own action: once nobody typed for a while, and never
 * while an answer is awaited. An answer is taken over only while the form still says what was tried. `answer` is null
 * until something was typed, and again when `tried`, the answer to a button, comes.
 */
export function useLivePreview(form: RefObject<HTMLFormElement>, tried: TriedDefinition | undefined) {
  const { state, data, submit } = useFetcher<LiveAnswer>();
  const action = useFormTarget();
  const [answer, setAnswer] = useState<LiveAnswer | null>(null);
  const now = useRef({ timer: 0, due: false, awaited: false, wanted: false });

  const send = () => {
    now.current.timer = 0;
    if (now.current.awaited || !form.current) return;
    now.current.due = false;
    const sent = new FormData(form.current);
    sent.set("intent", LIVE_PREVIEW);
    if (String(sent.get("nl_definition")).trim() === "") return setAnswer({});
    now.current.awaited = true;
    now.current.wanted = true;
    submit(sent, { method: "post", action });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: that an answer has come is the signal
  useEffect(() => {
    if (state !== "idle" || !now.current.awaited) return;
    now.current.awaited = false;
    if (now.current.due && !now.current.timer) send();
    else if (!now.current.due && now.current.wanted && data) setAnswer(data);
  }, [state, data]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer is the signal
  useEffect(() => setAnswer(null), [tried]);

  const stop = () => {
    clearTimeout(now.current.timer);
    Object.assign(now.current, { timer: 0, due: false, wanted: false });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the form goes
  useEffect(() => stop, []);

  return {
    answer,
    /** For the form's input events. */
    changed(event: FormEvent) {
      if (!WATCHED.includes((event.target as HTMLInputElement).name)) return;
      clearTimeout(now.current.timer);
      now.current.due = true;
      now.current.timer = window.setTimeout(send, DEBOUNCE_MS);
    },
    /** When the form is sent by a button, whose answer is the one that counts. */
    stop,
  };
}
