import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { eventRow, ticketRow, writeEventTables } from "./library-events.ts";
import {
  BRANCH_NAMES,
  CITIES,
  DISTRICTS,
  FIRST,
  GENRES,
  LANGUAGES,
  LAST,
  PUBLISHERS,
  TITLE_NAMES,
} from "./library-names.ts";

const BRANCHES = 64;
const MEMBERS = 620;
const TITLES = 420;
const COPIES = 1150;

function branch(random: Random, id: number): Row {
  const name = BRANCH_NAMES[id - 1] as string;
  return {
    branch_id: id,
    branch_name: name,
    district: random.pick(DISTRICTS),
    opened_on: random.date("1924-03-01", "2019-09-30"),
    floor_area_m2: random.int(90, 3200),
    phone: random.chance(0.12) ? random.pick([null, "", " "]) : `0${random.digits(9)}`,
    manager_email: random.chance(0.1) ? null : `${name.toLowerCase().replaceAll(" ", ".")}@citylib.example`,
    wheelchair_access: random.chance(0.75) ? "Y" : "N",
  };
}

function memberEmail(random: Random, first: string, last: string, id: number): string | null {
  if (random.chance(0.09)) return random.pick([null, null, "", "  "]);
  const name = `${first}.${last.replace("'", "")}`.toLowerCase();
  if (random.chance(0.03)) return `${name}.mail.example`;
  // Relatives share an address now and then.
  return random.chance(0.05) ? `${name}@mail.example` : `${name}${id}@mail.example`;
}

function postalCode(random: Random): string | null {
  if (random.chance(0.04)) return random.pick([null, "", " "]);
  if (random.chance(0.05)) return random.pick([random.digits(4), `${random.digits(4)}X`, random.digits(6)]);
  return `4${random.digits(4)}`;
}

function member(random: Random, id: number): Row {
  const first = random.pick(FIRST);
  const last = random.pick(LAST);
  const joined = random.date("2012-01-05", "2026-11-10");
  const city = random.pick(CITIES);
  return {
    member_id: 10_000 + id,
    card_no: random.chance(0.03) ? `LC${random.digits(5)}` : `LC${200_000 + id - (id % 97 === 0 ? 1 : 0)}`,
    first_name: first,
    last_name: last,
    email: memberEmail(random, first, last, id),
    phone: random.chance(0.2) ? random.pick([null, "", " "]) : `07${random.digits(8)}`,
    birth_date: random.chance(0.04) ? null : random.date("1936-02-01", "2020-12-31"),
    postal_code: postalCode(random),
    city: random.chance(0.05) ? random.pick([city.toUpperCase(), ` ${city}`, city.toLowerCase()]) : city,
    membership_type: random.pick(["Adult", "Adult", "Adult", "Student", "Child", "Senior", "Family"]),
    status: random.pick(["active", "active", "active", "suspended", "expired"]),
    joined_on: joined,
    expires_on: random.chance(0.06) ? null : addDays(joined, random.pick([365, 730, 1825, 3650])),
    home_branch_id: random.chance(0.05) ? null : random.int(1, BRANCHES - 4),
  };
}

function title(random: Random, id: number): Row {
  const isbn = `978${random.digits(10)}`;
  return {
    title_id: id,
    isbn: random.chance(0.06) ? random.pick([null, "", isbn.slice(3), isbn.slice(0, 11), "unknown"]) : isbn,
    title_name: random.pick(TITLE_NAMES),
    author: random.chance(0.04) ? random.pick([null, " "]) : `${random.pick(FIRST)} ${random.pick(LAST)}`,
    genre: random.pick(GENRES),
    language: random.pick(LANGUAGES),
    publisher: random.chance(0.06) ? null : random.pick(PUBLISHERS),
    published_year: random.chance(0.02) ? random.pick([0, 2091]) : random.int(1952, 2026),
    page_count: random.chance(0.03) ? random.pick([null, 0]) : random.int(24, 980),
  };
}

function copy(random: Random, id: number): Row {
  return {
    copy_id: id,
    title_id: random.chance(0.012) ? random.int(900, 960) : random.int(1, TITLES - 35),
    branch_id: random.int(1, BRANCHES - 3),
    barcode: random.chance(0.02) ? "B0000000" : `B${String(7_000_000 + id * 3)}`,
    condition: random.pick(["new", "good", "good", "good", "worn", "damaged"]),
    status: random.pick(["available", "available", "available", "on loan", "in repair", "lost", "withdrawn"]),
    acquired_on: random.date("2009-01-10", "2026-10-31"),
    purchase_price: random.chance(0.05) ? null : random.decimal(3, 68, 2),
    replacement_value: random.chance(0.05) ? null : random.decimal(5, 70, 2),
  };
}

function loan(random: Random, id: number, copies: Row[]): Row {
  const lent = random.pick(copies.slice(0, COPIES - 120));
  const loanedOn = random.date("2024-09-01", "2026-11-20");
  const dueOn = addDays(loanedOn, random.pick([14, 21, 28]));
  const open = random.chance(0.12);
  return {
    loan_id: 50_000 + id,
    // The last members never borrowed anything; a few loans are of members that were erased.
    member_id: random.chance(0.01) ? random.int(19_000, 19_040) : 10_000 + random.int(1, MEMBERS - 60),
    copy_id: lent.copy_id as number,
    branch_id: random.chance(0.08) ? random.int(1, BRANCHES - 3) : (lent.branch_id as number),
    loaned_on: loanedOn,
    due_on: dueOn,
    returned_on: open ? null : addDays(loanedOn, random.chance(0.01) ? -3 : random.int(1, 40)),
    renewals: random.pick([0, 0, 0, 0, 1, 1, 2, 3]),
    channel: random.pick(["desk", "desk", "self-service", "app"]),
  };
}

function fine(random: Random, id: number, loans: Row[]): Row {
  const about = random.pick(loans);
  const amount = random.decimal(0.5, 48, 2);
  const status = random.pick(["open", "open", "paid", "paid", "paid", "waived", "partly paid"]);
  const issued = addDays(about.due_on as string, random.int(1, 30));
  const paid = status === "paid" ? amount : status === "partly paid" ? round(amount * 0.4, 2) : 0;
  return {
    fine_id: id,
    loan_id: random.chance(0.06) ? null : (about.loan_id as number),
    member_id: random.chance(0.04) ? 10_000 + random.int(1, MEMBERS - 60) : (about.member_id as number),
    reason: random.chance(0.05)
      ? random.pick([null, ""])
      : random.pick(["late", "late", "damage", "lost item"]),
    amount,
    paid_amount: paid,
    issued_on: issued,
    paid_on: paid > 0 && random.chance(0.95) ? addDays(issued, random.int(0, 60)) : null,
    status,
  };
}

function reservation(random: Random, id: number): Row {
  const reservedOn = random.date("2025-06-01", "2026-11-24");
  const status = random.pick(["waiting", "waiting", "ready", "collected", "collected", "cancelled"]);
  return {
    reservation_id: id,
    title_id: random.int(1, TITLES),
    member_id: 10_000 + random.int(30, MEMBERS - 20),
    pickup_branch_id: random.int(1, BRANCHES - 2),
    reserved_on: reservedOn,
    notified_on: status === "waiting" ? null : addDays(reservedOn, random.int(1, 45)),
    status,
    note: random.chance(0.8)
      ? random.pick([null, null, "", " "])
      : random.pick(["large print please", "call first", "for book club"]),
  };
}

const MEMBERS_COLUMNS = `member_id INTEGER PRIMARY KEY, card_no TEXT, first_name TEXT, last_name TEXT, email TEXT,
  phone TEXT, birth_date TEXT, postal_code TEXT, city TEXT, membership_type TEXT, status TEXT, joined_on TEXT,
  expires_on TEXT, home_branch_id INTEGER REFERENCES branches(branch_id)`;
const COPIES_COLUMNS = `copy_id INTEGER PRIMARY KEY, title_id INTEGER REFERENCES titles(title_id),
  branch_id INTEGER REFERENCES branches(branch_id), barcode TEXT, condition TEXT, status TEXT, acquired_on TEXT,
  purchase_price REAL, replacement_value REAL`;
const LOANS_COLUMNS = `loan_id INTEGER PRIMARY KEY, member_id INTEGER REFERENCES members(member_id),
  copy_id INTEGER REFERENCES copies(copy_id), branch_id INTEGER REFERENCES branches(branch_id), loaned_on TEXT,
  due_on TEXT, returned_on TEXT, renewals INTEGER, channel TEXT`;
const FINES_COLUMNS = `fine_id INTEGER PRIMARY KEY, loan_id INTEGER REFERENCES loans(loan_id),
  member_id INTEGER REFERENCES members(member_id), reason TEXT, amount REAL, paid_amount REAL, issued_on TEXT,
  paid_on TEXT, status TEXT`;
const RESERVATIONS_COLUMNS = `reservation_id INTEGER PRIMARY KEY, title_id INTEGER REFERENCES titles(title_id),
  member_id INTEGER REFERENCES members(member_id), pickup_branch_id INTEGER REFERENCES branches(branch_id),
  reserved_on TEXT, notified_on TEXT, status TEXT, note TEXT`;

/** A city library with its events: names in plain snake_case, its keys declared, its data as untidy as ever. */
export function fillLibrary(db: Database.Database): void {
  const random = makeRandom(4711);
  const branches = rowsOf(BRANCHES, (id) => branch(random, id));
  const members = rowsOf(MEMBERS, (id) => member(random, id));
  const titles = rowsOf(TITLES, (id) => title(random, id));
  const copies = rowsOf(COPIES, (id) => copy(random, id));
  const loans = rowsOf(2350, (id) => loan(random, id, copies));
  const fines = rowsOf(430, (id) => fine(random, id, loans));
  const reservations = rowsOf(310, (id) => reservation(random, id));
  const events = rowsOf(210, (id) => eventRow(random, id, BRANCHES));
  const tickets = rowsOf(1500, (id) => ticketRow(random, id, events, MEMBERS));
  writeTable(
    db,
    "branches",
    `branch_id INTEGER PRIMARY KEY, branch_name TEXT, district TEXT, opened_on TEXT, floor_area_m2 INTEGER,
    phone TEXT, manager_email TEXT, wheelchair_access TEXT`,
    branches,
  );
  writeTable(db, "members", MEMBERS_COLUMNS, members);
  writeTable(
    db,
    "titles",
    `title_id INTEGER PRIMARY KEY, isbn TEXT, title_name TEXT, author TEXT, genre TEXT, language TEXT,
    publisher TEXT, published_year INTEGER, page_count INTEGER`,
    titles,
  );
  writeTable(db, "copies", COPIES_COLUMNS, copies);
  writeTable(db, "loans", LOANS_COLUMNS, loans);
  writeTable(db, "fines", FINES_COLUMNS, fines);
  writeTable(db, "reservations", RESERVATIONS_COLUMNS, reservations);
  writeEventTables(db, events, tickets);
}
