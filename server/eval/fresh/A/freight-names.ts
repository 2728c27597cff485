export const PLACES: readonly (readonly [city: string, country: string])[] = [
  ["Rotterdam", "NL"],
  ["Antwerp", "BE"],
  ["Hamburg", "DE"],
  ["Bremen", "DE"],
  ["Lyon", "FR"],
  ["Lille", "FR"],
  ["Milan", "IT"],
  ["Gdansk", "PL"],
  ["Poznan", "PL"],
  ["Malmo", "SE"],
  ["Bilbao", "ES"],
  ["Zaragoza", "ES"],
];

/** Where goods are delivered, and no depot is. */
export const FAR_PLACES: readonly (readonly [city: string, country: string])[] = [
  ["Vienna", "AT"],
  ["Basel", "CH"],
  ["Porto", "PT"],
  ["Tallinn", "EE"],
];

export const COMPANY_WORDS = [
  "Nordsee",
  "Brightwater",
  "Delacroix",
  "Kowalski",
  "Hanse",
  "Iberica",
  "Van Dongen",
  "Lindqvist",
  "Moretti",
  "Falke",
  "Castellan",
  "Oberland",
];

export const COMPANY_TRADES = [
  "Trading",
  "Bau",
  "Retail",
  "Foods",
  "Maschinen",
  "Hardware",
  "Electro",
  "Garden",
];

export const CARRIER_WORDS = [
  "Blue Anchor",
  "Redline",
  "TransAlp",
  "Polar",
  "Meridian",
  "Eurohaul",
  "Kestrel",
  "Grand Canal",
];

export const GOODS: Record<string, readonly string[]> = {
  TOOLS: ["Cordless drill", "Angle grinder", "Spirit level", "Socket set"],
  PAINT: ["Wall paint white", "Wood varnish", "Primer grey"],
  GARDEN: ["Lawn mower", "Garden hose", "Hedge trimmer"],
  ELECTRIC: ["Cable reel", "LED floodlight", "Junction box"],
  PLUMBING: ["Copper pipe", "Basin mixer", "Ball valve"],
  FASTENERS: ["Wood screws", "Wall plugs", "Hex bolts"],
};

export const CLAIM_TYPES = ["DAMAGE", "LOSS", "DELAY", "SHORTAGE"];
