import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { TODAY } from "./calendar.ts";
import { DIAGNOSES } from "./hospital-names.ts";

/** The catalogue of diagnoses, and the admissions: each with the doctor who admitted and the one who attends. */
export function fillStays(
  db: Database.Database,
  random: Random,
  patients: Row[],
  wards: Row[],
  doctors: Row[],
): Row[] {
  const catalogue = DIAGNOSES.map(([code, text, chronic]) => ({
    DIAG_CD: code,
    DIAG_DESC: text,
    CHRN_FLG: chronic,
    AVG_LOS: random.chance(0.08) ? null : random.int(1, 14),
  }));
  writeTable(db, "DIAG_REF", "DIAG_CD TEXT, DIAG_DESC TEXT, CHRN_FLG TEXT, AVG_LOS INTEGER", catalogue);
  const rows = rowsOf(700, (number) => stayOf(random, number, patients, wards, doctors));
  writeTable(
    db,
    "ADM_EPS",
    `ADM_NO INTEGER, PAT_NO INTEGER, WRD_CD TEXT, ADM_DT TEXT, ADM_TYP TEXT, ADM_DOC TEXT, ATT_DOC TEXT, DIAG_CD TEXT,
     PLN_DSCH_DT TEXT, DSCH_DT TEXT, DSCH_CD TEXT`,
    rows,
  );
  return rows;
}

function stayOf(random: Random, number: number, patients: Row[], wards: Row[], doctors: Row[]): Row {
  const admitted = random.date("2025-09-01", "2026-11-22");
  const planned = addDays(admitted, random.int(1, 14));
  const left = addDays(planned, random.pick([-1, 0, 0, 0, 1, 2, 5]));
  const discharged = random.chance(0.03) ? addDays(admitted, -random.int(1, 9)) : left;
  const gone = discharged < TODAY && random.chance(0.96);
  const admitting = String(random.pick(doctors.slice(0, 80)).DOC_NO);
  // Those from D073 on only help out at the admission desk, and attend nobody.
  const attends = admitting < "D073";
  return {
    ADM_NO: 500_000 + number,
    PAT_NO: random.chance(0.015) ? 199_000 + number : Number(random.pick(patients.slice(0, 390)).PAT_NO),
    WRD_CD: random.chance(0.02) ? random.pick(["ZZZ1", ""]) : String(random.pick(wards.slice(0, 37)).WRD_CD),
    ADM_DT: admitted,
    ADM_TYP: random.pick([
      "EMERGENCY",
      "EMERGENCY",
      "ELECTIVE",
      "ELECTIVE",
      "TRANSFER",
      "Emerg.",
      "elective",
    ]),
    ADM_DOC: admitting,
    ATT_DOC: random.chance(0.04)
      ? random.pick([null, "D999"])
      : attends && random.chance(0.4)
        ? admitting
        : String(random.pick(doctors.slice(0, 72)).DOC_NO),
    DIAG_CD: random.chance(0.04) ? random.pick([null, "", "Q99"]) : random.pick(DIAGNOSES.slice(0, 41))[0],
    PLN_DSCH_DT: random.chance(0.05) ? null : planned,
    DSCH_DT: gone ? discharged : null,
    DSCH_CD: gone
      ? random.pick(["HOME", "HOME", "HOME", "TRANSFER", "REHAB", "DIED"])
      : random.chance(0.08)
        ? "HOME"
        : null,
  };
}
