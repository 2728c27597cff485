export const TOWNS: readonly (readonly [town: string, region: string])[] = [
  ["Ashcombe", "South"],
  ["Brackley Wold", "Midlands"],
  ["Calder Quay", "North"],
  ["Dunmarsh", "East"],
  ["Elsworth", "East"],
  ["Fenwick Bay", "North"],
  ["Garrow", "West"],
  ["Hollin Bridge", "Midlands"],
  ["Ivelstone", "South"],
  ["Kestrel Cross", "West"],
  ["Lowmoor", "North"],
];

/** Where the agents are: some of the towns of the policyholders, and two others. */
export const AGENCY_TOWNS = [
  "Ashcombe",
  "Calder Quay",
  "Dunmarsh",
  "Garrow",
  "Hollin Bridge",
  "Lowmoor",
  "Port Merrin",
  "Saltford",
];

export const BRANCHES = ["Harbour Street", "Market Square", "Northgate", "Riverside", "Station Road"];

export const PRODUCTS: Readonly<Record<"MOTOR" | "HOME", readonly string[]>> = {
  MOTOR: ["Third Party", "Third Party Plus", "Comprehensive", "Comprehensive", "Classic Car"],
  HOME: ["Buildings", "Contents", "Buildings and Contents", "Landlord"],
};

export const CARS: readonly (readonly [make: string, model: string])[] = [
  ["Toyota", "Corolla"],
  ["Toyota", "Yaris"],
  ["Ford", "Focus"],
  ["Ford", "Fiesta"],
  ["Volkswagen", "Golf"],
  ["Volkswagen", "Passat"],
  ["Renault", "Clio"],
  ["Skoda", "Octavia"],
  ["Volvo", "XC40"],
  ["Tesla", "Model 3"],
  ["Fiat", "Panda"],
];

export const SPECIALTIES = ["Bodywork", "Fire", "Glass", "Theft", "Water damage"];

/** What the tables that hang on a policy have to know of it. */
export interface Policy {
  POL_NO: string;
  LOB: string;
  INC_DT: string;
  ANN_PRM: number;
  PAY_FRQ: string;
}

/** The date, or the last day that the system has seen when it is later: what happened is in the past. */
export function known(date: string): string {
  return date < "2026-11-25" ? date : "2026-11-25";
}
