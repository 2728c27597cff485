import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIRST_NAMES, INCIDENTS, LAST_NAMES } from "./airport-names.ts";
import { calmDate, TODAY } from "./calendar.ts";

/** The ground staff, their shifts and the incidents that they reported. */
export function fillCrews(db: Database.Database, random: Random, flights: Row[], equipment: Row[]): void {
  const staff = fillStaff(db, random);
  fillShifts(db, random, staff);
  const rows = rowsOf(130, (number) => {
    const happened = random.date("2025-12-01", "2026-11-24");
    const closed = addDays(happened, random.int(0, 30));
    return {
      INC_NO: `I-${2000 + number}`,
      INC_DT: happened,
      FLT_ID: random.chance(0.4) ? null : Number(random.pick(flights).FLT_ID),
      EQP_NO: random.chance(0.4)
        ? null
        : random.chance(0.05)
          ? "E990"
          : String(random.pick(equipment.slice(0, 50)).EQP_NO),
      RPT_BY: random.chance(0.04) ? 9999 : Number(random.pick(staff.slice(0, 90)).STF_NO),
      SEV_LVL: random.chance(0.05) ? random.pick([0, 6, 9]) : random.int(1, 5),
      INC_DESC: random.pick(INCIDENTS),
      CLS_DT: random.chance(0.15) || closed >= TODAY ? null : closed,
    };
  });
  writeTable(
    db,
    "INC_RPT",
    `INC_NO TEXT, INC_DT TEXT, FLT_ID INTEGER, EQP_NO TEXT, RPT_BY INTEGER, SEV_LVL INTEGER, INC_DESC TEXT,
     CLS_DT TEXT`,
    rows,
  );
}

function fillStaff(db: Database.Database, random: Random): Row[] {
  const badges: string[] = [];
  const rows = rowsOf(120, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const hired = random.date("2003-01-01", "2026-08-31");
    const badge = badges.length > 5 && random.chance(0.06) ? random.pick(badges) : `B${random.digits(5)}`;
    badges.push(badge);
    return {
      STF_NO: 3000 + number,
      FST_NM: random.chance(0.05) ? first.toUpperCase() : first,
      LST_NM: random.chance(0.04) ? `${last} ` : last,
      TEAM_CD: random.pick(["RAMP", "RAMP", "BAGGAGE", "CLEANING", "FUELLING", "DE-ICING"]),
      HIRE_DT: hired,
      LEFT_DT: random.chance(0.15) ? random.date("2026-09-01", "2026-11-20") : null,
      BDG_NO: random.chance(0.05) ? random.pick([null, ""]) : badge,
      BDG_EXP_DT: random.chance(0.04) ? null : calmDate(random, "2026-06-01", "2029-05-31"),
      EMAIL_ADR: random.chance(0.1)
        ? random.pick([null, "", "  "])
        : `${first}.${last}${number}@ground.example`.toLowerCase(),
      HR_RATE: random.int(30, 68) / 2,
    };
  });
  writeTable(
    db,
    "STF_MST",
    `STF_NO INTEGER, FST_NM TEXT, LST_NM TEXT, TEAM_CD TEXT, HIRE_DT TEXT, LEFT_DT TEXT, BDG_NO TEXT,
     BDG_EXP_DT TEXT, EMAIL_ADR TEXT, HR_RATE REAL`,
    rows,
  );
  return rows;
}

function fillShifts(db: Database.Database, random: Random, staff: Row[]): void {
  const rows = rowsOf(520, (number) => {
    const who = random.pick(staff.slice(0, 108));
    const early = Number(who.STF_NO) % 9 === 0;
    const planned = random.pick([6, 8, 8, 8, 10]);
    const absent = random.chance(0.06);
    return {
      SHF_ID: 80_000 + number,
      STF_NO: random.chance(0.008) ? 4999 : Number(who.STF_NO),
      SHF_DT: random.date("2026-09-01", "2026-11-25"),
      SHF_TYP: early ? "EARLY" : random.pick(["EARLY", "LATE", "NIGHT"]),
      HRS_PLN: planned,
      HRS_WRK: absent ? 0 : random.chance(0.25) ? planned + random.int(1, 8) / 2 : planned,
      ABS_FLG: absent ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "SHF_ROS",
    `SHF_ID INTEGER, STF_NO INTEGER, SHF_DT TEXT, SHF_TYP TEXT, HRS_PLN REAL, HRS_WRK REAL, ABS_FLG TEXT`,
    rows,
  );
}
