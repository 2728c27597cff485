import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { offEdge } from "./edges.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

/** Passengers and what they buy, complain about and are fined for. */
export function fillSales(db: Database.Database, random: Random, lines: Row[], stops: Row[]): void {
  const passengers = fillPassengers(db, random);
  fillSeasonTickets(db, random, passengers);
  fillTicketSales(db, random, lines, stops);
  fillComplaints(db, random, lines, passengers);
  fillFines(db, random, lines, passengers);
}

function fillPassengers(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(280, (number) => {
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
    const mail = `${name.toLowerCase().replace(" ", ".")}${number}@post.example`;
    return {
      PAX_NO: 7000 + number,
      PAX_NM: name,
      BRT_DT: number % 93 === 0 ? "2031-02-01" : random.date("1938-01-01", "2012-12-31"),
      EML_ADR:
        number % 12 === 0 ? random.pick([null, "", " "]) : number % 45 === 0 ? mail.replace("@", "") : mail,
      PST_CD: number % 39 === 0 ? "12A4" : random.digits(5),
      CTY_NM: random.pick(["Marburg", "Marburg", "Linden", "Ostheim", "Seefeld", "MARBURG"]),
      REG_DT: random.date("2015-01-05", "2026-11-20"),
      MKT_FLG: random.chance(0.4) ? 1 : 0,
    };
  });
  for (let copy = 0; copy < 7; copy++) {
    const first = random.pick(rows.slice(0, 250));
    rows.push({ ...first, PAX_NO: 7900 + copy, REG_DT: addDays(String(first.REG_DT), 2) });
  }
  writeTable(
    db,
    "PAX_MST",
    `PAX_NO INTEGER PRIMARY KEY, PAX_NM TEXT, BRT_DT TEXT, EML_ADR TEXT, PST_CD TEXT, CTY_NM TEXT, REG_DT TEXT,
     MKT_FLG INTEGER`,
    rows,
  );
  return rows;
}

function fillSeasonTickets(db: Database.Database, random: Random, passengers: Row[]): void {
  const rows = rowsOf(340, (number) => {
    const from = random.date("2025-01-01", "2026-12-20");
    const type = random.pick(["MONTHLY", "MONTHLY", "YEARLY", "STUDENT", "SENIOR"]);
    return {
      SSN_NO: 61_000 + number,
      PAX_NO: number % 85 === 0 ? 6500 : (random.pick(passengers.slice(0, 225)).PAX_NO ?? null),
      SSN_TYP: type,
      ZON_CD: random.pick(["A", "AB", "AB", "ABC", "ABCD"]),
      VLD_FR: from,
      VLD_TO: number % 67 === 0 ? addDays(from, -10) : addDays(from, type === "MONTHLY" ? 30 : 364),
      PRC_AMT: type === "MONTHLY" ? random.int(30, 69) : random.int(190, 540),
      PAY_STA: number % 49 === 0 ? null : random.pick(["PAID", "PAID", "PAID", "OPEN", "REFUNDED"]),
    };
  });
  writeTable(
    db,
    "SSN_TKT",
    `SSN_NO INTEGER PRIMARY KEY, PAX_NO INTEGER, SSN_TYP TEXT, ZON_CD TEXT, VLD_FR TEXT, VLD_TO TEXT, PRC_AMT REAL,
     PAY_STA TEXT`,
    rows,
  );
}

function fillTicketSales(db: Database.Database, random: Random, lines: Row[], stops: Row[]): void {
  const rows = rowsOf(600, (number) => {
    const quantity = random.int(1, 6);
    const price = random.pick([1.4, 2.2, 2.8, 5.6, 7.5]);
    const total = round(quantity * price, 2);
    return {
      SAL_NO: 200_000 + number,
      SAL_DT: random.date("2026-01-02", "2026-11-25"),
      STP_NO: number % 119 === 0 ? 1888 : (random.pick(stops.slice(0, 118)).STP_NO ?? null),
      LIN_CD: random.pick(lines.slice(0, 38)).LIN_CD ?? null,
      TKT_TYP: random.pick(["SINGLE", "SINGLE", "SINGLE", "DAY", "GROUP", "CHILD"]),
      QTY: number % 149 === 0 ? 0 : quantity,
      UNT_PRC: price,
      TOT_AMT: number % 77 === 0 ? round(total + 0.5, 2) : total,
      PAY_MTH: number % 58 === 0 ? random.pick([null, ""]) : random.pick(["CASH", "CARD", "CARD", "APP"]),
    };
  });
  writeTable(
    db,
    "TKT_SAL",
    `SAL_NO INTEGER PRIMARY KEY, SAL_DT TEXT, STP_NO INTEGER, LIN_CD TEXT, TKT_TYP TEXT, QTY INTEGER, UNT_PRC REAL,
     TOT_AMT REAL, PAY_MTH TEXT`,
    rows,
  );
}

function fillComplaints(db: Database.Database, random: Random, lines: Row[], passengers: Row[]): void {
  const rows = rowsOf(250, (number) => {
    const made = offEdge(random.date("2025-11-01", "2026-11-24"));
    const answered = addDays(made, number % 63 === 0 ? -2 : random.int(1, 32));
    const open = answered > "2026-11-25" || random.chance(0.15);
    return {
      CMP_NO: 3000 + number,
      PAX_NO: number % 83 === 0 ? 6501 : (random.pick(passengers.slice(0, 190)).PAX_NO ?? null),
      LIN_CD: random.chance(0.1) ? null : (random.pick(lines.slice(0, 37)).LIN_CD ?? null),
      CMP_DT: made,
      CAT_CD: random.pick(["DELAY", "DELAY", "DRIVER", "CLEANLINESS", "TICKETING", "CROWDING"]),
      ANS_DT: open ? null : answered,
      STA_CD: open ? "OPEN" : random.pick(["CLOSED", "CLOSED", "REJECTED"]),
      CMP_AMT: random.chance(0.3) ? random.int(1, 16) * 5 : 0,
    };
  });
  writeTable(
    db,
    "CMP_FIL",
    `CMP_NO INTEGER PRIMARY KEY, PAX_NO INTEGER, LIN_CD TEXT, CMP_DT TEXT, CAT_CD TEXT, ANS_DT TEXT, STA_CD TEXT,
     CMP_AMT REAL`,
    rows,
  );
}

function fillFines(db: Database.Database, random: Random, lines: Row[], passengers: Row[]): void {
  const rows = rowsOf(230, (number) => {
    const issued = random.date("2025-09-01", "2026-11-24");
    const amount = random.pick([60, 60, 80, 105]);
    const due = addDays(issued, 28);
    const paid = addDays(issued, random.int(1, 60));
    const unpaid = paid > "2026-11-25" || random.chance(0.25);
    return {
      FIN_NO: 90_000 + number,
      PAX_NO: random.chance(0.2) ? null : (random.pick(passengers.slice(60, 270)).PAX_NO ?? null),
      LIN_CD: random.pick(lines).LIN_CD ?? null,
      INS_NM: number % 41 === 0 ? " " : random.pick(["HOFER", "LINDQVIST", "MBAYE", "SILVA", "THORN"]),
      ISS_DT: issued,
      DUE_DT: due,
      FIN_AMT: amount,
      PD_DT: unpaid ? null : paid,
      PD_AMT: unpaid ? 0 : number % 14 === 0 ? amount - 20 : number % 33 === 0 ? amount + 15 : amount,
    };
  });
  writeTable(
    db,
    "FIN_LST",
    `FIN_NO INTEGER PRIMARY KEY, PAX_NO INTEGER, LIN_CD TEXT, INS_NM TEXT, ISS_DT TEXT, DUE_DT TEXT, FIN_AMT REAL,
     PD_DT TEXT, PD_AMT REAL`,
    rows,
  );
}
