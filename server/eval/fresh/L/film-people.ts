import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { asNumber, randomDay } from "./days.ts";
import { FAMILY, FIRMS, GIVEN, LANDS, SECTIONS, TEAMS } from "./film-names.ts";

/** Who judges the films, who pays for the festival and who works for nothing. */
export function fillPeople(db: Database.Database, random: Random, films: Row[]): void {
  const jury = fillJury(db, random);
  fillVotes(db, random, jury, films);
  fillSponsors(db, random);
  fillVolunteers(db, random);
}

function fillJury(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(66, (number) => ({
    jury_id: `J${String(number).padStart(3, "0")}`,
    juror_nm: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
    country: random.chance(0.05) ? null : random.pick(LANDS)[0],
    jury_yr: 2024 + (number % 3),
    section: random.pick(SECTIONS.slice(0, 4)),
    chair: number % 11 === 0 ? 1 : 0,
    email: random.chance(0.12) ? random.pick([null, " "]) : `juror${number}@jury.example`,
  }));
  writeTable(
    db,
    "ff_jury",
    `jury_id TEXT PRIMARY KEY, juror_nm TEXT, country TEXT, jury_yr INTEGER, section TEXT, chair INTEGER, email TEXT`,
    rows,
  );
  return rows;
}

function fillVotes(db: Database.Database, random: Random, jury: Row[], films: Row[]): void {
  const harsh = new Set(["J007", "J021", "J040"]);
  const cast = new Set<string>();
  const rows: Row[] = [];
  for (let number = 1; number <= 760; number += 1) {
    const juror = random.pick(jury.slice(0, 60));
    const own = films.filter((film) => film.section === juror.section);
    const film = random.chance(0.9) ? random.pick(own.slice(0, 22)) : random.pick(films);
    if (cast.has(`${juror.jury_id} ${film.film_id}`)) continue;
    cast.add(`${juror.jury_id} ${film.film_id}`);
    const score = harsh.has(String(juror.jury_id))
      ? random.int(1, 6)
      : random.pick([4, 5, 6, 6, 7, 7, 8, 8, 9, 10]);
    rows.push({
      vote_id: rows.length + 1,
      jury_id: random.chance(0.015) ? `X${random.digits(3)}` : String(juror.jury_id),
      film_id: random.chance(0.015) ? 8000 + number : Number(film.film_id),
      score: random.chance(0.02) ? random.pick([0, 11, 77]) : random.chance(0.02) ? null : score,
      voted_on: addDays(`${juror.jury_yr}-11-07`, random.int(0, 14)),
      remark: random.chance(0.7)
        ? random.pick([null, ""])
        : random.pick(["strong debut", "too long", "great sound"]),
    });
  }
  for (const row of rows.slice(90, 97))
    rows.push({ ...row, vote_id: rows.length + 1, score: random.int(5, 9) });
  writeTable(
    db,
    "ff_votes",
    "vote_id INTEGER PRIMARY KEY, jury_id TEXT, film_id INTEGER, score INTEGER, voted_on TEXT, remark TEXT",
    rows,
  );
}

function fillSponsors(db: Database.Database, random: Random): void {
  const rows = rowsOf(140, (number) => {
    const from = random.chance(0.15)
      ? random.date("2026-11-05", "2027-01-31")
      : random.date("2023-01-01", "2026-09-01");
    const pledged = random.int(2, 90) * 500;
    return {
      spn_id: number,
      spn_nm: `${random.pick(FIRMS)} ${number}`,
      tier: random.chance(0.08) ? "GOLD" : random.pick(["gold", "gold", "silver", "silver", "bronze"]),
      pledged_eur: pledged,
      paid_eur: random.chance(0.05)
        ? null
        : random.chance(0.55)
          ? pledged
          : random.pick([0, pledged / 2, pledged + 500]),
      valid_from: asNumber(from),
      valid_to: random.chance(0.12)
        ? null
        : asNumber(randomDay(random, addDays(from, 120), addDays(from, 1100))),
      contact_mail: random.chance(0.1)
        ? null
        : `partner${number}${random.chance(0.06) ? "" : "@"}firm.example`,
    };
  });
  writeTable(
    db,
    "ff_sponsors",
    `spn_id INTEGER PRIMARY KEY, spn_nm TEXT, tier TEXT, pledged_eur REAL, paid_eur REAL, valid_from INTEGER,
     valid_to INTEGER, contact_mail TEXT`,
    rows,
  );
}

function fillVolunteers(db: Database.Database, random: Random): void {
  const rows = rowsOf(180, (number) => {
    const leads = number <= 16;
    const supervisor = random.chance(0.04) ? 700 + number : random.int(1, random.chance(0.9) ? 14 : 40);
    return {
      vol_id: number,
      vol_nm: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
      sup_id: leads || random.chance(0.08) ? null : supervisor === number ? 1 : supervisor,
      team: random.chance(0.04) ? random.pick([null, "Ushers"]) : random.pick(TEAMS),
      venue_id: random.chance(0.25) ? null : random.chance(0.03) ? 90 : random.int(1, 46),
      joined_on: randomDay(random, "2022-08-01", "2026-11-18"),
      hours_done: random.chance(0.1) ? null : random.chance(0.25) ? 0 : random.int(1, 90),
      shirt: random.chance(0.1) ? random.pick([null, ""]) : random.pick(["S", "M", "M", "L", "XL"]),
      email: random.chance(0.1) ? null : `vol${number}@crew.example`,
      speaks: random.pick(["English", "English, French", "German", "English, German", "Ukrainian, English"]),
    };
  });
  writeTable(
    db,
    "ff_volunteers",
    `vol_id INTEGER PRIMARY KEY, vol_nm TEXT, sup_id INTEGER, team TEXT,
     venue_id INTEGER REFERENCES ff_venues (venue_id), joined_on TEXT, hours_done INTEGER, shirt TEXT, email TEXT,
     speaks TEXT`,
    rows,
  );
}
