import type { Grammar } from "./grammar.ts";
import { candidatesFunction } from "./posix.ts";

export function zshScript(grammar: Grammar): string {
  return `# Completion of landing-kpi for zsh, also after npx.

${candidatesFunction(grammar)}

_landing_kpi() {
  local first=2 text means
  local -a candidates
  if [[ $words[1] == npx ]]; then
    if (( CURRENT == 2 )); then
      compadd landing-kpi
      return
    elif [[ $words[2] != landing-kpi ]]; then
      _files
      return
    fi
    first=3
  fi
  while IFS=$'\\t' read -r text means; do
    if [[ $text == '<files>' ]]; then
      compset -P '--*='
      _files
      return
    fi
    candidates+=("$text\${means:+:$means}")
  done < <(_landing_kpi_candidates "\${(@)words[first,CURRENT]}")
  _describe landing-kpi candidates
}

if (( ! $+functions[compdef] )); then
  autoload -Uz compinit
  compinit
fi
compdef _landing_kpi landing-kpi
(( $+_comps[npx] )) || compdef _landing_kpi npx`;
}
