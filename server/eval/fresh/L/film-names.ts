export const GIVEN = [
  "Agneta",
  "Bruno",
  "Celine",
  "Darko",
  "Elif",
  "Farid",
  "Greta",
  "Hiroshi",
  "Ines",
  "Jakub",
  "Kaisa",
  "Lorenzo",
  "Maren",
  "Nuno",
  "Oksana",
  "Rafi",
] as const;

export const FAMILY = [
  "Abrahamsen",
  "Bellandi",
  "Castanho",
  "Dragan",
  "Eskola",
  "Feldt",
  "Guerin",
  "Hamidi",
  "Iwasaki",
  "Jelinek",
  "Kovalenko",
  "Lambert",
  "Mertens",
  "Nygaard",
  "Ozdemir",
  "Pereira",
] as const;

/** Countries with the language that most of their films are in. */
export const LANDS = [
  ["France", "French"],
  ["France", "French"],
  ["Germany", "German"],
  ["Italy", "Italian"],
  ["Portugal", "Portuguese"],
  ["Finland", "Finnish"],
  ["Ukraine", "Ukrainian"],
  ["Japan", "Japanese"],
  ["Belgium", "French"],
  ["Turkey", "Turkish"],
] as const;

export const TITLE_STARTS = [
  "The Last",
  "A Quiet",
  "Under the",
  "My Brother's",
  "Nine",
  "Beyond the",
  "Letters to the",
  "No More",
  "After the",
  "Every Other",
] as const;

export const TITLE_ENDS = [
  "Lighthouse",
  "Summer",
  "Orchestra",
  "Ferry",
  "Neighbours",
  "Salt",
  "Horses",
  "Winter Coat",
  "Snow Line",
  "Swimmer",
  "Kitchen",
  "Satellite",
] as const;

export const SECTIONS = ["Competition", "Documentary", "Shorts", "Midnight", "Retrospective"] as const;
export const GENRES = ["drama", "comedy", "thriller", "documentary", "animation", "horror"] as const;
export const DISTRICTS = ["Harbour", "Old Town", "University", "Station", "Northside"] as const;
export const HOUSES = [
  "Astoria",
  "Capitol",
  "Filmhaus",
  "Kammerspiele",
  "Luna",
  "Metropol",
  "Odeon",
  "Urania",
] as const;
export const TEAMS = ["box office", "ushers", "guest care", "projection", "catering"] as const;
export const FIRMS = [
  "Baltic Ferries",
  "Brauhaus Kuhl",
  "Fjord Energy",
  "Hotel Mole",
  "Nordlicht Bank",
  "Printwerk",
  "Radio Ostsee",
] as const;
