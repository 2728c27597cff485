export const STREETS =
  "Lindenallee,Hafenstrasse,Am Markt,Bergweg,Gartenstrasse,Schillerplatz,Muehlgasse,Parkring,Ufergasse".split(
    ",",
  );

/** City and the first digits of its postcodes. */
export const CITIES = [
  ["Leipzig", "04"],
  ["Leipzig", "04"],
  ["Halle", "06"],
  ["Dresden", "01"],
  ["Erfurt", "99"],
  ["Magdeburg", "39"],
] as const;

export const FIRST_NAMES =
  "Ada Bruno Clara David Elif Frank Greta Hugo Ines Jonas Kira Lars Mara Nils Olga".split(" ");

export const LAST_NAMES =
  "Arnold Becker Conrad Demir Ebert Franke Geiger Hein Issa Jahn Keller Lang Moser Neumann Oster Pohl".split(
    " ",
  );

export const TRADES = ["plumbing", "heating", "electrical", "painting", "roofing", "locksmith"] as const;

/** What a request is about, by its trade. */
export const DEFECTS: Readonly<Record<string, readonly string[]>> = {
  plumbing: ["Tap drips in the bathroom", "Drain is blocked", "Water leak under the sink"],
  heating: ["Radiator stays cold", "Boiler makes noise", "No hot water"],
  electrical: ["Socket has no power", "Light in the hallway is broken"],
  painting: ["Mould on the bedroom wall", "Paint peels off"],
  roofing: ["Water leak in the attic", "Tiles are loose"],
  locksmith: ["Front door does not lock", "Key broke off"],
};
