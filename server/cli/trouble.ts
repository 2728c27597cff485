/** How a command ends. */
export const EXIT = { fine: 0, breached: 1, failed: 2, badInput: 3 } as const;

/** Ends a command: `message` is a sentence for standard error. */
export class CliError extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}

export function badInput(message: string): CliError {
  return new CliError(EXIT.badInput, message);
}
