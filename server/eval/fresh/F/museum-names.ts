import type { Random } from "../random.ts";

const FIRST_NAMES = [
  "Ada",
  "Bruno",
  "Clara",
  "Dmitri",
  "Elsa",
  "Farid",
  "Greta",
  "Hugo",
  "Ingrid",
  "Jonas",
  "Katya",
  "Leo",
  "Mina",
  "Noor",
  "Otto",
  "Paula",
] as const;
const LAST_NAMES = [
  "Abbott",
  "Bellini",
  "Castellan",
  "Dufour",
  "Eriksen",
  "Falk",
  "Gruber",
  "Hasegawa",
  "Ivanova",
  "Jansen",
  "Keller",
  "Lombardi",
  "Marchetti",
  "Nowak",
  "Ostrom",
  "Pereira",
  "Quist",
  "Rossi",
] as const;
export const NATIONS = ["Italian", "French", "Dutch", "German", "Japanese", "British"] as const;
export const MEDIA = ["oil on canvas", "watercolour", "bronze", "photograph", "etching", "textile"] as const;
export const SUBJECTS = [
  "Harbour",
  "Orchard",
  "Portrait of a Lady",
  "Still Life",
  "Winter Road",
  "The Card Players",
  "Bathers",
  "Nocturne",
] as const;
export const BORROWERS = [
  ["Kunsthalle Bremen", "Germany"],
  ["Musee Fabre", "France"],
  ["Tate Liverpool", "United Kingdom"],
  ["Museo del Novecento", "Italy"],
  ["Ohara Museum", "Japan"],
  ["Art Institute of Dayton", "USA"],
] as const;
export const SHOWS = ["Light", "Line", "Colour", "Masters", "Rivers", "Silence", "Bronze", "Paper"] as const;
export const LANGUAGES = ["English", "German", "French", "Japanese"] as const;

export function personName(random: Random): string {
  return `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
}
