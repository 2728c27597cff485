import { withSuggestions } from "./explain/suggestions.ts";
import { read } from "./read.ts";
import type { CompileRequest, CompileResult } from "./result.ts";

export type * from "./graph.ts";
export type * from "./result.ts";

/** Compiles an English definition to SQL, or says why not. Pure and deterministic; never throws for any definition. */
export function compile(request: CompileRequest): CompileResult {
  const result = read(request);
  if (result.ok) return result;
  const { problems, tokens, ...about } = result;
  const diagnostics = withSuggestions(
    request.definition,
    tokens,
    request.graph,
    about,
    problems,
    (definition) => {
      const other = read({ ...request, definition });
      // The name of a table alone is answered with all of its rows: nobody meant that.
      return other.ok && other.operation !== "LIST";
    },
  );
  return { ...about, diagnostics };
}
