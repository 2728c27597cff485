import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet, quietDate } from "./dates.ts";

const CLASSES = ["ECON", "ECON", "COMP", "COMP", "SUV", "VAN", "LUX"];

/** Bookings and the rentals that came of them. */
export function fillRentalTrips(
  db: Database.Database,
  random: Random,
  vehicles: Row[],
  drivers: Row[],
): Row[] {
  const bookings = rowsOf(480, (number) => {
    const booked = quietDate(random, "2025-08-01", "2026-11-24");
    const pickup = quiet(addDays(booked, random.int(0, 70)));
    const status = random.pick(["CONFIRMED", "CONFIRMED", "DONE", "DONE", "DONE", "CANCELLED", "NOSHOW"]);
    return {
      BKG_NO: 200_000 + number,
      DRV_NO: random.chance(0.015) ? 59_999 : Number(random.pick(drivers.slice(0, 225)).DRV_NO),
      BRN_CD: `B${String(random.int(1, 36)).padStart(3, "0")}`,
      CAR_CLS: random.chance(0.03) ? null : random.pick(CLASSES),
      BKG_DT: booked,
      PCK_DT: pickup,
      RTN_DT: random.chance(0.02) ? quiet(addDays(pickup, -5)) : quiet(addDays(pickup, random.int(1, 24))),
      BKG_STAT: status,
      QTD_AMT: random.int(60, 1900) + random.int(0, 99) / 100,
      CHNL: random.chance(0.04) ? "" : random.pick(["WEB", "WEB", "APP", "PHONE", "DESK"]),
      PRM_CD: random.chance(0.25) ? random.pick(["SUMMER", "LOYAL10", "WEEKEND"]) : null,
    };
  });
  writeTable(
    db,
    "BKG_HDR",
    `BKG_NO INTEGER, DRV_NO INTEGER, BRN_CD TEXT, CAR_CLS TEXT, BKG_DT TEXT, PCK_DT TEXT, RTN_DT TEXT,
     BKG_STAT TEXT, QTD_AMT REAL, CHNL TEXT, PRM_CD TEXT`,
    bookings,
  );
  return fillRentals(db, random, vehicles, bookings);
}

function fillRentals(db: Database.Database, random: Random, vehicles: Row[], bookings: Row[]): Row[] {
  const started = bookings.filter((row) => String(row.PCK_DT) < "2026-11-24" && row.BKG_STAT !== "CANCELLED");
  const rented = started.filter(() => random.chance(0.9));
  const rows = rented.map((booking, index) => {
    const out = String(booking.PCK_DT);
    const due = quiet(addDays(out, random.int(1, 21)));
    const open = out > "2026-10-20" ? random.chance(0.6) : random.chance(0.03);
    const back = quiet(addDays(due, random.chance(0.2) ? random.int(1, 9) : -random.int(0, 1)));
    const vehicle = random.pick(vehicles.slice(0, 285));
    const outBranch = random.chance(0.9)
      ? String(booking.BRN_CD)
      : `B${String(random.int(1, 36)).padStart(3, "0")}`;
    const km = random.int(10, 150_000);
    const closed = !open && back < "2026-11-25";
    return {
      RNT_NO: 300_001 + index,
      BKG_NO: random.chance(0.02) ? 299_999 : random.chance(0.06) ? null : Number(booking.BKG_NO),
      VEH_ID: random.chance(0.012) ? 19_999 : Number(vehicle.VEH_ID),
      DRV_NO: random.chance(0.08) ? Number(booking.DRV_NO) + 1 : Number(booking.DRV_NO),
      OUT_BRN: outBranch,
      IN_BRN: closed
        ? random.chance(0.8)
          ? outBranch
          : `B${String(random.int(1, 36)).padStart(3, "0")}`
        : null,
      OUT_DT: out,
      DUE_DT: due,
      IN_DT: closed ? back : null,
      OUT_KM: km,
      IN_KM: closed ? (random.chance(0.025) ? km - 50 : km + random.int(20, 3200)) : null,
      RNT_STAT: closed ? (random.chance(0.02) ? "OPEN" : "CLOSED") : "OPEN",
    };
  });
  writeTable(
    db,
    "RNT_AGR",
    `RNT_NO INTEGER, BKG_NO INTEGER, VEH_ID INTEGER, DRV_NO INTEGER, OUT_BRN TEXT, IN_BRN TEXT, OUT_DT TEXT,
     DUE_DT TEXT, IN_DT TEXT, OUT_KM INTEGER, IN_KM INTEGER, RNT_STAT TEXT`,
    rows,
  );
  return rows;
}
