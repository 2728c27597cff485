/** Keys that lead to a page, pressed after "g". */
export const PAGE_KEYS: Readonly<Record<string, readonly [name: string, to: string]>> = {
  h: ["Home", "/"],
  k: ["KPIs", "/landing-kpi"],
  r: ["Runs", "/runs"],
  g: ["Graphs", "/graphs"],
  s: ["Sources", "/sources"],
};

/** How long the second key may take, in milliseconds. */
const SECOND_KEY_MS = 1500;

/** Whether somebody has turned off the keys of one letter, as voice control and unsteady hands may need (WCAG 2.1.4). */
const TURNED_OFF = "letter_keys_off";

export function lettersAreOn(): boolean {
  return localStorage.getItem(TURNED_OFF) === null;
}

export function turnLetters(on: boolean): void {
  if (on) localStorage.removeItem(TURNED_OFF);
  else localStorage.setItem(TURNED_OFF, "yes");
}

export interface ShortcutActions {
  readonly openPalette: (withHelp: boolean) => void;
  readonly go: (to: string) => void;
}

/** A listener of `keydown` for the whole page. It takes no key from a field, a dialog or the browser. */
export function shortcutListener({ openPalette, go }: ShortcutActions): (event: KeyboardEvent) => void {
  let afterG = 0;
  return (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || isTaken(event.target)) return;
    const key = event.key.toLowerCase();
    const isSecond = event.timeStamp - afterG < SECOND_KEY_MS && afterG > 0;
    afterG = 0;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === "k") {
      act(() => openPalette(false));
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && lettersAreOn()) {
      const page = isSecond ? PAGE_KEYS[key] : undefined;
      if (page) act(() => go(page[1]));
      else if (key === "?") act(() => openPalette(true));
      else if (key === "n") act(() => go("/landing-kpi/new"));
      else if (key === "/") focusSearch();
      else if (key === "g") afterG = event.timeStamp;
    }

    function act(what: () => void) {
      event.preventDefault();
      what();
    }
    function focusSearch() {
      const field = document.querySelector<HTMLElement>("main input[type=search], main [role=search] input");
      if (field) act(() => field.focus());
    }
  };
}

/** Whether keys belong to what has the focus, or to a dialog that is open. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=alertdialog]")) return true;
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
