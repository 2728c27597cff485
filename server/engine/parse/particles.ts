import { isParticiple } from "../text/participles.ts";
import type { Token } from "../text/tokens.ts";

const PARTICLES = new Set(["out", "off", "away", "back"]);
/** What is "left out" is not what was left, nor is what is "written off" what was written. */
const OWN_MEANING = new Set(
  "left set made broken ruled written called put turned held laid kept found".split(" "),
);

/** "Rented out", "paid off", "sent back" say no more than the verb alone: its token takes the particle in. */
export function joinParticles(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    const [before, next] = [tokens[i - 1], tokens[i + 1]];
    if (next && takesIn(token, next, tokens[i + 2])) return [{ ...token, end: next.end }];
    return before && takesIn(before, token, next) ? [] : [token];
  });
}

function takesIn(verb: Token, particle: Token, after: Token | undefined): boolean {
  const said = verb.kind === "word" && isParticiple(verb.norm) && !OWN_MEANING.has(verb.norm);
  const down = verb.norm === "written" && particle.norm === "down";
  return down || (said && PARTICLES.has(particle.norm) && after?.norm !== "of");
}
