import type { Grammar } from "./grammar.ts";
import { candidatesFunction } from "./posix.ts";

/** A script for bash from 3.2 on, which macOS has. */
export function bashScript(grammar: Grammar): string {
  return `# Completion of landing-kpi for bash, also after npx.

${candidatesFunction(grammar)}

_landing_kpi() {
  local words=() first=1 joined='' i piece current cut text means
  # Bash divides words at = and :, too, such as those of --type=sqlite and of an address.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]}
    if ((i > 1)) && [[ -n $joined || $piece =~ ^[=:]+$ ]]; then
      words[\${#words[@]} - 1]+=$piece
    else
      words+=("$piece")
    fi
    joined=''
    if [[ $piece =~ ^[=:]+$ ]]; then joined=yes; fi
  done
  COMPREPLY=()
  if [[ \${words[0]} == npx ]]; then
    if ((\${#words[@]} == 2)) && [[ landing-kpi == "\${words[1]}"* ]]; then COMPREPLY=(landing-kpi); fi
    if ((\${#words[@]} == 2)) || [[ \${words[1]} != landing-kpi ]]; then return; fi
    first=2
  fi
  current=\${words[\${#words[@]} - 1]}
  cut=\${current%"\${current##*[=:]}"}
  # Files are what bash itself completes when nothing is found here; bash 3.2 cannot be told not to.
  compopt +o default 2>/dev/null
  while IFS=$'\\t' read -r text means; do
    if [[ $text == '<files>' ]]; then
      compopt -o default 2>/dev/null
    elif [[ $text == "$current"* ]]; then
      COMPREPLY+=("\${text#"$cut"}")
    fi
  done < <(_landing_kpi_candidates "\${words[@]:first}")
}

complete -o default -F _landing_kpi landing-kpi
complete -p npx >/dev/null 2>&1 || complete -o default -F _landing_kpi npx`;
}
