import type { Argument, Command, Help, Option } from "commander";

/** A word that may be typed, and what it does; "" where the word says it. */
export interface Candidate {
  readonly text: string;
  readonly means: string;
}

export type Values = "files" | readonly Candidate[];

/**
 * What may be typed, in lists that a shell can look things up in. A command goes by its words, each after a space:
 * "" is the program itself, " sources add" a command below it, " sources add --type" an option there.
 */
export interface Grammar {
  readonly commands: readonly string[];
  /** Options that take one value. */
  readonly takeOne: readonly string[];
  /** Options that take values up to the next option. */
  readonly takeMany: readonly string[];
  /** By option; those alone whose values are known. */
  readonly optionValues: readonly (readonly [option: string, values: Values])[];
  readonly operands: readonly Operand[];
  readonly options: readonly (readonly [command: string, options: readonly Candidate[]])[];
}

/** What may stand at one place after a command and is no option. */
export interface Operand {
  readonly command: string;
  /** From 0; null: anywhere. */
  readonly at: number | null;
  readonly values: Values;
}

/** Of `program` and all that is below it, as its help shows it. */
export function grammarOf(program: Command): Grammar {
  const help = program.createHelp();
  help.showGlobalOptions = true;
  const all = commandsBelow(program, "", help);
  const options = all.flatMap(([words, command]) =>
    optionsOf(command, help).flatMap((option) => flagsOf(option).map((flag) => ({ words, flag, option }))),
  );
  const taking = options.filter(({ option }) => option.required);
  const keysOf = (some: typeof options) => some.map(({ words, flag }) => `${words} ${flag}`);
  return {
    commands: all.map(([words]) => words).filter((words) => words !== ""),
    takeOne: keysOf(taking.filter(({ option }) => !option.variadic)),
    takeMany: keysOf(taking.filter(({ option }) => option.variadic)),
    optionValues: taking.flatMap(({ words, flag, option }) => {
      const values = valuesOf(option.argChoices, option.flags);
      return values ? [[`${words} ${flag}`, values] as const] : [];
    }),
    operands: all.flatMap(([words, command]) => operandsOf(words, command, help)),
    options: all.map(([words, command]) => [
      words,
      optionsOf(command, help).flatMap((option) =>
        flagsOf(option).map((text) => ({ text, means: option.description })),
      ),
    ]),
  };
}

function commandsBelow(command: Command, words: string, help: Help): (readonly [string, Command])[] {
  const below = help.visibleCommands(command);
  return [[words, command], ...below.flatMap((each) => commandsBelow(each, `${words} ${each.name()}`, help))];
}

function optionsOf(command: Command, help: Help): Option[] {
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

function operandsOf(words: string, command: Command, help: Help): Operand[] {
  const below = help.visibleCommands(command);
  if (below.length > 0) {
    const values = below.map((each) => ({ text: each.name(), means: each.description() }));
    return [{ command: words, at: 0, values }];
  }
  return command.registeredArguments.flatMap((argument: Argument, at) => {
    const values = valuesOf(argument.argChoices, `<${argument.name()}>`);
    return values ? [{ command: words, at: argument.variadic ? null : at, values }] : [];
  });
}

/** How files and folders are called where the help says what is expected. */
const FILE = /<(file|folder|path|backup)s?(\.{3})?>/;

function valuesOf(choices: readonly string[] | undefined, usage: string): Values | null {
  if (choices) return choices.map((text) => ({ text, means: "" }));
  return FILE.test(usage) ? "files" : null;
}
