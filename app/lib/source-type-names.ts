import type { SourceType } from "../../server/contracts/sources.ts";

/** What people call the kinds of source; by itself, so that a page which only names one loads no schemas. */
export const TYPE_NAMES: Readonly<Record<SourceType, string>> = {
  files: "CSV and Excel files",
  sqlite: "SQLite file",
  postgresql: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
  sqlserver: "SQL Server",
  oracle: "Oracle",
};
