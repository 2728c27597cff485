/** What a server calls itself, e.g. `10.11.6-MariaDB-0+deb12u1` or `8.0.36`, and how it differs from the other one. */
export class Product {
  readonly #isMariaDb: boolean;
  readonly #number: string;

  constructor(version: string) {
    this.#isMariaDb = /mariadb/i.test(version);
    this.#number = /^\d+(\.\d+)*/.exec(version)?.[0] ?? "";
  }

  get name(): string {
    return `${this.#isMariaDb ? "MariaDB" : "MySQL"} ${this.#number}`;
  }

  /** The assignment that limits a statement on the server: seconds here, milliseconds there. */
  timeLimit(ms: number): string {
    return this.#isMariaDb
      ? `max_statement_time = ${Math.max(1, Math.ceil(ms)) / 1_000}`
      : `max_execution_time = ${Math.max(1, Math.ceil(ms))}`;
  }

  /** For the whole life of a connection. */
  get settings(): string[] {
    const hasCachedEstimates = !this.#isMariaDb && Number(this.#number.split(".")[0]) >= 8;
    // Otherwise MySQL 8 tells row counts that are up to a day old.
    return hasCachedEstimates ? ["information_schema_stats_expiry = 0"] : [];
  }
}
