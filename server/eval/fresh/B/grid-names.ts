export const TOWNS = ["Altenrode", "Birkfeld", "Cranmoor", "Dorsum", "Eastlea", "Fennwick", "Grantholm"];
export const STREETS = [
  "Mill Ln",
  "Church Rd",
  "High St",
  "Foundry Way",
  "Lake Dr",
  "Old Toll Rd",
  "Park Ave",
];
export const REGIONS = ["N", "S", "E", "W"];
export const MAKERS = ["ELTRON", "KAMWERK", "ISKRAMET", "LANDISTON"];
const COMPANY = ["Bakery", "Dairy", "Joinery", "Laundry", "Garage", "Nursery", "Printworks", "Brewery"];
const OWNER = [
  "Abel",
  "Brandt",
  "Corwin",
  "Dietz",
  "Ekman",
  "Fowler",
  "Grieg",
  "Hartley",
  "Ibsen",
  "Juhl",
  "Keane",
];
const GIVEN = ["Anna", "Bert", "Carla", "Dirk", "Elsa", "Finn", "Greta", "Hugo", "Inga", "Jonas"];
/** People and firms, 198 of them, all different. */
export const CUSTOMERS = OWNER.flatMap((owner) => [
  ...GIVEN.map((given) => `${given} ${owner}`),
  ...COMPANY.map((company) => `${owner} ${company}`),
]);
/** 66 names of technicians; two people may share a family name. */
export const TECHNICIANS = [...OWNER]
  .reverse()
  .flatMap((owner) => GIVEN.slice(0, 6).map((given) => `${owner}, ${given}`));
