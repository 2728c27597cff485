import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDay, TODAY } from "./days.ts";
import { DISTRICTS, FAMILY, GIVEN, HOUSES } from "./film-names.ts";

/** The halls, what is shown in them and who bought a ticket for it. */
export function fillShows(db: Database.Database, random: Random, films: Row[]): void {
  const venues = fillVenues(db, random);
  const screenings = rowsOf(620, (number) => screeningOf(random, number, films, venues));
  writeTable(
    db,
    "ff_screenings",
    `scr_id INTEGER PRIMARY KEY, film_id INTEGER REFERENCES ff_films (film_id),
     venue_id INTEGER REFERENCES ff_venues (venue_id), scr_date TEXT, start_time TEXT, scr_status TEXT, qna INTEGER,
     base_price REAL`,
    screenings,
  );
  fillTickets(db, random, screenings, venues);
}

function fillVenues(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(54, (number) => ({
    venue_id: number,
    venue_nm:
      number > 46 ? `Viewing booth ${number - 46}` : `${HOUSES[number % 8]} hall ${Math.ceil(number / 8)}`,
    district: random.chance(0.05) ? null : random.pick(DISTRICTS),
    seats: number > 46 ? random.int(2, 4) : random.chance(0.04) ? null : random.int(6, 62) * 10,
    wheelchair: random.chance(0.06) ? null : random.pick(["yes", "yes", "no"]),
    daily_rent: random.chance(0.08) ? 0 : random.int(3, 40) * 50,
  }));
  writeTable(
    db,
    "ff_venues",
    "venue_id INTEGER PRIMARY KEY, venue_nm TEXT, district TEXT, seats INTEGER, wheelchair TEXT, daily_rent REAL",
    rows,
  );
  return rows;
}

/** Where the guests of each year were taken. */
const PREMIERE_HALLS: Readonly<Record<number, number>> = { 2024: 9, 2025: 14, 2026: 9 };

/** It is open the longest. */
const LATE_HALL = 20;

function screeningOf(random: Random, number: number, films: Row[], venues: Row[]): Row {
  const ahead = random.chance(0.12);
  const year = random.pick([2024, 2025, 2026]);
  const day = clearDay(
    ahead ? random.date("2026-11-28", "2026-12-20") : random.date(`${year}-11-06`, `${year}-11-24`),
  );
  const gala = random.chance(0.05);
  const scheduled = ahead ? random.pick(["scheduled", "scheduled", "cancelled"]) : "held";
  return {
    scr_id: 20_000 + number,
    film_id: random.chance(0.02) ? 3000 + number : Number(random.pick(films.slice(20, 295)).film_id),
    venue_id: random.chance(0.02)
      ? random.pick([null, 77])
      : gala
        ? (PREMIERE_HALLS[year] ?? 9)
        : random.chance(0.15)
          ? LATE_HALL
          : Number(random.pick(venues.slice(2)).venue_id),
    scr_date: day,
    start_time: random.pick(["10:30", "13:00", "16:15", "18:45", "21:30", "23:59"]),
    scr_status: scheduled === "held" && random.chance(0.08) ? random.pick(["cancelled", "moved"]) : scheduled,
    qna: random.chance(gala ? 0.9 : 0.22) ? 1 : 0,
    base_price: random.chance(0.04) ? null : random.pick([7, 9, 9, 11, 14]),
  };
}

function fillTickets(db: Database.Database, random: Random, screenings: Row[], venues: Row[]): void {
  const sizes = new Map(venues.map((venue) => [venue.venue_id, Number(venue.seats ?? 0)]));
  const rows: Row[] = [];
  for (const screening of screenings) {
    const booth = (sizes.get(screening.venue_id ?? null) ?? 0) < 5;
    const count = random.chance(String(screening.scr_date) > TODAY ? 0.4 : 0.1)
      ? 0
      : random.pick(booth ? [1, 2, 3, 4] : [1, 2, 2, 3, 4, 5]);
    for (let left = count; left > 0; left -= 1) rows.push(ticketOf(random, rows.length + 1, screening));
  }
  for (const row of rows.slice(300, 306))
    rows.push({ ...row, tkt_no: `T${String(rows.length + 1).padStart(5, "0")}` });
  writeTable(
    db,
    "ff_tickets",
    `tkt_no TEXT PRIMARY KEY, scr_id INTEGER, holder_nm TEXT, holder_mail TEXT, tkt_kind TEXT, price_paid REAL,
     sold_on TEXT, sold_via TEXT, scanned TEXT, refunded_on TEXT`,
    rows,
  );
}

function ticketOf(random: Random, number: number, screening: Row): Row {
  const day = String(screening.scr_date);
  const family = random.pick(FAMILY);
  const mail = `${family.toLowerCase()}${random.int(1, 700)}@mail.example`;
  const kind = random.pick(["full", "full", "full", "reduced", "press", "pass"]);
  const price = Number(screening.base_price ?? 9);
  const sold = clearDay(addDays(day, random.chance(0.015) ? 2 : -random.int(0, 25)));
  const cancelled = screening.scr_status === "cancelled";
  const refunded = random.chance(cancelled ? 0.7 : 0.02) ? clearDay(addDays(sold, random.int(1, 9))) : null;
  return {
    tkt_no: `T${String(number).padStart(5, "0")}`,
    scr_id: random.chance(0.008) ? 50_000 + number : Number(screening.scr_id),
    holder_nm: random.chance(0.03) ? null : `${random.pick(GIVEN)} ${family}`,
    holder_mail: random.chance(0.07) ? random.pick([null, ""]) : random.chance(0.03) ? `${mail} ` : mail,
    tkt_kind: random.chance(0.02) ? "Full" : kind,
    price_paid:
      kind === "press" || kind === "pass"
        ? random.chance(0.03)
          ? price
          : 0
        : kind === "reduced"
          ? price - 2
          : price,
    sold_on: sold < TODAY ? sold : random.pick(["2026-11-10", "2026-11-17", "2026-11-24"]),
    sold_via: random.chance(0.03) ? null : random.pick(["web", "web", "app", "box office"]),
    scanned: day < TODAY && !cancelled && random.chance(0.86) ? "Y" : "N",
    refunded_on: refunded !== null && refunded >= TODAY ? "2026-11-24" : refunded,
  };
}
