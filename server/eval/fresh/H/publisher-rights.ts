import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet, quietDate } from "./dates.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

/** Contracts with authors, royalties, and what the papers wrote. */
export function fillPublisherRights(db: Database.Database, random: Random, titles: Row[]): void {
  const contracts = fillContracts(db, random, titles);
  fillRoyalties(db, random, contracts);
  fillReviews(db, random, titles);
}

function fillContracts(db: Database.Database, random: Random, titles: Row[]): Row[] {
  const rows = rowsOf(240, (number) => {
    const title = random.pick(titles.slice(0, 236));
    const signed = quietDate(random, "2014-01-10", "2026-11-19");
    return {
      contract_id: number,
      contract_no: random.chance(0.02) ? "CT-0101" : `CT-${String(number).padStart(4, "0")}`,
      author_id: random.chance(0.05) ? random.int(1, 138) : Number(title.author_id),
      title_id: random.chance(0.02) ? 1888 : Number(title.title_id),
      signed_on: random.chance(0.05) ? null : signed,
      expires_on: random.chance(0.1)
        ? null
        : random.chance(0.02)
          ? quiet(addDays(signed, -40))
          : quiet(addDays(signed, random.int(3, 12) * 365)),
      royalty_percent: random.chance(0.03) ? random.pick([0, 75]) : random.int(10, 36) / 2,
      advance_amount: random.chance(0.15) ? 0 : random.int(2, 90) * 500,
      territory: random.chance(0.05) ? null : random.pick(["World", "World", "UK and Ireland", "Europe"]),
    };
  });
  writeTable(
    db,
    "contracts",
    `contract_id INTEGER PRIMARY KEY, contract_no TEXT, author_id INTEGER, title_id INTEGER, signed_on TEXT,
     expires_on TEXT, royalty_percent REAL, advance_amount REAL, territory TEXT`,
    rows,
  );
  return rows;
}

function fillRoyalties(db: Database.Database, random: Random, contracts: Row[]): void {
  const rows = rowsOf(320, (number) => {
    const period = random.pick(["2025-H1", "2025-H2", "2026-H1"]);
    const ends = { "2025-H1": "2025-06-30", "2025-H2": "2025-12-31", "2026-H1": "2026-06-30" }[period] ?? "";
    const paid = quiet(addDays(ends, random.int(20, 170)));
    return {
      royalty_id: number,
      contract_id: random.chance(0.02) ? 777 : Number(random.pick(contracts.slice(0, 200)).contract_id),
      period: random.chance(0.02) ? "2026/1" : period,
      amount: random.chance(0.03) ? -random.int(10, 90) : random.int(15, 5200) + random.int(0, 99) / 100,
      paid_on: random.chance(0.2) || paid > "2026-11-24" ? null : paid,
      statement_sent: random.chance(0.75) ? "Y" : random.chance(0.1) ? "y" : "N",
    };
  });
  writeTable(
    db,
    "royalties",
    `royalty_id INTEGER PRIMARY KEY, contract_id INTEGER, period TEXT, amount REAL, paid_on TEXT,
     statement_sent TEXT`,
    rows,
  );
}

function fillReviews(db: Database.Database, random: Random, titles: Row[]): void {
  const rows = rowsOf(280, (number) => ({
    review_id: number,
    title_id: random.chance(0.02) ? 1777 : Number(random.pick(titles.slice(0, 160)).title_id),
    reviewer_name: random.chance(0.08) ? null : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    source: random.pick(["Daily Courier", "The Page", "Book Echo", "Northern Post"]),
    rating: random.chance(0.03) ? random.pick([0, 9]) : random.int(1, 5),
    reviewed_on: quietDate(random, "2024-01-05", "2026-11-23"),
    review_text: random.chance(0.12)
      ? random.pick([null, "", "  "])
      : `${random.pick(["A masterpiece", "Slow", "Charming", "Disappointing", "Brilliant"])}, ${random.pick(["and far too long", "with a fine ending", "but badly translated"])}.`,
  }));
  writeTable(
    db,
    "reviews",
    `review_id INTEGER PRIMARY KEY, title_id INTEGER, reviewer_name TEXT, source TEXT, rating INTEGER,
     reviewed_on TEXT, review_text TEXT`,
    rows,
  );
}
