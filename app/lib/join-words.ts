import type { GraphChanges } from "../../server/contracts/graph-builds.ts";
import { endText } from "../../server/contracts/join-text.ts";
import type { RelationshipEntry } from "../../server/contracts/relationships.ts";
import { formatCount, formatPreciseShare } from "./format.ts";

type Evidence = NonNullable<RelationshipEntry["evidence"]>;
/** How the two ends belong together, in words. */
export function kindOfJoin({ type, source, target }: Pick<RelationshipEntry, "type" | "source" | "target">) {
  if (type === "FOREIGN_KEY") return `Each row of ${source.table} has one in ${target.table}`;
  if (type === "ONE_TO_ONE") return `A row of ${source.table} and one of ${target.table} are the same thing`;
  return `${source.table} and ${target.table} list the same things`;
}

const COMPARED: Readonly<Record<NonNullable<Evidence["match"]>, string>> = {
  exact: "compared exactly",
  trimmed: "compared without spaces around them",
  case_insensitive: "compared in any case",
  leading_zeros: "compared without leading zeros",
};

/** The evidence of a join as sentences of numbers, the strongest first. */
export function evidenceSentences({
  source,
  target,
  evidence,
}: Pick<RelationshipEntry, "source" | "target" | "evidence">): string[] {
  if (!evidence) return ["Nobody measured how it fits."];
  const sentences: string[] = [];
  const { containment, exact_containment, reverse_containment, match } = evidence;
  if (containment !== null && evidence.values_checked > 0) {
    const compared = match ? `, ${COMPARED[match]}` : "";
    sentences.push(
      `${formatPreciseShare(containment)} of ${formatCount(evidence.values_checked)} values of ${endText(source)} are in ${endText(target)}${compared}.`,
    );
    if (exact_containment !== null && exact_containment < containment)
      sentences.push(`Compared exactly it is ${formatPreciseShare(exact_containment)}.`);
  } else sentences.push("No values were compared.");
  if (reverse_containment !== null)
    sentences.push(`The other way round it is ${formatPreciseShare(reverse_containment)}.`);
  sentences.push(uniqueness(evidence, endText(target)));
  if (evidence.rows_per_key)
    sentences.push(
      `${source.table} has ${evidence.rows_per_key.average.toLocaleString("en", { maximumFractionDigits: 1 })} rows per value on average.`,
    );
  sentences.push(`The names fit ${formatPreciseShare(evidence.name_score)}.`);
  if (!evidence.same_type) sentences.push("The two hold different kinds of values.");
  if (evidence.sampled) sentences.push("Measured on a part of the rows.");
  return sentences;
}

function uniqueness({ target_unique, unique_known, target_distinct }: Evidence, target: string): string {
  const many = target_distinct === null ? null : `${formatCount(target_distinct)} different values`;
  if (!target_unique)
    return many
      ? `${target} has ${many}, some of them more than once.`
      : `${target} has some values more than once.`;
  const known = { declared: "by its declaration", measured: "in all rows", sampled: "in the rows seen" };
  return `${target} has ${many ? `${many}, each` : "each value"} once ${known[unique_known]}.`;
}

type Figure = GraphChanges["joins"][number]["differences"][number];

/** What the evidence of a join says now and said before, as a sentence. */
export function differenceSentence({ what, before, after }: Figure): string {
  if (what === "containment" || what === "exact_containment")
    return `${shareText(after)} of the values are in the target${what === "containment" ? "" : ", compared exactly"}; it was ${shareText(before)}.`;
  if (what === "target_unique")
    return after === true
      ? "The target has each value once now."
      : "The target has values more than once now.";
  if (what === "same_type")
    return after === true
      ? "The two hold the same kind of values now."
      : "The two hold different kinds of values now.";
  if (what === "match")
    return after === null
      ? "No values could be compared."
      : `The values match ${COMPARED[after as keyof typeof COMPARED]} now.`;
  if (what === "origin")
    return after === "declared" ? "It is declared in the database now." : "It is not declared any more.";
  if (what === "direction") return "It is found the other way round now.";
  return `Its kind is ${after} now; it was ${before}.`;
}

function shareText(share: Figure["after"]): string {
  return typeof share === "number" ? formatPreciseShare(share) : "an unknown share";
}
