import type { Candidate, Grammar, Values } from "./grammar.ts";

/**
 * A function of bash and zsh. It is called with the words after the command up to the one that is being typed, and
 * prints what may stand there: lines of a word, a tab and what it does, or "<files>".
 */
export function candidatesFunction(grammar: Grammar): string {
  return `_landing_kpi_candidates() {
  local at='' takes='' many='' operands=0 prefix='' word
  while [ $# -gt 1 ]; do
    word=$1
    shift
    if [ -n "$takes" ]; then
      case "$many$word" in
        many-*) takes='' many='' ;;
        many*) continue ;;
        *)
          takes=''
          continue
          ;;
      esac
    fi
    case "$at $word" in
${branch(grammar.commands, `at="$at $word"`)}
${branch(grammar.takeOne, `takes="$at $word"`)}
${branch(grammar.takeMany, `takes="$at $word" many=many`)}
      *' -'*) ;;
      *) operands=$((operands + 1)) ;;
    esac
  done
  word=$1
  case "$word" in
    --*=*)
      prefix="\${word%%=*}="
      takes="$at \${word%%=*}"
      ;;
    -*) if [ -n "$many" ]; then takes=''; fi ;;
  esac
  if [ -n "$takes" ]; then
    case "$takes" in
${grammar.optionValues.map(([option, values]) => branch([option], print(values, '"$prefix"'))).join("\n")}
    esac
    return 0
  fi
  case "$word:$at:$operands" in
    -*) ;;
${grammar.operands.map(({ command, at, values }) => `    *${quoted(`:${command}:`)}${at ?? "*"}) ${print(values)}; return 0 ;;`).join("\n")}
    :*) ;;
    *) return 0 ;;
  esac
  case "$at" in
${grammar.options.map(([command, options]) => branch([command], print(options))).join("\n")}
  esac
}`;
}

function branch(words: readonly string[], work: string): string {
  return words.length === 0 ? "" : `      ${words.map(quoted).join("|")}) ${work} ;;`;
}

function print(values: Values, prefix = ""): string {
  if (values === "files") return "printf '<files>\\n'";
  const pairs = values.map(({ text, means }: Candidate) => `${prefix}${quoted(text)} ${quoted(means)}`);
  return `printf '%s\\t%s\\n' ${pairs.join(" ")}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
