import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet, quietDate } from "./dates.ts";

/** Damages, workshop jobs, fines and insurance policies of the vehicles. */
export function fillRentalWorkshop(
  db: Database.Database,
  random: Random,
  vehicles: Row[],
  rentals: Row[],
): void {
  const damages = fillDamages(db, random, vehicles, rentals);
  fillJobs(db, random, vehicles, damages);
  fillFines(db, random, rentals);
  fillPolicies(db, random, vehicles);
}

function fillDamages(db: Database.Database, random: Random, vehicles: Row[], rentals: Row[]): Row[] {
  const rows = rowsOf(140, (number) => {
    const rental = random.pick(rentals);
    const other = random.chance(0.05);
    return {
      DMG_NO: 4000 + number,
      RNT_NO: random.chance(0.03) ? 399_999 : Number(rental.RNT_NO),
      VEH_ID: other ? Number(random.pick(vehicles).VEH_ID) : Number(rental.VEH_ID),
      DMG_DT: random.chance(0.03)
        ? quiet(addDays(String(rental.OUT_DT), -6))
        : quiet(addDays(String(rental.OUT_DT), random.int(0, 3))),
      DMG_TYP: random.chance(0.04)
        ? ""
        : random.pick(["SCRATCH", "SCRATCH", "DENT", "GLASS", "INTERIOR", "TYRE"]),
      EST_CST: random.chance(0.08) ? null : random.int(3, 320) * 10 + number / 100,
      CHG_FLG: random.chance(0.55) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "DMG_RPT",
    "DMG_NO INTEGER, RNT_NO INTEGER, VEH_ID INTEGER, DMG_DT TEXT, DMG_TYP TEXT, EST_CST REAL, CHG_FLG INTEGER",
    rows,
  );
  return rows;
}

function fillJobs(db: Database.Database, random: Random, vehicles: Row[], damages: Row[]): void {
  const rows = rowsOf(230, (number) => {
    const damage = random.chance(0.4) ? random.pick(damages) : undefined;
    const opened =
      damage === undefined
        ? quietDate(random, "2025-09-01", "2026-11-23")
        : quiet(addDays(String(damage.DMG_DT), random.int(1, 20)));
    const closed = quiet(addDays(opened, random.int(0, 26)));
    const labour = random.int(4, 60) * 12.5;
    const parts = random.chance(0.25) ? 0 : random.int(10, 900) + random.int(0, 99) / 100;
    const total = round(labour + parts, 2);
    return {
      JOB_NO: 80_000 + number,
      VEH_ID: Number((damage ?? random.pick(vehicles)).VEH_ID),
      DMG_NO: damage === undefined ? null : Number(damage.DMG_NO),
      BRN_CD: `B${String(random.int(1, 20)).padStart(3, "0")}`,
      JOB_TYP:
        damage === undefined ? random.pick(["SERVICE", "SERVICE", "INSPECT", "TYRES", "REPAIR"]) : "REPAIR",
      OPN_DT: opened,
      CLS_DT: random.chance(0.05) || closed > "2026-11-24" ? null : closed,
      LAB_AMT: labour,
      PRT_AMT: parts,
      TOT_AMT: random.chance(0.05) ? round(total + 20, 2) : total,
      MECH_NM: random.chance(0.07)
        ? random.pick([null, ""])
        : random.pick(["Roth", "Sala", "Meyer", "Duarte", "Klein"]),
    };
  });
  writeTable(
    db,
    "WKS_JOB",
    `JOB_NO INTEGER, VEH_ID INTEGER, DMG_NO INTEGER, BRN_CD TEXT, JOB_TYP TEXT, OPN_DT TEXT, CLS_DT TEXT,
     LAB_AMT REAL, PRT_AMT REAL, TOT_AMT REAL, MECH_NM TEXT`,
    rows,
  );
}

function fillFines(db: Database.Database, random: Random, rentals: Row[]): void {
  const rows = rowsOf(130, (number) => {
    const rental = random.pick(rentals);
    const fined = quiet(addDays(String(rental.OUT_DT), random.int(0, 4)));
    const paid = quiet(addDays(fined, random.int(6, 80)));
    return {
      FINE_NO: 7000 + number,
      RNT_NO: random.chance(0.05) ? null : Number(rental.RNT_NO),
      VEH_ID: Number(rental.VEH_ID),
      FINE_DT: fined,
      FINE_TYP: random.pick(["SPEED", "SPEED", "PARK", "PARK", "TOLL"]),
      FINE_AMT: random.chance(0.03) ? 0 : random.int(3, 60) * 5,
      PD_DT: random.chance(0.3) || paid > "2026-11-24" ? null : paid,
    };
  });
  writeTable(
    db,
    "FIN_TKT",
    "FINE_NO INTEGER, RNT_NO INTEGER, VEH_ID INTEGER, FINE_DT TEXT, FINE_TYP TEXT, FINE_AMT REAL, PD_DT TEXT",
    rows,
  );
}

function fillPolicies(db: Database.Database, random: Random, vehicles: Row[]): void {
  const insured = vehicles.filter(() => random.chance(0.93));
  const rows = rowsOf(350, (number) => {
    const vehicle = insured[(number * 13) % insured.length];
    const start = quietDate(random, "2025-01-03", "2026-11-20");
    return {
      POL_NO: random.chance(0.02) ? `P-${20_001 + Math.max(0, number - 9)}` : `P-${20_001 + number}`,
      VEH_ID: random.chance(0.012) ? 18_888 : Number(vehicle?.VEH_ID),
      INSR_NM: random.chance(0.05)
        ? random.pick(["nordsure", "NORDSURE "])
        : random.pick(["Allgard", "Nordsure", "Tutela"]),
      STRT_DT: start,
      END_DT: random.chance(0.02)
        ? quiet(addDays(start, -20))
        : quiet(addDays(start, random.pick([180, 364, 364, 730]))),
      PREM_AMT: random.int(220, 1400) + number / 1000,
      COVR: random.chance(0.03) ? null : random.pick(["FULL", "FULL", "TPL"]),
    };
  });
  writeTable(
    db,
    "INS_POL",
    "POL_NO TEXT, VEH_ID INTEGER, INSR_NM TEXT, STRT_DT TEXT, END_DT TEXT, PREM_AMT REAL, COVR TEXT",
    rows,
  );
}
