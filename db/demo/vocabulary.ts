/** The words that the sample data is made of. All names of people, companies and products are invented. */

export interface Line {
  readonly name: string;
  readonly code: string;
  readonly families: readonly string[];
}

export const GPU_LINES: readonly Line[] = [
  { name: "Gaming", code: "HG", families: ["Helion 40", "Helion 50", "Helion 60"] },
  { name: "Workstation", code: "HW", families: ["Atelier 4", "Atelier 5"] },
  { name: "Data Center", code: "HD", families: ["Monolith A", "Monolith B", "Monolith C"] },
  { name: "Automotive", code: "HA", families: ["Wayfarer 2", "Wayfarer 3"] },
  { name: "Embedded", code: "HE", families: ["Kestrel Nano", "Kestrel Edge"] },
];

export const NBU_LINES: readonly Line[] = [
  { name: "Switches", code: "NS", families: ["Crossbar 2", "Crossbar 3"] },
  { name: "Adapters", code: "NA", families: ["Linkway 6", "Linkway 7"] },
  { name: "Cables", code: "NC", families: ["Copperline", "Fiberline"] },
  { name: "Transceivers", code: "NT", families: ["Beacon 400", "Beacon 800"] },
];

export const EDITIONS = ["", "Super", "Founders", "OEM", "Lite", "Max", "Pro", "Kit"];

export const PLANNERS = [
  "Amara Nwosu",
  "Ben Lindqvist",
  "Chen Wei-Ling",
  "Daniela Ruiz",
  "Emeka Obi",
  "Farah Haddad",
  "Gustav Meyer",
  "Hana Novak",
  "Ines Carvalho",
  "Jae-won Park",
  "Kavita Rao",
  "Liam O'Connor",
  "Mei Tanaka",
  "Nikhil Sharma",
  "Olga Petrova",
  "Pavel Dvorak",
  "Rosa Jimenez",
  "Samir Khoury",
];

export const CUSTOMERS = [
  "Altamira Systems",
  "Baltic Cloud AS",
  "Cobalt Computers",
  "Delphi Auto Parts",
  "Eastgate Retail",
  "Fjordnet",
  "Granite Hosting",
  "Hokuto Electronics",
  "Ibex Mobility",
  "Jacaranda & Sons",
  "Kilimani Telecom",
  "Lagoon Studios",
  "Meridian Labs",
  "Northwind Motors",
  "Orchid Semicon",
  "Pampas Digital",
];

export interface Supplier {
  readonly name: string;
  readonly country: string;
}

export const SUPPLIERS: readonly Supplier[] = [
  { name: "Hsin Board Works", country: "Taiwan" },
  { name: "Taoyuan Assembly Co", country: "Taiwan" },
  { name: "Formosa Substrate", country: "Taiwan" },
  { name: "Pearl River Electronics", country: "China" },
  { name: "Suzhou Precision", country: "China" },
  { name: "Hanriver Memory", country: "South Korea" },
  { name: "Incheon Packaging", country: "South Korea" },
  { name: "Kansai Passives", country: "Japan" },
  { name: "Shinano Connectors", country: "Japan" },
  { name: "Penang Test House", country: "Malaysia" },
  { name: "Straits Logistics", country: "Singapore" },
  { name: "Red River Cables", country: "Vietnam" },
  { name: "Guadalajara Integration", country: "Mexico" },
  { name: "Neckar Cooling GmbH", country: "Germany" },
  { name: "Lombardia Metalli", country: "Italy" },
  { name: "Cascade Power", country: "United States" },
  { name: "Haifa Optics", country: "Israel" },
  { name: "Brno Mechanika", country: "Czechia" },
];

export const PLC_CODES = [
  "10 - Concept",
  "20 - Sample",
  "30 - Ramp",
  "40 - Mass Production",
  "50 - Last Buy",
];

/** Plants as SAP numbers them. */
export const PLANTS = ["1000", "1100", "2000", "3000"];

export const REGIONS = ["AMER", "EMEA", "APAC", "CHINA", "JAPAN"];

export const LOADERS = ["svc_excel_load", "svc_sap_extract", "kavita.rao", "gustav.meyer", "migration"];
