export const GIVEN = [
  "Amelie",
  "Benedikt",
  "Cosima",
  "Dmitri",
  "Eleanor",
  "Frederic",
  "Giulia",
  "Hamish",
  "Ingrid",
  "Julian",
  "Katarina",
  "Leopold",
  "Margot",
  "Nathaniel",
  "Olivia",
  "Percival",
  "Rosalind",
  "Sebastian",
  "Theodora",
  "Ulrich",
] as const;

export const SURNAMES = [
  "Achterberg",
  "Bellamy",
  "Cavendish",
  "Delacroix",
  "Esterhazy",
  "Fairfax",
  "Grimaldi",
  "Hathaway",
  "Isherwood",
  "Kensington",
  "Lindgren",
  "Montague",
  "Nakamura",
  "Orsini",
  "Pemberton",
  "Rothwell",
  "Stirling",
  "Thornbury",
  "Valmont",
  "Wexford",
] as const;

export const COUNTRIES = [
  "United Kingdom",
  "United Kingdom",
  "France",
  "Germany",
  "Italy",
  "Japan",
  "Switzerland",
] as const;

export const ARTISTS = [
  "Anders Holm",
  "Beatrice Lanoux",
  "Carlo Veneri",
  "Dorothea Kline",
  "Emil Sandoz",
  "Francesca Rota",
  "Gustav Weir",
  "Helene Marchetti",
  "Ivor Penhale",
  "Josefine Dahl",
  "Klaus Ortner",
  "Lydia Merrow",
] as const;

export const MOODS = ["Quiet", "Blue", "Autumn", "Morning", "Broken", "Distant", "Golden", "Winter"] as const;
export const SUBJECTS = [
  "Harbour",
  "Orchard",
  "Portrait",
  "Bridge",
  "Garden",
  "Staircase",
  "Interior",
  "River",
  "Market",
  "Procession",
] as const;

/** Departments with the categories that they sell. */
export const DEPARTMENTS = [
  ["Fine Art", ["painting", "painting", "print", "sculpture"]],
  ["Jewellery and Watches", ["jewellery", "jewellery", "watch"]],
  ["Furniture", ["furniture", "ceramics"]],
  ["Wine", ["wine"]],
] as const;

/** What is sold without an artist, by category. */
export const PIECES: Readonly<Record<string, readonly string[]>> = {
  jewellery: ["Sapphire ring", "Pearl necklace", "Diamond brooch", "Gold bracelet", "Emerald earrings"],
  watch: ["Steel chronograph", "Gold pocket watch", "Moonphase wristwatch", "Diver's watch"],
  furniture: ["Walnut bureau", "Pair of oak chairs", "Rosewood cabinet", "Marble console", "Lacquer screen"],
  ceramics: ["Blue and white vase", "Stoneware jar", "Faience plate", "Porcelain figure"],
  wine: [
    "Case of claret 1996",
    "Magnum of champagne 2002",
    "Case of burgundy 2010",
    "Half case of port 1977",
  ],
};

export const CITIES = ["London", "Paris", "Geneva", "Vienna"] as const;
export const CARRIERS = ["Artmove", "Secure Crate", "Halcyon Logistics", "Brandt Fine Shipping"] as const;
