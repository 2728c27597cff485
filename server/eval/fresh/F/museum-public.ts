import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { personName } from "./museum-names.ts";

/** Members, the tickets that they and others buy, donors and their gifts. */
export function fillPublic(db: Database.Database, random: Random, artworks: Row[]): void {
  const members = fillMembers(db, random);
  fillTickets(db, random, members);
  const donors = fillDonors(db, random, members);
  fillGifts(db, random, donors, artworks);
}

function mailOf(random: Random, name: string, number: number): string | null {
  if (random.chance(0.09)) return random.pick([null, "", " "]);
  const mail = `${name.toLowerCase().replace(" ", ".")}${number}@post.example`;
  return random.chance(0.05) ? mail.replace("@", "") : mail;
}

function fillMembers(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(260, (number) => {
    const name = personName(random);
    const joined = random.date("2016-01-04", "2026-11-24");
    return {
      member_id: 7000 + number,
      member_name: name,
      email: mailOf(random, name, number),
      phone: random.chance(0.3) ? random.pick([null, ""]) : `0${random.digits(9)}`,
      postcode: random.chance(0.07) ? null : random.chance(0.05) ? random.digits(4) : random.digits(5),
      level: random.chance(0.03) ? "patron" : random.pick(["Friend", "Friend", "Family", "Patron"]),
      joined_on: joined,
      expires_on: random.chance(0.04) ? null : addDays(joined, 365 * random.int(1, 9)),
      birth_date: random.chance(0.12)
        ? null
        : random.chance(0.02)
          ? "2029-01-01"
          : random.date("1938-01-01", "2010-12-31"),
      newsletter: random.chance(0.6) ? "Y" : "N",
    };
  });
  for (let copy = 0; copy < 6; copy++) {
    const first = rows[copy * 37 + 4] as Row;
    rows.push({ ...first, member_id: 7900 + copy, level: "Friend", phone: null, joined_on: "2026-05-06" });
  }
  writeTable(
    db,
    "members",
    `member_id INTEGER, member_name TEXT, email TEXT, phone TEXT, postcode TEXT, level TEXT, joined_on TEXT,
     expires_on TEXT, birth_date TEXT, newsletter TEXT`,
    rows,
  );
  return rows;
}

function fillTickets(db: Database.Database, random: Random, members: Row[]): void {
  const rows = rowsOf(600, (number) => {
    const visit = random.date("2025-11-03", "2026-12-10");
    const type = random.pick(["adult", "adult", "adult", "child", "senior", "school"]);
    const bought = addDays(visit, -random.int(0, 40));
    const prices: Record<string, number> = { adult: 14, child: 6, senior: 9, school: 0 };
    return {
      ticket_no: 880_000 + number,
      sold_on: random.chance(0.02) ? addDays(visit, 3) : bought > "2026-11-26" ? "2026-11-26" : bought,
      visit_date: visit,
      ticket_type: type,
      price: random.chance(0.02) ? -4 : (prices[type] ?? 0),
      channel: random.chance(0.04) ? null : random.pick(["online", "online", "desk", "partner"]),
      member_id: random.chance(0.65)
        ? null
        : random.chance(0.03)
          ? 6666
          : Number(random.pick(members.slice(0, 190)).member_id),
      exhibition_id: random.chance(0.4) ? null : random.chance(0.02) ? 400 : random.int(1, 56),
      used: random.chance(0.85) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "tickets",
    `ticket_no INTEGER, sold_on TEXT, visit_date TEXT, ticket_type TEXT, price REAL, channel TEXT,
     member_id INTEGER, exhibition_id INTEGER, used TEXT`,
    rows,
  );
}

function fillDonors(db: Database.Database, random: Random, members: Row[]): Row[] {
  const rows: Row[] = rowsOf(95, (number) => {
    const member = random.chance(0.4) ? random.pick(members.slice(0, 250)) : null;
    const name = member === null ? personName(random) : String(member.member_name);
    return {
      donor_id: number,
      donor_name: name,
      donor_type: random.pick(["individual", "individual", "company", "foundation"]),
      email:
        member !== null && random.chance(0.75) ? (member.email ?? null) : mailOf(random, name, 900 + number),
      country: random.chance(0.06) ? null : random.pick(["Germany", "France", "USA", "Italy"]),
      member_id: member === null ? null : random.chance(0.05) ? 5555 : Number(member.member_id),
      anonymous: random.chance(0.15) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "donors",
    `donor_id INTEGER PRIMARY KEY, donor_name TEXT, donor_type TEXT, email TEXT, country TEXT, member_id INTEGER,
     anonymous INTEGER`,
    rows,
  );
  return rows;
}

function fillGifts(db: Database.Database, random: Random, donors: Row[], artworks: Row[]): void {
  const rows = rowsOf(230, (number) => {
    const work = random.chance(0.3);
    return {
      gift_id: 60_000 + number,
      donor_id: random.chance(0.02) ? 404 : Number(random.pick(donors.slice(0, 82)).donor_id),
      gift_type: work ? "artwork" : "cash",
      artwork_id: work && random.chance(0.9) ? Number(random.pick(artworks).artwork_id) : null,
      amount: work ? null : random.chance(0.03) ? 0 : random.int(1, 400) * 25,
      received_on: random.date("2022-01-03", "2026-11-25"),
      thank_you_sent: random.chance(0.04) ? null : random.chance(0.75) ? "Y" : "N",
      purpose: random.chance(0.15)
        ? random.pick([null, ""])
        : random.pick(["acquisitions", "education", "building"]),
    };
  });
  writeTable(
    db,
    "gifts",
    `gift_id INTEGER, donor_id INTEGER, gift_type TEXT, artwork_id INTEGER, amount REAL, received_on TEXT,
     thank_you_sent TEXT, purpose TEXT`,
    rows,
  );
}
