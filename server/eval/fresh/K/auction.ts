import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillLots } from "./auction-lots.ts";
import {
  ARTISTS,
  CITIES,
  COUNTRIES,
  DEPARTMENTS,
  GIVEN,
  MOODS,
  SUBJECTS,
  SURNAMES,
} from "./auction-names.ts";
import { awayFromEdges, plainDay, TODAY } from "./days.ts";

/** An auction house: plain names, and the keys of its own sales declared, those of other departments not. */
export function fillAuction(db: Database.Database): void {
  const random = makeRandom(17_440_311);
  const specialists = fillSpecialists(db, random);
  const consignors = fillConsignors(db, random);
  const bidders = fillBidders(db, random, consignors);
  const sales = fillSales(db, random, specialists);
  fillLots(db, random, { specialists, consignors, bidders, sales });
  fillLossRegister(db, random);
}

function fillSpecialists(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(28, (number) => {
    const surname = random.pick(SURNAMES);
    const hired = random.date("2004-01-01", "2026-03-31");
    return {
      specialist_id: number,
      full_name: `${random.pick(GIVEN)} ${surname}`,
      department: random.chance(0.05) ? null : random.pick(DEPARTMENTS)[0],
      office: random.pick(CITIES),
      hired_on: hired,
      left_on: random.chance(0.2) ? random.date("2025-01-01", "2026-11-10") : null,
      email: random.chance(0.1) ? random.pick([null, ""]) : `${surname.toLowerCase()}${number}@house.example`,
      licensed_auctioneer: number <= 9 || random.chance(0.1) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "specialists",
    `specialist_id INTEGER PRIMARY KEY, full_name TEXT, department TEXT, office TEXT, hired_on TEXT, left_on TEXT,
     email TEXT, licensed_auctioneer INTEGER`,
    rows,
  );
  return rows;
}

function fillConsignors(db: Database.Database, random: Random): Row[] {
  const emails: string[] = [];
  const rows = rowsOf(180, (number) => {
    const surname = random.pick(SURNAMES);
    const email =
      emails.length > 8 && random.chance(0.05)
        ? random.pick(emails)
        : `${surname.toLowerCase()}.${number}@post.example`;
    emails.push(email);
    const referred = number > 20 && random.chance(0.3);
    return {
      consignor_id: number,
      full_name: `${random.pick(GIVEN)} ${random.chance(0.04) ? `${surname} ` : surname}`,
      country: random.chance(0.08) ? random.pick(["UK", "Great Britain", null, ""]) : random.pick(COUNTRIES),
      email: random.chance(0.1)
        ? random.pick([null, "", " "])
        : random.chance(0.03)
          ? email.replace("@", " at ")
          : email,
      phone: random.chance(0.14) ? random.pick([null, "", "n/a"]) : `+44 20 ${random.digits(7)}`,
      joined_on: plainDay(random, "2021-01-01", "2026-11-10"),
      commission_rate: random.chance(0.05) ? random.pick([0, null, 45]) : random.pick([5, 8, 10, 12, 15]),
      is_vip: random.chance(0.15) ? 1 : 0,
      referred_by: referred ? (random.chance(0.05) ? 400 + number : random.int(1, number - 1)) : null,
    };
  });
  for (const row of rows.slice(40, 43)) row.referred_by = Number(row.consignor_id);
  writeTable(
    db,
    "consignors",
    `consignor_id INTEGER PRIMARY KEY, full_name TEXT, country TEXT, email TEXT, phone TEXT, joined_on TEXT,
     commission_rate REAL, is_vip INTEGER, referred_by INTEGER`,
    rows,
  );
  return rows;
}

/** Some of them consign as well, which only their addresses tell. */
function fillBidders(db: Database.Database, random: Random, consignors: Row[]): Row[] {
  const documents: string[] = [];
  const rows = rowsOf(280, (number) => {
    const surname = random.pick(SURNAMES);
    const document =
      documents.length > 10 && random.chance(0.03) ? random.pick(documents) : `ID${random.digits(7)}`;
    documents.push(document);
    const known = number % 11 === 0 ? random.pick(consignors) : null;
    return {
      bidder_id: number,
      full_name: known ? String(known.full_name).trim() : `${random.pick(GIVEN)} ${surname}`,
      country: random.chance(0.05) ? random.pick([null, "", "UK"]) : random.pick(COUNTRIES),
      email: known
        ? (known.email ?? null)
        : random.chance(0.08)
          ? null
          : `${surname.toLowerCase()}${random.int(1, 900)}@mail.example`,
      registered_on: plainDay(random, "2023-06-01", "2026-11-20"),
      credit_limit: random.chance(0.1) ? null : random.int(2, 80) * 2500,
      verified: random.chance(0.82) ? 1 : 0,
      document_number: random.chance(0.06) ? random.pick([null, "", "  "]) : document,
      preferred_channel: random.chance(0.07)
        ? null
        : random.pick(["online", "online", "telephone", "room", "absentee"]),
    };
  });
  writeTable(
    db,
    "bidders",
    `bidder_id INTEGER PRIMARY KEY, full_name TEXT, country TEXT, email TEXT, registered_on TEXT, credit_limit REAL,
     verified INTEGER, document_number TEXT, preferred_channel TEXT`,
    rows,
  );
  return rows;
}

function fillSales(db: Database.Database, random: Random, specialists: Row[]): Row[] {
  const rows = rowsOf(44, (number) => {
    const [department] = random.chance(0.25) ? DEPARTMENTS[0] : random.pick(DEPARTMENTS);
    const planned =
      number > 38 ? random.date("2026-12-03", "2027-03-20") : random.date("2024-01-20", "2026-11-18");
    const held = awayFromEdges(planned);
    const city = random.pick(CITIES);
    const opens = addDays(held, -random.int(3, 9));
    return {
      sale_id: 500 + number,
      sale_name: `${random.pick(["Important", "Select", "Fine", "Private Collection of"])} ${department} ${city}`,
      department,
      location: city,
      sale_date: held,
      sale_format: random.chance(0.06)
        ? random.pick(["On-line", null])
        : random.pick(["live", "live", "online", "hybrid"]),
      status:
        held > TODAY
          ? "scheduled"
          : random.chance(0.1)
            ? "cancelled"
            : number === 7
              ? "scheduled"
              : "completed",
      auctioneer_id: random.chance(0.06)
        ? random.pick([null, 77])
        : Number(random.pick(specialists.slice(0, random.chance(0.85) ? 9 : 24)).specialist_id),
      viewing_starts_on: random.chance(0.06) ? null : opens,
      viewing_ends_on: random.chance(0.06) ? addDays(opens, -2) : addDays(held, -1),
      seats: random.chance(0.15) ? null : random.int(4, 30) * 10,
    };
  });
  writeTable(
    db,
    "sales",
    `sale_id INTEGER PRIMARY KEY, sale_name TEXT, department TEXT, location TEXT, sale_date TEXT, sale_format TEXT,
     status TEXT, auctioneer_id INTEGER REFERENCES specialists (specialist_id), viewing_starts_on TEXT,
     viewing_ends_on TEXT, seats INTEGER`,
    rows,
  );
  return rows;
}

/** The police's list of lost and stolen works, which has no keys of the house. */
function fillLossRegister(db: Database.Database, random: Random): void {
  const rows = rowsOf(45, (number) => {
    const reported = random.date("2023-02-01", "2026-10-15");
    return {
      entry_no: `LR-${8000 + number}`,
      work_title: number % 3 === 0 ? `Untitled ${number}` : `${random.pick(MOODS)} ${random.pick(SUBJECTS)}`,
      artist: random.chance(0.1) ? null : random.pick(ARTISTS),
      country: random.pick(["France", "Italy", "Germany", "Belgium"]),
      reported_on: reported,
      recovered_on: random.chance(0.35) ? addDays(reported, random.int(20, 40)) : null,
    };
  });
  writeTable(
    db,
    "loss_register",
    `entry_no TEXT PRIMARY KEY, work_title TEXT, artist TEXT, country TEXT, reported_on TEXT, recovered_on TEXT`,
    rows,
  );
}
