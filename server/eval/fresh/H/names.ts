export const FIRST_NAMES = [
  "Amelie",
  "Bruno",
  "Carla",
  "Dmitri",
  "Elena",
  "Farid",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Katya",
  "Luca",
  "Mireille",
  "Nils",
  "Olga",
  "Pablo",
  "Rosa",
  "Stefan",
  "Tilda",
  "Viktor",
];

export const LAST_NAMES = [
  "Abel",
  "Bergman",
  "Castro",
  "Dupont",
  "Eriksen",
  "Ferrari",
  "Gruber",
  "Horvat",
  "Ivanov",
  "Jansen",
  "Keller",
  "Lopez",
  "Moreau",
  "Novak",
  "Oliveira",
  "Petrov",
  "Quint",
  "Rossi",
  "Schmid",
  "Tanaka",
  "Urban",
  "Vogel",
  "Weiss",
  "Zorn",
];

export const CITIES: readonly (readonly [city: string, country: string])[] = [
  ["Hamburg", "DE"],
  ["Munich", "DE"],
  ["Lyon", "FR"],
  ["Nice", "FR"],
  ["Madrid", "ES"],
  ["Bilbao", "ES"],
  ["Turin", "IT"],
  ["Verona", "IT"],
  ["Vienna", "AT"],
  ["Graz", "AT"],
  ["Porto", "PT"],
  ["Ghent", "BE"],
];

export const FIRM_WORDS = ["Alpha", "Boreal", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbour"];

export const FIRM_TRADES = ["Consulting", "Pharma", "Foods", "Systems", "Media", "Energy", "Textiles"];

export const MODELS: readonly (readonly [make: string, model: string, carClass: string, seats: number])[] = [
  ["Volkswagen", "Polo", "ECON", 5],
  ["Volkswagen", "Golf", "COMP", 5],
  ["Volkswagen", "Tiguan", "SUV", 5],
  ["Volkswagen", "Crafter", "VAN", 3],
  ["Renault", "Clio", "ECON", 5],
  ["Renault", "Megane", "COMP", 5],
  ["Renault", "Kangoo", "VAN", 5],
  ["Fiat", "500", "ECON", 4],
  ["Fiat", "Tipo", "COMP", 5],
  ["Fiat", "Ducato", "VAN", 3],
  ["BMW", "320", "LUX", 5],
  ["BMW", "X3", "SUV", 5],
  ["Skoda", "Fabia", "ECON", 5],
  ["Skoda", "Kodiaq", "SUV", 7],
  ["Mercedes", "E200", "LUX", 5],
];

export const TITLE_STARTS = [
  "The Silent",
  "A Winter of",
  "Beyond the",
  "Letters from",
  "The Last",
  "Under",
  "House of",
];

export const TITLE_ENDS = [
  "Harbour",
  "Orchard",
  "Glass",
  "Rivers",
  "Lantern",
  "Salt",
  "Ashes",
  "Starlings",
  "Mirrors",
  "Stone",
];

export const SHOP_WORDS = [
  "Corner",
  "Old Town",
  "Riverside",
  "Market",
  "Station",
  "University",
  "Lighthouse",
];
