import type { Path } from "./intent.ts";
import type { Candidate } from "./resolve/resolve.ts";

/**
 * What speaks for and against a reading. The weights are set by hand; a learned ranker replaces this one table.
 */
export interface Features {
  /** Words that nothing explains. */
  readonly unknownWords: number;
  /** Words whose spelling was corrected. */
  readonly repairedWords: number;
  /** Names that were understood and that the intent does not speak of. */
  readonly unusedNames: number;
  /** Function words that no rule used. */
  readonly skippedWords: number;
  /** 0..1, the geometric mean and the minimum of how well phrases were linked. */
  readonly linkMean: number;
  readonly linkMinimum: number;
  /** Lowest confidence of a join. */
  readonly joinConfidence: number;
  /** Most tables that a join passes through and that the definition does not name. */
  readonly bridges: number;
  /** What assuming this structure cost beyond the links. */
  readonly structure: number;
}

export function featuresOf(candidate: Candidate, paths: readonly Path[], repairedWords: number): Features {
  const { uses, unknown, targets, focus, source } = candidate.draft;
  const qualities = uses.map((use) => Math.max(0.05, Math.min(1, use.quality)));
  const logs = qualities.reduce((sum, quality) => sum + Math.log(quality), 0);
  return {
    unknownWords: unknown.reduce((sum, range) => sum + (range.end - range.start), 0),
    repairedWords,
    unusedNames: candidate.draft.unused,
    skippedWords: candidate.sketch.elements.filter(
      (element) => element.kind === "skip" && element.cost > 0.2 && !element.unknown,
    ).length,
    linkMean: qualities.length > 0 ? Math.exp(logs / qualities.length) : 0.5,
    linkMinimum: qualities.length > 0 ? Math.min(...qualities) : 0.5,
    joinConfidence: Math.min(1, ...paths.flat().map((hop) => hop.confidence)),
    bridges: Math.max(
      0,
      ...paths.map((path) => {
        const between = path.slice(0, -1).map((hop) => hop.to);
        return between.filter((table) => ![...targets, ...focus, source].includes(table)).length;
      }),
    ),
    structure: candidate.cost,
  };
}

/** By how many unnamed tables a join passes through: nobody thinks of a relation over three. */
const BRIDGES = [1, 0.98, 0.92, 0.68, 0.6] as const;

const WEIGHTS = {
  unknownWords: 0.45,
  repairedWords: 0.94,
  unusedNames: 0.6,
  skippedWords: 0.97,
  structure: 0.02,
};

/** 0..1. */
export function confidenceOf(features: Features): number {
  const links = features.linkMean * 0.6 + features.linkMinimum * 0.4;
  const joins = 0.85 + 0.15 * features.joinConfidence;
  const shape = Math.exp(-WEIGHTS.structure * Math.max(0, features.structure - 1));
  const value =
    links *
    joins *
    (BRIDGES[Math.min(features.bridges, BRIDGES.length - 1)] ?? 1) *
    shape *
    WEIGHTS.unknownWords ** Math.min(3, features.unknownWords) *
    WEIGHTS.repairedWords ** features.repairedWords *
    WEIGHTS.unusedNames ** features.unusedNames *
    WEIGHTS.skippedWords ** features.skippedWords;
  return Math.round(Math.max(0, Math.min(0.99, value)) * 1000) / 1000;
}

/** Cheapest first; the order of equally good readings never changes between runs. */
export function rank(candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .map((candidate, i) => ({ candidate, i }))
    .sort((a, b) => a.candidate.cost - b.candidate.cost || a.i - b.i)
    .map(({ candidate }) => candidate);
}
