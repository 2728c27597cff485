import { dictionary } from "../text/dictionary.ts";

/** What adjectives of measure are about, as parts of column names, and whether they mean much of it or little. */
interface Dimension {
  readonly parts: readonly string[];
  readonly much: boolean;
}

const much = (...parts: string[]): Dimension => ({ parts, much: true });
const little = (...parts: string[]): Dimension => ({ parts, much: false });

const DIMENSIONS = dictionary<Dimension>({
  long: much("length", "duration", "page", "pages"),
  short: little("length", "duration", "page", "pages"),
  expensive: much("price", "cost", "fee"),
  costly: much("price", "cost", "fee"),
  cheap: little("price", "cost", "fee"),
  heavy: much("weight", "mass"),
  light: little("weight", "mass"),
  tall: much("height"),
  old: much("age"),
  young: little("age"),
  large: much("size", "area", "capacity", "seats"),
  big: much("size", "area", "capacity", "seats"),
  small: little("size", "area", "capacity", "seats"),
  populous: much("population"),
  deep: much("depth"),
  wide: much("width"),
  fast: much("speed"),
  late: much("date"),
  new: much("date"),
  recent: much("date"),
  early: little("date"),
});

/** "When was the last concert": the date of what is asked for, whatever the date is called. */
export const WHEN_IT_WAS: readonly string[] = ["when"];

/** "the most common city": how often a value is there. */
export const FREQUENT: ReadonlySet<string> = new Set([
  "common",
  "popular",
  "frequent",
  "frequently",
  "often",
]);

/** The dimension of "expensive", "longer", "heaviest". */
export function dimensionOf(word: string): Dimension | undefined {
  const known = DIMENSIONS.get(word);
  if (known) return known;
  const stem = /^(.{3,}?)(er|est)$/.exec(word)?.[1];
  if (!stem) return undefined;
  return [stem, stem.replace(/i$/, "y"), `${stem}e`, stem.replace(/(.)\1$/, "$1")]
    .map((base) => DIMENSIONS.get(base))
    .find((dimension) => dimension !== undefined);
}

/** Units in which people say how much: beside a number they name no column. */
export const UNITS_OF_MEASURE: ReadonlySet<string> = new Set(
  "second minute hour day week month year metre meter kilometre kilometer mile km cm mm kg kilogram gram pound ton tonne litre liter euro dollar cent eur usd gbp percent degree".split(
    " ",
  ),
);
