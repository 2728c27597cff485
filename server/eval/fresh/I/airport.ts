import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillCrews } from "./airport-crews.ts";
import { fillFees } from "./airport-fees.ts";
import { fillFlights } from "./airport-flights.ts";
import { AIRLINES, TYPES } from "./airport-names.ts";
import { calmDate } from "./calendar.ts";

/** The ground operations of an airport: terse names in capitals, and no key declared anywhere. */
export function fillAirport(db: Database.Database): void {
  const random = makeRandom(20_261_127);
  fillAirlines(db, random);
  const aircraft = fillAircraft(db, random);
  const gates = fillGates(db, random);
  const flights = fillFlights(db, random, aircraft, gates);
  const equipment = fillEquipment(db, random);
  fillCrews(db, random, flights, equipment);
  fillFees(db, random);
}

function fillAirlines(db: Database.Database, random: Random): void {
  const rows = AIRLINES.map(([code, name, country]) => {
    const start = random.date("2012-01-01", "2025-06-30");
    const mail = `ops@${name.toLowerCase().replaceAll(" ", "-")}.example`;
    return {
      AL_CD: code,
      AL_NM: name,
      CTRY_CD: random.chance(0.08) ? random.pick([null, ""]) : country,
      ALNC: random.pick(["STAR", "ONEWORLD", "SKYTEAM", null, null, ""]),
      CONTR_ST_DT: start,
      CONTR_END_DT: random.chance(0.2) ? null : calmDate(random, "2026-02-01", "2029-12-31"),
      CR_LMT: random.int(2, 40) * 5000,
      CTC_EMAIL: random.chance(0.12)
        ? random.pick([null, " "])
        : random.chance(0.12)
          ? mail.replace("@", " at ")
          : mail,
      ACT_FLG: random.chance(0.85) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "AL_MST",
    `AL_CD TEXT, AL_NM TEXT, CTRY_CD TEXT, ALNC TEXT, CONTR_ST_DT TEXT, CONTR_END_DT TEXT, CR_LMT REAL,
     CTC_EMAIL TEXT, ACT_FLG TEXT`,
    rows,
  );
}

function fillAircraft(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(160, (number) => {
    const [type, seats, weight, wide] = random.pick(TYPES);
    return {
      AC_REG: `${random.pick(["D-A", "OE-", "SE-", "EC-"])}${String.fromCharCode(65 + (number % 26))}${number + 100}`,
      AC_TYP: type,
      AL_CD: random.pick(AIRLINES.slice(0, 32))[0],
      SEAT_CNT: random.chance(0.03) ? 0 : seats - random.int(0, 3) * 4,
      MTOW_T: weight,
      BLT_YR: random.chance(0.03) ? random.pick([1026, 2062, null]) : random.int(1996, 2025),
      NXT_CHK_DT: random.chance(0.06) ? null : calmDate(random, "2026-08-01", "2028-06-30"),
      WIDE_FLG: wide,
    };
  });
  writeTable(
    db,
    "AC_MST",
    `AC_REG TEXT PRIMARY KEY, AC_TYP TEXT, AL_CD TEXT, SEAT_CNT INTEGER, MTOW_T REAL, BLT_YR INTEGER,
     NXT_CHK_DT TEXT, WIDE_FLG INTEGER`,
    rows,
  );
  return rows;
}

function fillGates(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(36, (number) => ({
    GATE_CD: `${number <= 20 ? "A" : "B"}${String(number).padStart(2, "0")}`,
    TRML_CD: number <= 20 ? "T1" : "T2",
    BRDG_FLG: random.chance(0.6) ? 1 : 0,
    MAX_SPAN_M: random.pick([36, 36, 52, 65]),
    OPN_DT: random.date("1998-03-01", "2022-05-31"),
  }));
  writeTable(
    db,
    "GATE_MST",
    "GATE_CD TEXT, TRML_CD TEXT, BRDG_FLG INTEGER, MAX_SPAN_M REAL, OPN_DT TEXT",
    rows,
  );
  return rows;
}

function fillEquipment(db: Database.Database, random: Random): Row[] {
  const serials: string[] = [];
  const rows = rowsOf(72, (number) => {
    const bought = random.date("2008-01-01", "2025-06-30");
    const serviced = calmDate(random, "2025-04-01", "2026-11-20");
    const serial = serials.length > 3 && random.chance(0.06) ? random.pick(serials) : `SN${random.digits(6)}`;
    serials.push(serial);
    return {
      EQP_NO: `E${String(number).padStart(3, "0")}`,
      EQP_TYP: random.pick(["TUG", "TUG", "BELT LOADER", "STAIRS", "GROUND POWER UNIT", "DE-ICER"]),
      SER_NO: random.chance(0.05) ? null : serial,
      PUR_DT: bought,
      PUR_PRC: random.int(8, 300) * 1000,
      LST_SVC_DT: random.chance(0.06) ? null : serviced,
      NXT_SVC_DT: random.chance(0.06) ? null : addDays(serviced, random.chance(0.06) ? -30 : 365),
      EQP_STAT: random.pick(["IN SERVICE", "IN SERVICE", "IN SERVICE", "OUT OF SERVICE", "SCRAPPED"]),
    };
  });
  writeTable(
    db,
    "EQP_MST",
    `EQP_NO TEXT, EQP_TYP TEXT, SER_NO TEXT, PUR_DT TEXT, PUR_PRC REAL, LST_SVC_DT TEXT, NXT_SVC_DT TEXT,
     EQP_STAT TEXT`,
    rows,
  );
  return rows;
}
