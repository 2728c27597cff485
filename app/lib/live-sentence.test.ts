import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../server/contracts/executions.ts";
import { liveSentence } from "./live-sentence.ts";

const definition = "products in the flurble list";

function refused(diagnostic: Partial<Diagnostic>) {
  const diagnostics = [
    { code: "unknown_phrase", message: "?", suggestions: [], ...diagnostic },
  ] as Diagnostic[];
  return { success: false, definition, preview: { diagnostics, confidence_score: null } };
}

describe("what is said of a definition while it is written", () => {
  it("is how surely it was understood", () => {
    const preview = { diagnostics: [], confidence_score: 0.98 };
    expect(liveSentence({ tried: { success: true, definition, preview } })).toBe(
      "Understood, with a confidence of 98\u00a0%. Press Preview for the first records.",
    );
  });

  it("is what was not understood", () => {
    expect(liveSentence({ tried: refused({ span: { start: 16, end: 23 } }) })).toBe(
      "Not understood yet: “flurble”.",
    );
    expect(liveSentence({ tried: refused({}) })).toBe("Not understood yet.");
  });

  it("is that there is a choice, where it is understood in several ways", () => {
    const open = { code: "ambiguous_reading" as const, suggestions: ["a", "b"], span: { start: 0, end: 8 } };
    expect(liveSentence({ tried: refused(open) })).toBe(
      "It can be read in more than one way: choose one below.",
    );
    expect(liveSentence({ tried: refused({ ...open, suggestions: [] }) })).toBe(
      "Not understood yet: “products”.",
    );
  });

  it("is why it could not be tried, and nothing of a blank one", () => {
    expect(liveSentence({ message: "The server cannot be reached." })).toBe("The server cannot be reached.");
    expect(liveSentence({ fields: { nl_definition: "Too long." } })).toBe("Too long.");
    expect(liveSentence({})).toBe("");
  });
});
