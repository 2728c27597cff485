import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillOperations } from "./busline-operations.ts";
import { fillSales } from "./busline-sales.ts";
import { FIRST_NAMES, LAST_NAMES, STOP_KINDS, STREETS } from "./names.ts";

const OUTSKIRTS = ["East", "West", "South", "Central"];

/** A city bus and tram operator: terse names, almost no keys declared. */
export function fillBusline(db: Database.Database): void {
  const random = makeRandom(19_880_612);
  fillDepots(db, random);
  const lines = fillLines(db, random);
  const stops = fillStops(db, random, lines);
  const vehicles = fillVehicles(db, random);
  const drivers = fillDrivers(db, random);
  fillOperations(db, random, { lines, vehicles, drivers });
  fillSales(db, random, lines, stops);
}

function fillDepots(db: Database.Database, random: Random): void {
  const rows = rowsOf(30, (number) => ({
    DPT_CD: `D${String(number).padStart(2, "0")}`,
    DPT_NM: `${STREETS[number - 1] ?? OUTSKIRTS[number - 27]} ${random.pick(["Depot", "Yard", "Garage"])}`,
    CAP_VEH: 6 + number * 3,
    MGR_NM:
      number % 8 === 0 ? random.pick([null, " "]) : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    TEL_NO: number % 9 === 0 ? null : `0555-${random.digits(6)}`,
  }));
  writeTable(
    db,
    "DPT_MST",
    "DPT_CD TEXT PRIMARY KEY, DPT_NM TEXT, CAP_VEH INTEGER, MGR_NM TEXT, TEL_NO TEXT",
    rows,
  );
}

function fillLines(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(42, (number) => ({
    LIN_CD: number > 32 ? `T${number - 32}` : `B${number}`,
    LIN_NM: `${STREETS[(number * 5) % 26]} - ${STREETS[(number * 7 + 3) % 26]}`,
    LIN_TYP: number > 32 ? "TRAM" : "BUS",
    LEN_KM: random.decimal(4, 29, 1) + number / 1000,
    FRQ_MIN: number % 13 === 0 ? null : random.pick([5, 10, 15, 20, 30, 60]),
    NGT_FLG: number % 6 === 0 ? "Y" : "N",
    DPT_CD: number === 17 ? "D77" : `D${String(random.int(1, 26)).padStart(2, "0")}`,
    OPN_DT: random.date("1961-05-01", "2025-09-01"),
  }));
  writeTable(
    db,
    "LIN_MST",
    `LIN_CD TEXT PRIMARY KEY, LIN_NM TEXT, LIN_TYP TEXT, LEN_KM REAL, FRQ_MIN INTEGER, NGT_FLG TEXT, DPT_CD TEXT,
     OPN_DT TEXT`,
    rows,
  );
  return rows;
}

function fillStops(db: Database.Database, random: Random, lines: Row[]): Row[] {
  const rows: Row[] = rowsOf(156, (number) => ({
    STP_NO: 1000 + number,
    STP_NM: `${STREETS[number % 26]} ${STOP_KINDS[Math.floor((number - 1) / 26)]}`,
    ZON_CD:
      number % 31 === 0
        ? random.pick([null, ""])
        : number % 47 === 0
          ? "X"
          : random.pick(["A", "A", "B", "B", "C", "D"]),
    LAT: number % 52 === 0 ? 148.2 : random.decimal(48.05, 48.31, 5),
    LON: random.decimal(16.1, 16.6, 5),
    SHL_FLG: random.chance(0.6) ? 1 : 0,
    WCH_FLG: random.chance(0.7) ? 1 : 0,
  }));
  for (let copy = 0; copy < 6; copy++) rows.push({ ...random.pick(rows.slice(0, 150)), STP_NO: 1900 + copy });
  writeTable(
    db,
    "STP_MST",
    "STP_NO INTEGER PRIMARY KEY, STP_NM TEXT, ZON_CD TEXT, LAT REAL, LON REAL, SHL_FLG INTEGER, WCH_FLG INTEGER",
    rows,
  );
  const calls: Row[] = [];
  for (const line of lines.slice(0, 40)) {
    const count = random.int(7, 14);
    const first = random.int(0, 139);
    for (let place = 1; place <= count; place++) {
      const stop = rows[(first + place * 9) % 145];
      calls.push({
        LIN_CD: line.LIN_CD ?? null,
        STP_NO: random.chance(0.01) ? 1777 : (stop?.STP_NO ?? null),
        SEQ_NO: place,
        RUN_MIN: place === 1 ? 0 : random.int(1, 5),
      });
    }
  }
  writeTable(db, "LIN_STP", "LIN_CD TEXT, STP_NO INTEGER, SEQ_NO INTEGER, RUN_MIN INTEGER", calls);
  return rows;
}

function fillVehicles(db: Database.Database, random: Random): Row[] {
  const plates: string[] = [];
  const rows = rowsOf(150, (number) => {
    const tram = number > 110;
    const built = random.date("1996-02-01", "2025-06-30");
    const seats = random.int(28, 60);
    const standing = random.int(30, 110);
    let plate: string | null = `BL-${random.digits(4)}`;
    if (number % 29 === 0) plate = random.pick(plates);
    else if (number % 23 === 0) plate = random.pick([null, ""]);
    else plates.push(plate);
    return {
      VEH_NO: 5000 + number,
      REG_NO: plate,
      VEH_TYP: tram ? "TRAM" : "BUS",
      MAK_NM: tram
        ? random.pick(["Skodal", "Bombard"])
        : random.pick(["Manta", "Solarix", "Iverra", "solarix"]),
      FUL_CD: tram ? "ELECTRIC" : random.pick(["DIESEL", "DIESEL", "ELECTRIC", "HYBRID", "CNG", null]),
      SEA_CNT: seats,
      STD_CNT: standing,
      CAP_TOT: number % 21 === 0 ? seats + standing + 5 : seats + standing,
      DPT_CD: number % 49 === 0 ? "D88" : `D${String(random.int(1, 27)).padStart(2, "0")}`,
      BLT_DT: built,
      PUR_DT: number % 37 === 0 ? addDays(built, -40) : addDays(built, random.int(20, 700)),
      PUR_AMT: random.int(150, 2400) * 1000 + number,
      NXT_INS_DT: number % 19 === 0 ? null : random.date("2026-08-03", "2027-09-30"),
      ODO_KM: number % 41 === 0 ? -1 : random.int(4, 900) * 1000 + number,
      STA_CD: random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "REPAIR", "SCRAPPED"]),
    };
  });
  writeTable(
    db,
    "VEH_MST",
    `VEH_NO INTEGER PRIMARY KEY, REG_NO TEXT, VEH_TYP TEXT, MAK_NM TEXT, FUL_CD TEXT, SEA_CNT INTEGER, STD_CNT INTEGER,
     CAP_TOT INTEGER, DPT_CD TEXT, BLT_DT TEXT, PUR_DT TEXT, PUR_AMT REAL, NXT_INS_DT TEXT, ODO_KM INTEGER, STA_CD TEXT`,
    rows,
  );
  return rows;
}

function fillDrivers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(170, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const hired = random.date("1994-03-01", "2026-10-15");
    const mail = `${first}.${last}${number}@busline.example`.toLowerCase();
    return {
      DRV_NO: 300 + number,
      FST_NM: first,
      LST_NM: number % 34 === 0 ? `${last} ` : last,
      BRT_DT: addDays(hired, -random.int(21 * 366, 42 * 365)),
      HIR_DT: hired,
      LFT_DT: random.chance(0.15) ? random.date(hired, "2026-11-10") : null,
      LIC_NO: number % 43 === 0 ? "L100345" : number % 57 === 0 ? null : `L${100300 + number}`,
      LIC_CLS: random.pick(["D", "D", "DE", "T", "T"]),
      LIC_EXP: random.date("2026-06-01", "2031-12-31"),
      MED_DT: number % 15 === 0 ? null : random.date("2023-01-10", "2026-11-12"),
      DPT_CD: `D${String(random.int(1, 25)).padStart(2, "0")}`,
      EML_ADR:
        number % 17 === 0 ? random.pick([null, ""]) : number % 28 === 0 ? mail.replace("@", " at ") : mail,
      FTM_FLG: random.chance(0.75) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "DRV_MST",
    `DRV_NO INTEGER PRIMARY KEY, FST_NM TEXT, LST_NM TEXT, BRT_DT TEXT, HIR_DT TEXT, LFT_DT TEXT, LIC_NO TEXT, LIC_CLS TEXT,
     LIC_EXP TEXT, MED_DT TEXT, DPT_CD TEXT, EML_ADR TEXT, FTM_FLG TEXT`,
    rows,
  );
  return rows;
}
