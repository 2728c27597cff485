import type Database from "better-sqlite3";
import type { Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { AIRLINES, FIRST_NAMES, LAST_NAMES, PLACES } from "./airport-names.ts";
import { addMinutes, calmDate } from "./calendar.ts";

/** Flights in and out, the gates that they got, and their bags. */
export function fillFlights(db: Database.Database, random: Random, aircraft: Row[], gates: Row[]): Row[] {
  const flights = rowsOf(560, (number) => makeFlight(random, aircraft, number));
  for (let copy = 0; copy < 7; copy++) {
    flights.push({ ...random.pick(flights.slice(0, 560)), FLT_ID: 90_000 + copy });
  }
  writeTable(
    db,
    "FLT_LEG",
    `FLT_ID INTEGER, FLT_NO TEXT, AL_CD TEXT, AC_REG TEXT, FLT_DIR TEXT, OTH_APT TEXT, TRML_CD TEXT, SCH_TS TEXT,
     ACT_TS TEXT, FLT_STAT TEXT, PAX_CNT INTEGER, DLY_CD TEXT`,
    flights,
  );
  fillAllocations(db, random, flights, gates);
  fillBags(db, random, flights);
  return flights;
}

function makeFlight(random: Random, aircraft: Row[], number: number): Row {
  const plane = random.pick(aircraft.slice(0, 140));
  const airline = random.chance(0.06) ? random.pick(AIRLINES.slice(0, 30))[0] : String(plane.AL_CD);
  const out = random.chance(0.5);
  const day = random.chance(0.35)
    ? random.date("2026-10-20", "2026-11-25")
    : random.date("2026-01-05", "2026-10-19");
  const clock = `${String(random.int(5, 22)).padStart(2, "0")}:${random.pick(["00", "15", "30", "45"])}:00`;
  const scheduled = `${day} ${clock}`;
  const usual = out ? "DEPARTED" : "LANDED";
  const status = random.pick([usual, usual, usual, usual, usual, usual, "CANCELLED", "DIVERTED"]);
  const delay = random.chance(0.3) ? random.int(16, 150) : random.int(-10, 15);
  const seats = Number(plane.SEAT_CNT);
  return {
    FLT_ID: 10_000 + number,
    FLT_NO: `${airline}${random.int(100, 899)}`,
    AL_CD: airline,
    AC_REG: random.chance(0.05) ? random.pick([null, "", "D-XXXX"]) : String(plane.AC_REG),
    FLT_DIR: out ? "OUTBOUND" : "INBOUND",
    OTH_APT: random.chance(0.03) ? random.pick(["LH", "lhr", "???"]) : random.pick(PLACES),
    TRML_CD: random.pick(["T1", "T2"]),
    SCH_TS: scheduled,
    ACT_TS: status === "CANCELLED" || random.chance(0.02) ? null : addMinutes(scheduled, delay),
    FLT_STAT: status,
    PAX_CNT:
      status === "CANCELLED"
        ? 0
        : random.chance(0.04)
          ? seats + random.int(1, 9)
          : random.int(30, Math.max(seats, 60)),
    DLY_CD: delay > 15 && random.chance(0.85) ? random.pick(["WX", "ATC", "TECH", "CREW", "RAMP"]) : null,
  };
}

function fillAllocations(db: Database.Database, random: Random, flights: Row[], gates: Row[]): void {
  const rows: Row[] = [];
  for (const flight of flights) {
    if (random.chance(0.08)) continue;
    const own = gates.slice(0, 34).filter((gate) => gate.TRML_CD === flight.TRML_CD);
    const gate = random.chance(0.04) ? random.pick(gates.slice(0, 34)) : random.pick(own);
    const from = addMinutes(String(flight.SCH_TS), -60);
    rows.push({
      ALC_ID: 50_001 + rows.length,
      FLT_ID: Number(flight.FLT_ID),
      GATE_CD: random.chance(0.01) ? "C99" : String(gate.GATE_CD),
      ALC_FR_TS: from,
      ALC_TO_TS: random.chance(0.02) ? addMinutes(from, -15) : addMinutes(from, random.int(6, 12) * 10),
    });
  }
  writeTable(
    db,
    "GATE_ALC",
    "ALC_ID INTEGER, FLT_ID INTEGER, GATE_CD TEXT, ALC_FR_TS TEXT, ALC_TO_TS TEXT",
    rows,
  );
}

function fillBags(db: Database.Database, random: Random, flights: Row[]): void {
  const bags = rowsOf(600, (number) => ({
    BAG_TAG: `0${random.int(100, 999)}${String(100_000 + number * 7)}`,
    FLT_ID: random.chance(0.012) ? 77_000 + number : Number(random.pick(flights.slice(0, 150)).FLT_ID),
    PAX_NM: random.chance(0.03)
      ? random.pick([null, ""])
      : `${random.pick(LAST_NAMES).toUpperCase()}/${random.pick(FIRST_NAMES).toUpperCase()}`,
    WGT_KG: random.chance(0.02) ? random.pick([0, -1.5]) : random.int(60, 330) / 10 + number / 10_000,
    BAG_STAT: random.pick(["LOADED", "LOADED", "LOADED", "LOADED", "OFFLOADED", "CHECKED IN", "TRANSFER"]),
    SCRN_FLG: random.chance(0.94) ? 1 : 0,
  }));
  writeTable(
    db,
    "BAG_REC",
    "BAG_TAG TEXT, FLT_ID INTEGER, PAX_NM TEXT, WGT_KG REAL, BAG_STAT TEXT, SCRN_FLG INTEGER",
    bags,
  );
  const mishandled = rowsOf(110, (number) => {
    const reported = calmDate(random, "2025-09-01", "2026-11-22");
    const reason = random.pick(["DELAYED", "DELAYED", "DAMAGED", "LOST", "PILFERED"]);
    const found =
      reason === "LOST" || random.chance(0.15)
        ? null
        : addMinutes(`${reported} 00:00:00`, random.int(0, 9) * 1440);
    return {
      MB_NO: `MB${6000 + number}`,
      BAG_TAG: random.chance(0.06)
        ? `0999${random.digits(6)}`
        : String(random.pick(bags.slice(0, 260)).BAG_TAG),
      RPT_DT: reported,
      RSN_CD: random.chance(0.06) ? random.pick([null, "", " "]) : reason,
      FND_DT: found?.slice(0, 10) ?? null,
      CMP_AMT: random.chance(0.35) ? null : random.int(4, 130) * 10,
    };
  });
  writeTable(
    db,
    "MIS_BAG",
    "MB_NO TEXT, BAG_TAG TEXT, RPT_DT TEXT, RSN_CD TEXT, FND_DT TEXT, CMP_AMT REAL",
    mishandled,
  );
}
