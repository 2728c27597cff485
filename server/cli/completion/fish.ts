import type { Candidate, Grammar, Values } from "./grammar.ts";

export function fishScript(grammar: Grammar): string {
  return `# Completion of landing-kpi for fish, also after npx.

# Called with the words after the command up to the one that is being typed; prints what may stand there.
function __landing_kpi_candidates
    set -l at ''
    set -l takes ''
    set -l many no
    set -l operands 0
    set -l prefix ''
    for word in $argv[1..-2]
        if test -n "$takes"
            if test $many = yes; and string match -q -- '-*' $word
                set takes ''
                set many no
            else
                test $many = yes; or set takes ''
                continue
            end
        end
        switch "$at $word"
${branch(grammar.commands, `set at "$at $word"`)}
${branch(grammar.takeOne, `set takes "$at $word"`)}
${branch(grammar.takeMany, `set takes "$at $word"; set many yes`)}
            case '* -*'
            case '*'
                set operands (math $operands + 1)
        end
    end
    set -l word $argv[-1]
    switch "$word"
        case '--*=*'
            set prefix (string replace -r '=.*' '=' -- $word)
            set takes "$at "(string replace -r '=.*' '' -- $word)
        case '-*'
            test $many = yes; and set takes ''
    end
    if test -n "$takes"
        switch "$takes"
${grammar.optionValues.map(([option, values]) => branch([option], print(values, '"$prefix"'))).join("\n")}
        end
        return
    end
    switch "$word:$at:$operands"
        case '-*'
${grammar.operands.map(({ command, at, values }) => `            case ${quoted(`*:${command}:${at ?? "*"}`)}\n                ${print(values)}\n                return`).join("\n")}
        case ':*'
        case '*'
            return
    end
    switch "$at"
${grammar.options.map(([command, options]) => branch([command], print(options))).join("\n")}
    end
end

function __landing_kpi_files
    set -l prefix (string match -r -- '^--[^=]*=' $argv[1]; or echo '')
    printf '%s\\n' $prefix(__fish_complete_path (string replace -r -- '^--[^=]*=' '' $argv[1]))
end

function __landing_kpi_complete
    set -l words (commandline -opc)
    test $words[1] = npx; and set -e words[1]
    set -l current (commandline -ct)
    test -n "$current"; or set current ''
    set -l found (__landing_kpi_candidates $words[2..-1] $current)
    if test "$found" = '<files>'
        __landing_kpi_files $current
    else
        printf '%s\\n' $found
    end
end

function __landing_kpi_after_npx
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = landing-kpi
end

complete -c landing-kpi -f -a '(__landing_kpi_complete)'
complete -c npx -n __landing_kpi_after_npx -f -a '(__landing_kpi_complete)'
complete -c npx -n 'test (count (commandline -opc)) -eq 1' -a landing-kpi`;
}

function branch(words: readonly string[], work: string): string {
  return words.length === 0 ? "" : `            case ${words.map(quoted).join(" ")}\n                ${work}`;
}

function print(values: Values, prefix = ""): string {
  if (values === "files") return "echo '<files>'";
  const pairs = values.map(({ text, means }: Candidate) => `${prefix}${quoted(text)} ${quoted(means)}`);
  return `printf '%s\\t%s\\n' ${pairs.join(" ")}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
