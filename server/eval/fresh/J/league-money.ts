import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDate, untilToday } from "./calendar.ts";
import { AGENTS } from "./league-names.ts";

/** What money changes hands for: transfers between two clubs, and the fines of clubs with their payments. */
export function fillMoney(
  db: Database.Database,
  random: Random,
  clubs: Row[],
  players: Row[],
  matches: Row[],
): void {
  fillTransfers(db, random, clubs, players);
  const fines = fillFines(db, random, clubs, matches);
  fillFinePayments(db, random, fines);
}

function fillTransfers(db: Database.Database, random: Random, clubs: Row[], players: Row[]): void {
  const rows = rowsOf(260, (number) => {
    const agreed = random.date("2024-06-01", "2026-11-10");
    const completed = random.chance(0.04) ? addDays(agreed, -12) : addDays(agreed, random.int(1, 60));
    const from = Number(random.pick(clubs.slice(0, 46)).club_id);
    const fee = random.chance(0.25) ? 0 : random.int(1, 240) * 5000;
    return {
      transfer_id: number,
      player_id: random.chance(0.02) ? 950 + number : Number(random.pick(players).player_id),
      from_club_id: random.chance(0.06) ? null : from,
      to_club_id: random.chance(0.02) ? from : Number(random.pick(clubs.slice(0, 44)).club_id),
      agreed_on: agreed,
      completed_on: random.chance(0.06) ? null : untilToday(completed),
      transfer_fee: random.chance(0.03) ? null : fee,
      agent_fee: random.chance(0.3) ? 0 : round(fee * random.pick([0.03, 0.05, 0.1, 0.15]), 2),
      agent_name: random.chance(0.18) ? random.pick([null, "", "none"]) : random.pick(AGENTS),
    };
  });
  writeTable(
    db,
    "transfers",
    `transfer_id INTEGER PRIMARY KEY, player_id INTEGER, from_club_id INTEGER REFERENCES clubs (club_id),
     to_club_id INTEGER REFERENCES clubs (club_id), agreed_on TEXT, completed_on TEXT, transfer_fee REAL,
     agent_fee REAL, agent_name TEXT`,
    rows,
  );
}

function fillFines(db: Database.Database, random: Random, clubs: Row[], matches: Row[]): Row[] {
  const rows = rowsOf(230, (number) => {
    const imposed = clearDate(random, "2025-09-01", "2026-11-18");
    const amount = random.int(2, 120) * 250;
    return {
      fine_no: `F-${3000 + number}`,
      club_id: random.chance(0.015) ? 60 : Number(random.pick(clubs.slice(2, 44)).club_id),
      match_id: random.chance(0.2) ? null : Number(random.pick(matches).match_id),
      imposed_on: imposed,
      due_on: random.chance(0.04) ? null : random.chance(0.03) ? addDays(imposed, -5) : addDays(imposed, 28),
      amount: random.chance(0.02) ? -amount : amount,
      reason: random.pick([
        "pyrotechnics",
        "crowd trouble",
        "late kick-off",
        "too many cards",
        "ineligible player",
      ]),
      appealed: random.chance(0.2) ? 1 : 0,
      appeal_decision: null as string | null,
    };
  });
  for (const row of rows)
    if (row.appealed === 1 || random.chance(0.03))
      row.appeal_decision = random.pick(["upheld", "dismissed", "dismissed", null, ""]);
  writeTable(
    db,
    "fines",
    `fine_no TEXT PRIMARY KEY, club_id INTEGER, match_id INTEGER, imposed_on TEXT, due_on TEXT, amount REAL, reason TEXT,
     appealed INTEGER, appeal_decision TEXT`,
    rows,
  );
  return rows;
}

function fillFinePayments(db: Database.Database, random: Random, fines: Row[]): void {
  const rows: Row[] = [];
  for (const fine of fines) {
    if (random.chance(0.22)) continue;
    const parts = random.chance(0.3) ? 2 : 1;
    for (let part = 0; part < parts; part += 1) {
      const exact = Math.abs(Number(fine.amount)) / parts;
      const paid = addDays(String(fine.imposed_on), random.int(3, 50));
      rows.push({
        payment_no: 40_000 + rows.length,
        fine_no: random.chance(0.02) ? `F-${9000 + rows.length}` : (fine.fine_no ?? null),
        paid_on: random.chance(0.02)
          ? addDays(String(fine.imposed_on), -4)
          : (untilToday(paid) ?? "2026-11-24"),
        amount: random.chance(0.06) ? exact - 50 : exact,
        method: random.chance(0.05)
          ? random.pick([null, "BANK"])
          : random.pick(["bank", "bank", "card", "cheque"]),
      });
    }
  }
  for (const row of rows.slice(30, 36)) rows.push({ ...row, payment_no: 40_000 + rows.length });
  writeTable(
    db,
    "fine_payments",
    `payment_no INTEGER PRIMARY KEY, fine_no TEXT, paid_on TEXT, amount REAL, method TEXT`,
    rows,
  );
}
