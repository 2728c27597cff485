import { Children, isValidElement, type ReactElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { Diagnostics } from "./diagnostics.tsx";

test("two diagnostics that say the same are two items", () => {
  const same = {
    code: "unknown_phrase",
    message: "What is meant?",
    span: null,
    proposed_joins: null,
  } as const;
  const shown: ReactElement<{ children: ReactNode }> = Diagnostics({
    definition: "this and this",
    diagnostics: [
      { ...same, suggestions: [] },
      { ...same, suggestions: [] },
    ],
    suggestion: () => null,
    proposed: () => null,
  });
  const keys = Children.toArray(shown.props.children).map((item) => isValidElement(item) && item.key);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(3);
});
