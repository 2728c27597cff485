import type Database from "better-sqlite3";
import type { Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDate, TODAY } from "./calendar.ts";
import { FIRST_NAMES, LAST_NAMES } from "./league-names.ts";

/** The referees, the matches between two clubs, and what happened in them: goals and cards. */
export function fillMatches(db: Database.Database, random: Random, clubs: Row[], players: Row[]): Row[] {
  const referees = fillReferees(db, random);
  const matches = rowsOf(480, (number) => matchOf(random, number, clubs, referees));
  writeTable(
    db,
    "matches",
    `match_id INTEGER PRIMARY KEY, division TEXT, match_date TEXT, home_club_id INTEGER REFERENCES clubs (club_id),
     away_club_id INTEGER REFERENCES clubs (club_id), stadium_id INTEGER, referee_id INTEGER, fourth_official_id INTEGER,
     home_goals INTEGER, away_goals INTEGER, attendance INTEGER, status TEXT`,
    matches,
  );
  const played = matches.filter((match) => match.status === "played");
  fillGoals(db, random, played, players);
  fillCards(db, random, played, players);
  return matches;
}

function fillReferees(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(64, (number) => ({
    referee_id: number,
    full_name: number % 17 === 0 ? "Ivo Petrov" : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    grade: random.chance(0.06) ? random.pick(["D", "a", null]) : random.pick(["A", "B", "B", "C"]),
    licence_no: number % 20 === 0 ? "R-5501" : `R-${random.digits(4)}`,
    certified_on: random.date("2008-01-01", "2026-05-31"),
    certificate_expires_on: random.chance(0.06) ? null : clearDate(random, "2026-04-01", "2029-08-31"),
    phone: random.chance(0.14) ? random.pick([null, ""]) : `07${random.digits(8)}`,
    retired_on: random.chance(0.12) ? random.date("2026-01-01", "2026-10-01") : null,
  }));
  writeTable(
    db,
    "referees",
    `referee_id INTEGER PRIMARY KEY, full_name TEXT, grade TEXT, licence_no TEXT, certified_on TEXT,
     certificate_expires_on TEXT, phone TEXT, retired_on TEXT`,
    rows,
  );
  return rows;
}

function matchOf(random: Random, number: number, clubs: Row[], referees: Row[]): Row {
  const date = random.chance(0.15)
    ? clearDate(random, "2026-11-28", "2027-05-20")
    : clearDate(random, "2025-08-01", "2026-11-22");
  const home = random.pick(clubs.slice(0, 45));
  const away = random.chance(0.01) ? home : random.pick(clubs.slice(0, 45));
  const played = date < TODAY && random.chance(0.94);
  const referee = random.chance(0.05) ? null : Number(random.pick(referees.slice(0, 56)).referee_id);
  return {
    match_id: number,
    division: random.pick(["Premier", "Premier", "First", "Second"]),
    match_date: date,
    home_club_id: Number(home.club_id),
    away_club_id: Number(away.club_id),
    stadium_id: random.chance(0.1) ? random.int(1, 58) : (home.stadium_id ?? null),
    referee_id: referee,
    fourth_official_id: random.chance(0.02) ? referee : Number(random.pick(referees).referee_id),
    home_goals: played && random.chance(0.98) ? random.pick([0, 0, 1, 1, 1, 2, 2, 3, 4]) : null,
    away_goals: played && random.chance(0.98) ? random.pick([0, 0, 0, 1, 1, 2, 3]) : null,
    attendance: played ? random.int(150, 29_000) : null,
    status: played ? "played" : date < TODAY ? random.pick(["postponed", "abandoned"]) : "scheduled",
  };
}

function fillGoals(db: Database.Database, random: Random, played: Row[], players: Row[]): void {
  const scored = played.flatMap((match) => {
    const sides: [club: Row[string], goals: number][] = [
      [match.home_club_id ?? null, Number(match.home_goals)],
      [match.away_club_id ?? null, Number(match.away_goals)],
    ];
    return sides.flatMap(([club, goals]) => {
      const listed = random.chance(0.05) ? Math.max(0, goals - 1) : goals;
      return rowsOf(listed, () => ({ match_id: match.match_id ?? null, club_id: club }));
    });
  });
  const rows = scored.map((goal, index) => ({
    goal_id: index + 1,
    match_id: random.chance(0.006) ? 8000 + index : (goal.match_id ?? null),
    club_id: goal.club_id ?? null,
    player_id: random.chance(0.02)
      ? random.pick([null, 999])
      : Number(random.pick(players.slice(0, 400)).player_id),
    minute: random.chance(0.012) ? random.pick([0, 190]) : random.int(1, 97),
    goal_type: random.pick([
      "open play",
      "open play",
      "open play",
      "penalty",
      "header",
      "own goal",
      "Penalty",
    ]),
  }));
  writeTable(
    db,
    "goals",
    `goal_id INTEGER PRIMARY KEY, match_id INTEGER, club_id INTEGER, player_id INTEGER, minute INTEGER, goal_type TEXT`,
    rows,
  );
}

function fillCards(db: Database.Database, random: Random, played: Row[], players: Row[]): void {
  const rows = rowsOf(950, (number) => ({
    card_id: number,
    match_id: random.chance(0.008) ? 7000 + number : Number(random.pick(played.slice(0, -20)).match_id),
    player_id: Number(random.pick(players.slice(40, 470)).player_id),
    colour: random.chance(0.02)
      ? random.pick(["Y", "blue"])
      : random.pick(["yellow", "yellow", "yellow", "yellow", "red"]),
    minute: random.int(2, 95),
    reason: random.chance(0.12)
      ? random.pick([null, ""])
      : random.pick(["foul", "foul", "dissent", "time wasting", "handball", "violent conduct"]),
  }));
  writeTable(
    db,
    "cards",
    `card_id INTEGER PRIMARY KEY, match_id INTEGER, player_id INTEGER, colour TEXT, minute INTEGER, reason TEXT`,
    rows,
  );
}
