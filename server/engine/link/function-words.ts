/** Words of the grammar: they carry structure, never the name of something. */

const LISTS = {
  determiners:
    "a an the this that these those all any each every some no both either neither our their its his her my your such same only",
  politeness:
    "please kindly show me give list get find display return fetch select retrieve print provide tell report identify want need would like see could can you i we us let know output pull extract compare reconcile comparing comparison reconciliation check hi hello hey thanks thank",
  question: "what which who whom whose where when how why",
  auxiliaries:
    "is are was were be been being am do does did have has had having can could will would shall should may might must remain remains remained",
  negation: "not never without nor none nobody nothing cannot except",
  prepositions:
    "in of from at on to for by with within into inside onto under over above below between among through via per against about across during since until before after than as towards amongst upon off out outside",
  conjunctions:
    "and or but if then also plus while whereas though although however because so yet that still already",
  pronouns: "it they them he she there here one ones itself themselves himself herself",
  adverbs:
    "currently actually really ever even just too nevertheless nonetheless simply now anymore exactly respectively inclusive inclusively",
} as const;

export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `${Object.values(LISTS).join(" ")} altogether together overall`.split(" "),
);

export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

/** Words that nobody writes in capitals to stress them, but that are codes in capitals: BE, IT, MAY, DO. */
export const CODES: ReadonlySet<string> = new Set(
  "be been am do can could would may might must it he so also to".split(" "),
);

export const AUXILIARIES: ReadonlySet<string> = new Set(LISTS.auxiliaries.split(" "));
export const ADVERBS: ReadonlySet<string> = new Set(
  `${LISTS.adverbs} also still yet already however so then`.split(" "),
);
export const DETERMINERS: ReadonlySet<string> = new Set(LISTS.determiners.split(" "));
/** Words that ask for an answer without saying which: knowingly ignored. */
export const COURTESY: ReadonlySet<string> = new Set(LISTS.politeness.split(" "));
