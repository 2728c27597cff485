import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDate } from "./calendar.ts";
import { fillMatches } from "./league-matches.ts";
import { fillMoney } from "./league-money.ts";
import { FIRST_NAMES, LAST_NAMES, NATIONS, SUFFIXES, TOWNS } from "./league-names.ts";

/** A football federation: plain names, and some of the keys declared. */
export function fillLeague(db: Database.Database): void {
  const random = makeRandom(19_541_126);
  const stadiums = fillStadiums(db, random);
  const clubs = fillClubs(db, random, stadiums);
  const players = fillPlayers(db, random);
  fillRegistrations(db, random, players, clubs);
  fillMedicalChecks(db, random, players);
  const matches = fillMatches(db, random, clubs, players);
  fillMoney(db, random, clubs, players, matches);
}

function fillStadiums(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(54, (number) => {
    const [town] = random.pick(TOWNS);
    return {
      stadium_id: number,
      stadium_name: `${town} ${random.pick(["Park", "Lane", "Arena", "Road"])}`,
      city: random.chance(0.06) ? null : town,
      capacity: random.chance(0.05) ? random.pick([0, null]) : random.int(8, 310) * 100,
      surface: random.pick(["grass", "grass", "grass", "artificial", "Grass", "hybrid"]),
      has_floodlights: random.chance(0.75) ? 1 : 0,
      opened_year: random.int(1901, 2024),
      last_inspected_on: random.chance(0.08) ? null : clearDate(random, "2024-06-01", "2026-11-15"),
    };
  });
  writeTable(
    db,
    "stadiums",
    `stadium_id INTEGER PRIMARY KEY, stadium_name TEXT, city TEXT, capacity INTEGER, surface TEXT,
     has_floodlights INTEGER, opened_year INTEGER, last_inspected_on TEXT`,
    rows,
  );
  return rows;
}

function fillClubs(db: Database.Database, random: Random, stadiums: Row[]): Row[] {
  const rows = rowsOf(48, (number) => {
    const [town, region] = TOWNS[(number - 1) % TOWNS.length] as (typeof TOWNS)[number];
    const suffix = SUFFIXES[(number > TOWNS.length ? 2 : 0) + (number % 2)] as (typeof SUFFIXES)[number];
    return {
      club_id: number,
      club_name: `${town} ${suffix}`,
      short_code: random.chance(0.06) ? "ASH" : `${town.slice(0, 2).toUpperCase()}${number}`,
      region,
      city: town,
      founded_year: random.chance(0.05) ? random.pick([2031, 1066]) : random.int(1875, 2015),
      stadium_id: random.chance(0.06)
        ? random.pick([null, 99])
        : Number(random.pick(stadiums.slice(0, 48)).stadium_id),
      licence_status: random.pick(["granted", "granted", "granted", "Granted", "provisional", "refused"]),
      contact_email: random.chance(0.1)
        ? random.pick([null, "", "office(at)club"])
        : `office@${town.toLowerCase().replaceAll(" ", "")}${number}.example`,
      annual_budget: random.chance(0.06) ? null : random.int(12, 380) * 10_000,
    };
  });
  writeTable(
    db,
    "clubs",
    `club_id INTEGER PRIMARY KEY, club_name TEXT, short_code TEXT, region TEXT, city TEXT, founded_year INTEGER,
     stadium_id INTEGER REFERENCES stadiums (stadium_id), licence_status TEXT, contact_email TEXT, annual_budget REAL`,
    rows,
  );
  return rows;
}

function fillPlayers(db: Database.Database, random: Random): Row[] {
  const passports: string[] = [];
  const rows = rowsOf(520, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const passport =
      passports.length > 20 && random.chance(0.02) ? random.pick(passports) : `P${random.digits(7)}`;
    passports.push(passport);
    return {
      player_id: number,
      first_name: first,
      last_name: random.chance(0.03) ? `${last} ` : last,
      date_of_birth: random.chance(0.02) ? null : random.date("1986-01-01", "2009-12-31"),
      nationality: random.chance(0.05) ? random.pick(["", null]) : random.pick(NATIONS),
      position: random.chance(0.03) ? "GK" : random.pick(["goalkeeper", "defender", "midfielder", "forward"]),
      height_cm: random.chance(0.03) ? random.pick([18, 0, 281]) : random.int(164, 204),
      preferred_foot: random.chance(0.1) ? null : random.pick(["left", "right", "right", "both"]),
      passport_no: random.chance(0.04) ? random.pick([null, "", " "]) : passport,
    };
  });
  writeTable(
    db,
    "players",
    `player_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, date_of_birth TEXT, nationality TEXT, position TEXT,
     height_cm INTEGER, preferred_foot TEXT, passport_no TEXT`,
    rows,
  );
  return rows;
}

function fillRegistrations(db: Database.Database, random: Random, players: Row[], clubs: Row[]): void {
  const rows = rowsOf(900, (number) => {
    const year = random.pick([2024, 2025, 2026]);
    const registered = random.date(`${year}-07-01`, `${year}-09-30`);
    const expires = random.chance(0.03) ? addDays(registered, -200) : `${year + random.int(1, 3)}-06-30`;
    return {
      registration_id: 10_000 + number,
      player_id: random.chance(0.01) ? 900 + number : Number(random.pick(players.slice(0, 490)).player_id),
      club_id: random.chance(0.008) ? 77 : Number(random.pick(clubs.slice(0, 46)).club_id),
      season: `${year}/${String(year + 1).slice(2)}`,
      registered_on: registered,
      expires_on: random.chance(0.04) ? null : expires,
      shirt_number: random.chance(0.04) ? random.pick([0, 100, null]) : random.int(1, 45),
      status: random.pick(["approved", "approved", "approved", "pending", "rejected"]),
      weekly_wage: random.int(4, 180) * 50,
    };
  });
  writeTable(
    db,
    "registrations",
    `registration_id INTEGER PRIMARY KEY, player_id INTEGER, club_id INTEGER, season TEXT, registered_on TEXT,
     expires_on TEXT, shirt_number INTEGER, status TEXT, weekly_wage REAL`,
    rows,
  );
}

/** The doctors' own system, which knows players by their passports only. */
function fillMedicalChecks(db: Database.Database, random: Random, players: Row[]): void {
  const rows = rowsOf(610, (number) => {
    const player = random.pick(players.slice(0, 460));
    const checked = random.date("2025-06-01", "2026-11-20");
    return {
      check_no: `MC-${1000 + number}`,
      passport_no: random.chance(0.02) ? `X${random.digits(7)}` : (player.passport_no ?? null),
      surname: random.chance(0.04) ? "Unknown" : String(player.last_name).trim(),
      checked_on: checked,
      valid_until: random.chance(0.03) ? addDays(checked, -365) : addDays(checked, 365),
      outcome: random.pick(["fit", "fit", "fit", "fit", "Fit", "unfit", "follow-up"]),
      doctor_name: random.chance(0.07) ? random.pick([null, "  "]) : `Dr ${random.pick(LAST_NAMES)}`,
      resting_pulse: random.chance(0.05) ? null : random.int(42, 88),
    };
  });
  writeTable(
    db,
    "medical_checks",
    `check_no TEXT PRIMARY KEY, passport_no TEXT, surname TEXT, checked_on TEXT, valid_until TEXT, outcome TEXT,
     doctor_name TEXT, resting_pulse INTEGER`,
    rows,
  );
}
