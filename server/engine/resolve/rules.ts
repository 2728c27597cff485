import type { Sketch } from "../parse/sketch.ts";
import { type Draft, note, unknown, wordsIn } from "./draft.ts";

/** Says that the rows which break a rule are asked for; what is no condition cannot be broken. */
export function noteRule(draft: Draft, sketch: Sketch): void {
  const { ruleAt } = draft.settings;
  if (ruleAt === null) return;
  const must = { start: ruleAt, end: ruleAt + 1 };
  const asks = draft.ruleFrom !== null && draft.conditions.length > draft.ruleFrom;
  const breakable = draft.measures.length + draft.groups.length === 0 && asks !== (draft.duplicates !== null);
  // "Must be approved within 10 days": of what, is not said; it is not of today.
  const within = sketch.elements.find(
    (element) =>
      element.start >= ruleAt &&
      (element.kind === "period" || element.kind === "age") &&
      wordsIn(draft, element).includes("within"),
  );
  if (within) unknown(draft, within);
  if (breakable) note(draft, must, "a rule: the rows that break it", 0.97);
  else unknown(draft, must);
}
