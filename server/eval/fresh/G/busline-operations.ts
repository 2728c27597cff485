import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";

interface Fleet {
  lines: Row[];
  vehicles: Row[];
  drivers: Row[];
}

/** What ran, and what was repaired. */
export function fillOperations(db: Database.Database, random: Random, fleet: Fleet): void {
  fillTrips(db, random, fleet);
  fillMaintenance(db, random, fleet.vehicles);
}

function fillTrips(db: Database.Database, random: Random, { lines, vehicles, drivers }: Fleet): void {
  const rows = rowsOf(600, (number) => {
    const line = random.pick(lines.slice(0, 39));
    const vehicle = random.pick(
      line.LIN_TYP === "TRAM" && random.chance(0.9) ? vehicles.slice(110, 146) : vehicles.slice(0, 104),
    );
    const status = random.pick(["RUN", "RUN", "RUN", "RUN", "RUN", "CANCELLED", "PARTIAL"]);
    return {
      TRP_NO: 80_000 + number,
      LIN_CD: number % 151 === 0 ? "B99" : (line.LIN_CD ?? null),
      VEH_NO: number % 131 === 0 ? 9999 : number % 61 === 0 ? null : (vehicle.VEH_NO ?? null),
      DRV_NO: number % 73 === 0 ? null : (random.pick(drivers.slice(0, 148)).DRV_NO ?? null),
      TRP_DT: random.date("2025-10-01", "2026-11-25"),
      DEP_TM: `${String(random.int(5, 23)).padStart(2, "0")}:${random.pick(["00", "10", "20", "30", "45"])}`,
      DLY_MIN: status === "CANCELLED" ? null : random.chance(0.5) ? 0 : random.int(1, 28),
      PAX_CNT: status === "CANCELLED" ? 0 : random.int(2, 190),
      KM_RUN: status === "CANCELLED" ? 0 : random.decimal(3, 29, 1),
      TRP_STA: number % 97 === 0 ? status.toLowerCase() : status,
    };
  });
  writeTable(
    db,
    "TRP_LOG",
    `TRP_NO INTEGER PRIMARY KEY, LIN_CD TEXT, VEH_NO INTEGER, DRV_NO INTEGER, TRP_DT TEXT, DEP_TM TEXT, DLY_MIN INTEGER,
     PAX_CNT INTEGER, KM_RUN REAL, TRP_STA TEXT`,
    rows,
  );
}

function fillMaintenance(db: Database.Database, random: Random, vehicles: Row[]): void {
  const rows = rowsOf(330, (number) => {
    const opened = random.date("2025-06-01", "2026-11-23");
    const labour = random.int(2, 90) * 20;
    const parts = random.chance(0.2) ? 0 : random.int(1, 220) * 15;
    const vehicle = random.pick(vehicles.slice(12, 150));
    const end = addDays(opened, random.int(0, 44));
    return {
      MNT_NO: 40_000 + number,
      VEH_NO: number % 83 === 0 ? 9001 : (vehicle.VEH_NO ?? null),
      DPT_CD: random.chance(0.7)
        ? (vehicle.DPT_CD ?? null)
        : `D${String(random.int(1, 20)).padStart(2, "0")}`,
      MNT_TYP: random.pick(["INSPECTION", "REPAIR", "REPAIR", "TYRES", "CLEANING", "BRAKES"]),
      PRI_CD: number % 53 === 0 ? "9" : random.pick(["1", "2", "2", "3"]),
      OPN_DT: opened,
      DUE_DT: addDays(opened, random.pick([7, 14, 30])),
      CLS_DT:
        end > "2026-11-25" || random.chance(0.08) ? null : number % 71 === 0 ? addDays(opened, -3) : end,
      LAB_AMT: labour,
      PRT_AMT: parts,
      TOT_AMT: number % 27 === 0 ? labour + parts + 50 : labour + parts,
      MEC_NM:
        number % 16 === 0
          ? random.pick([null, ""])
          : random.pick(["KELLER", "ROTH", "SANTOS", "YILMAZ", "MAREK"]),
    };
  });
  writeTable(
    db,
    "MNT_ORD",
    `MNT_NO INTEGER PRIMARY KEY, VEH_NO INTEGER, DPT_CD TEXT, MNT_TYP TEXT, PRI_CD TEXT, OPN_DT TEXT, DUE_DT TEXT, CLS_DT TEXT,
     LAB_AMT REAL, PRT_AMT REAL, TOT_AMT REAL, MEC_NM TEXT`,
    rows,
  );
}
