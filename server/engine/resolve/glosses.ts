import type { Condition } from "../intent.ts";
import { isFunctionWord } from "../link/function-words.ts";
import type { Element, Range, Sketch } from "../parse/sketch.ts";
import { type Draft, note } from "./draft.ts";

/** What can say by itself which rows are meant, or what is measured. */
const TELLING: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  "compare",
  "between",
  "blank",
  "period",
  "inForce",
  "age",
  "text",
  "have",
  "present",
  "is",
  "contrast",
  "differ",
  "computed",
  "elapsed",
  "duplicate",
  "measure",
  "amount",
  "average",
]);

/**
 * "Overdrawn accounts (balance below zero)", "late orders: shipped after the due date", "revenue by month (sum of
 * amount)": what stands in parentheses or after a colon says what the words before it mean that the graph does not know.
 */
export function explainByGloss(draft: Draft, sketch: Sketch): void {
  for (const gloss of glosses(draft, sketch)) {
    const before = draft.unknown.filter((range) => range.end <= gloss.start);
    const inside = (range: Range) => range.start > gloss.start && range.end <= gloss.end;
    const tells = sketch.elements.some((element) => inside(element) && TELLING.has(element.kind));
    if (!tells || before.length > 1 || draft.unknown.some(inside)) continue;
    if (isSaidAlready(draft, sketch, gloss)) continue;
    if (!before.every((range) => isPlainWord(draft, range) && isNamed(sketch, range))) continue;
    for (const range of before) {
      draft.unknown.splice(draft.unknown.indexOf(range), 1);
      note(draft, range, "what is explained after it", 0.92);
    }
  }
}

/** What says again what was understood, "active carriers (active flag Y)", explains no other word. */
function isSaidAlready(draft: Draft, { elements }: Sketch, gloss: Range): boolean {
  const { conditions } = draft;
  const twice = conditions.some(({ condition }, i) =>
    conditions.slice(i + 1).some((other) => isSame(condition, other.condition)),
  );
  return twice || elements.some(({ kind, end }) => end <= gloss.start && ALONE.has(kind));
}

function isSame(a: Condition, b: Condition): boolean {
  return (
    a.kind === "oneOf" &&
    b.kind === "oneOf" &&
    a.column === b.column &&
    a.values.length === b.values.length &&
    a.values.every((value) => b.values.includes(value))
  );
}

/** What nothing has to explain. */
const ALONE: ReadonlySet<string> = new Set<Element["kind"]>([
  "duplicate",
  "compare",
  "between",
  "period",
  "blank",
]);

/** From the sign that a gloss begins with to where it ends. */
function* glosses(draft: Draft, sketch: Sketch): Generator<Range> {
  const end = sketch.elements.at(-1)?.end ?? 0;
  const signAt = (at: number) => draft.settings.wordAt({ end: at + 1 });
  for (let start = 1; start < end; start++) {
    if (signAt(start) === ":" || THAT_IS.has(signAt(start))) yield { start, end };
    if (signAt(start) !== "(") continue;
    let close = start + 1;
    while (close < end && signAt(close) !== ")") close++;
    yield { start, end: close };
  }
}

/** Words for "that is"; "i.e." with both its dots is a comma by now. */
const THAT_IS = new Set(["i.e", "ie", "meaning"]);

/** What a comparison says is no name that could be explained. */
function isNamed(sketch: Sketch, range: Range): boolean {
  const element = sketch.elements.find(({ start, end }) => start <= range.start && range.end <= end);
  return ["phrase", "skip", "is", "present", "have", "verb"].includes(element?.kind ?? "");
}

function isPlainWord(draft: Draft, range: Range): boolean {
  const word = draft.settings.wordAt(range);
  // "Reluctantly" says how, which no gloss does.
  return (
    range.end === range.start + 1 && /^\p{L}+$/u.test(word) && !/ly$/.test(word) && !isFunctionWord(word)
  );
}
