export const FIRST_NAMES = [
  "Alois",
  "Birgit",
  "Cem",
  "Daniela",
  "Edin",
  "Franziska",
  "Gerald",
  "Hatice",
  "Igor",
  "Jasmin",
  "Karl",
  "Lena",
  "Milan",
  "Nadja",
  "Otmar",
  "Petra",
] as const;

export const LAST_NAMES = [
  "Aigner",
  "Berisha",
  "Czerny",
  "Dobler",
  "Egger",
  "Fuchsbauer",
  "Gashi",
  "Haslinger",
  "Iberer",
  "Jovanovic",
  "Kofler",
  "Leitgeb",
  "Moser",
  "Novotny",
  "Oberhauser",
  "Pichler",
  "Rainer",
  "Stadler",
] as const;

export const COMPANIES = [
  "Alpen Logistik",
  "Backhaus Rieder",
  "Elektro Sommer",
  "Gartenbau Lang",
  "Kurier Blitz",
  "Malerei Huber",
  "Pflegedienst Nord",
  "Taxi Vierzig",
] as const;

export const CITIES = [
  ["Graz", "South"],
  ["Klagenfurt", "South"],
  ["Linz", "North"],
  ["Wels", "North"],
  ["Salzburg", "West"],
  ["Innsbruck", "West"],
  ["Wien", "East"],
  ["St. Poelten", "East"],
] as const;

/** Makes with their models. */
export const MAKES = [
  ["Volkswagen", ["Golf", "Passat", "Caddy"]],
  ["Skoda", ["Octavia", "Fabia"]],
  ["Ford", ["Focus", "Transit"]],
  ["Renault", ["Clio", "Zoe", "Kangoo"]],
  ["Toyota", ["Yaris", "Corolla"]],
  ["Hyundai", ["i20", "Kona"]],
  ["Dacia", ["Duster"]],
] as const;

/** What parts are there, by category, with a price to begin from. */
export const PART_KINDS = [
  ["Brake pads front", "Brakes", 48],
  ["Brake disc", "Brakes", 72],
  ["Oil filter", "Filters", 9],
  ["Cabin filter", "Filters", 17],
  ["Wiper blade", "Body", 14],
  ["Wing mirror", "Body", 118],
  ["Summer tyre 195/65", "Tyres", 69],
  ["Winter tyre 205/55", "Tyres", 94],
  ["Battery 70Ah", "Electrics", 129],
  ["Alternator", "Electrics", 310],
  ["Shock absorber", "Chassis", 88],
  ["Turbocharger", "Engine", 640],
] as const;

export const BRANDS = ["Bremox", "Filtron", "Roadgrip", "Voltana", "Federwerk", "Klarsicht"] as const;
export const SUPPLIERS = ["Autoteile Nord", "Reifen Zentral", "Parts4You", "Hofer Grosshandel"] as const;
export const SERVICES = ["inspection", "tyre change", "brakes", "air conditioning", "bodywork"] as const;
