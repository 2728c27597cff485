import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/**
 * A test during which something is written to console.error fails. A test that expects it puts its own spy in
 * place (`vi.spyOn(console, "error").mockImplementation(...)`) and checks what was said.
 */
let said: string[] = [];
const original = console.error;

beforeEach(() => {
  said = [];
  console.error = (...args: unknown[]) => {
    said.push(format(...args));
  };
});

afterEach(() => {
  console.error = original;
  if (said.length > 0) throw new Error(`console.error was called:\n${said.join("\n")}`);
});
