export const PARTS: Readonly<Record<string, readonly string[]>> = {
  BEARINGS: ["Ball bearing", "Roller bearing", "Thrust washer"],
  FASTENERS: ["Hex bolt", "Lock nut", "Wood screw", "Rivet"],
  HYDRAULICS: ["Pump seal", "Hose coupling", "Cylinder rod"],
  ELECTRICAL: ["Relay", "Fuse holder", "Cable gland", "Limit switch"],
  FILTERS: ["Oil filter", "Air filter", "Fuel filter"],
};

export const SUPPLIER_WORDS = [
  "Alder",
  "Brightwater",
  "Castor",
  "Dorn",
  "Elbe",
  "Fjord",
  "Garonne",
  "Hollis",
  "Ister",
  "Juniper",
] as const;
export const SUPPLIER_TRADES = ["Parts", "Industrial", "Components", "Metalworks", "Supply"] as const;

/** Countries with the currency that is usual there. */
export const COUNTRIES = [
  ["DE", "EUR"],
  ["FR", "EUR"],
  ["PL", "PLN"],
  ["GB", "GBP"],
  ["US", "USD"],
  ["IT", "EUR"],
] as const;

export const CARRIER_NAMES = ["Northline", "Swift", "Harbour", "Ostsee", "Meridian", "Blue Van"] as const;
export const BUYERS = ["Okafor", "Lindgren", "Moreau", "Tanaka", "Weiss"] as const;
export const HANDS = ["RHODES", "PATEL", "NOVAK", "SANTOS", "BERG", "QUINN"] as const;
export const REASONS = ["DAMAGED", "WRONG_ITEM", "LATE", "NOT_NEEDED"] as const;
