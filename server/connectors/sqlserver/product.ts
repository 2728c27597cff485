/** By the first number of a version. */
const YEARS: Readonly<Record<string, string>> = {
  "13": "2016",
  "14": "2017",
  "15": "2019",
  "16": "2022",
  "17": "2025",
};

/** As the property EngineEdition numbers them. */
const SERVICES: Readonly<Record<string, string>> = {
  "5": "Azure SQL Database",
  "8": "Azure SQL Managed Instance",
  "12": "SQL database in Fabric",
};

/** What people call a server, e.g. `SQL Server 2022 (16.0.4135.4)`. */
export function productName(version: string, edition: string): string {
  const year = YEARS[version.split(".")[0] ?? ""];
  return SERVICES[edition] ?? `SQL Server ${year === undefined ? version : `${year} (${version})`}`;
}
