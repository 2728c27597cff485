import { Argument, type Command } from "commander";
import { examples, group, outputOf } from "../command.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { type Grammar, grammarOf } from "./grammar.ts";
import { zshScript } from "./zsh.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (grammar: Grammar) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export function completionCommand(): Command {
  return group(
    "completion",
    "print a script by which a shell completes commands and options with the Tab key",
  )
    .addArgument(new Argument("<shell>", "the shell you type in").choices(SHELLS))
    .addHelpText(
      "after",
      `${examples("completion bash > ~/.landing-kpi.bash")}

To install it, write the script into a file that your shell reads when it starts, and open a new terminal:
  bash  npx landing-kpi completion bash > ~/.landing-kpi.bash
        echo 'source ~/.landing-kpi.bash' >> ~/.bashrc
  zsh   npx landing-kpi completion zsh > ~/.landing-kpi.zsh
        echo 'source ~/.landing-kpi.zsh' >> ~/.zshrc
  fish  mkdir -p ~/.config/fish/conf.d
        npx landing-kpi completion fish > ~/.config/fish/conf.d/landing-kpi.fish

It completes "landing-kpi" and "npx landing-kpi", and asks no server. Write it again after an update.`,
    )
    .action(printScript);
}

function printScript(shell: Shell, _options: object, command: Command): void {
  const script = SCRIPTS[shell](grammarOf(rootOf(command)));
  outputOf(command).show({ shell, script }, () => script);
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command;
}
