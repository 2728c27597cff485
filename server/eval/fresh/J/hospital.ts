import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDate } from "./calendar.ts";
import { fillLaboratory } from "./hospital-lab.ts";
import { CITIES, FAMILY_NAMES, GIVEN_NAMES, WARDS } from "./hospital-names.ts";
import { fillStays } from "./hospital-stays.ts";

const BLOOD_GROUPS = ["A+", "A+", "A-", "B+", "B-", "AB+", "O+", "O+", "O-"] as const;

/** A hospital's admission system and its laboratory's: terse names in capitals, and no key declared anywhere. */
export function fillHospital(db: Database.Database): void {
  const random = makeRandom(20_261_126);
  const patients = fillPatients(db, random);
  const wards = fillWards(db, random);
  fillBeds(db, random, wards);
  const doctors = fillDoctors(db, random);
  const stays = fillStays(db, random, patients, wards, doctors);
  fillLaboratory(db, random, patients, stays, doctors);
}

function fillPatients(db: Database.Database, random: Random): Row[] {
  const insured: string[] = [];
  const rows = rowsOf(420, (number) => {
    const number9 = insured.length > 9 && random.chance(0.03) ? random.pick(insured) : random.digits(9);
    insured.push(number9);
    return {
      PAT_NO: 100_000 + number,
      LST_NM: random.chance(0.03) ? ` ${random.pick(FAMILY_NAMES)}` : random.pick(FAMILY_NAMES),
      FST_NM: random.pick(GIVEN_NAMES),
      BRTH_DT: random.chance(0.02) ? null : random.date("1931-01-01", "2026-03-31"),
      SEX_CD: random.chance(0.05) ? random.pick(["m", "W", "", null]) : random.pick(["M", "F"]),
      INS_NO: random.chance(0.05) ? random.pick([null, "", "   "]) : number9,
      CITY_NM: random.chance(0.06) ? null : random.pick(CITIES),
      TEL_NO: random.chance(0.12) ? random.pick([null, "", "unknown"]) : `07${random.digits(8)}`,
      BLD_GRP: random.chance(0.15)
        ? null
        : random.chance(0.04)
          ? random.pick(["C+", "AO", "0+"])
          : random.pick(BLOOD_GROUPS),
      ALRG_FLG: random.chance(0.22) ? "Y" : "N",
      DTH_DT: random.chance(0.05) ? random.date("2025-06-01", "2026-11-10") : null,
    };
  });
  writeTable(
    db,
    "PAT_MST",
    `PAT_NO INTEGER, LST_NM TEXT, FST_NM TEXT, BRTH_DT TEXT, SEX_CD TEXT, INS_NO TEXT, CITY_NM TEXT, TEL_NO TEXT,
     BLD_GRP TEXT, ALRG_FLG TEXT, DTH_DT TEXT`,
    rows,
  );
  return rows;
}

function fillWards(db: Database.Database, random: Random): Row[] {
  const rows = WARDS.flatMap(([code, name]) =>
    ["1", "2"].map((part) => ({
      WRD_CD: `${code}${part}`,
      WRD_NM: `${name} ${part}`,
      FLR_NO: random.int(0, 7),
      BED_CNT: random.int(4, 9),
      HD_NRS: random.chance(0.12)
        ? random.pick([null, ""])
        : `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}`,
      PRIV_FLG: random.chance(0.2) ? "Y" : "N",
      PHN_EXT: random.chance(0.1) ? null : String(random.int(4100, 4140)),
    })),
  );
  writeTable(
    db,
    "WRD_MST",
    `WRD_CD TEXT, WRD_NM TEXT, FLR_NO INTEGER, BED_CNT INTEGER, HD_NRS TEXT, PRIV_FLG TEXT, PHN_EXT TEXT`,
    rows,
  );
  return rows;
}

function fillBeds(db: Database.Database, random: Random, wards: Row[]): void {
  const rows = wards.slice(0, 38).flatMap((ward) => {
    const count = Number(ward.BED_CNT) + (random.chance(0.15) ? random.pick([-1, 1, 2]) : 0);
    return rowsOf(count, (number) => ({
      BED_ID: `${ward.WRD_CD}-${String(number).padStart(2, "0")}`,
      WRD_CD: random.chance(0.02) ? "OLDW" : String(ward.WRD_CD),
      RM_NO: `${ward.FLR_NO}${String(Math.ceil(number / 2)).padStart(2, "0")}`,
      BED_TYP: random.pick(["STANDARD", "STANDARD", "STANDARD", "ELECTRIC", "BARIATRIC", "COT"]),
      LST_CLN_DT: random.chance(0.06) ? null : clearDate(random, "2026-09-01", "2026-11-24"),
      OOS_FLG: random.chance(0.08) ? "Y" : "N",
    }));
  });
  writeTable(
    db,
    "BED_MST",
    `BED_ID TEXT, WRD_CD TEXT, RM_NO TEXT, BED_TYP TEXT, LST_CLN_DT TEXT, OOS_FLG TEXT`,
    rows,
  );
}

function fillDoctors(db: Database.Database, random: Random): Row[] {
  const licences: string[] = [];
  const rows = rowsOf(90, (number) => {
    const last = random.pick(FAMILY_NAMES);
    const hired = random.date("1998-01-01", "2026-06-30");
    const licence =
      licences.length > 4 && random.chance(0.07) ? random.pick(licences) : `ML${random.digits(6)}`;
    licences.push(licence);
    return {
      DOC_NO: `D${String(number).padStart(3, "0")}`,
      LST_NM: last,
      FST_NM: random.pick(GIVEN_NAMES),
      SPEC_CD: random.chance(0.05)
        ? "XX"
        : random.pick(["CAR", "NEU", "ORT", "PED", "GYN", "ONC", "SUR", "INT"]),
      LIC_NO: random.chance(0.04) ? "" : licence,
      LIC_EXP_DT: random.chance(0.05) ? null : clearDate(random, "2026-03-01", "2030-12-31"),
      HIRE_DT: hired,
      LEFT_DT: random.chance(0.13) ? random.date(addDays(hired, -40), "2026-11-20") : null,
      PGR_NO: random.chance(0.15) ? random.pick([null, " "]) : random.digits(4),
      EMAIL_ADR: random.chance(0.16)
        ? null
        : `${last.toLowerCase()}${number}${random.chance(0.06) ? "#" : "@"}stmary.example`,
      CNSLT_FLG: random.chance(0.35) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "DOC_MST",
    `DOC_NO TEXT, LST_NM TEXT, FST_NM TEXT, SPEC_CD TEXT, LIC_NO TEXT, LIC_EXP_DT TEXT, HIRE_DT TEXT, LEFT_DT TEXT,
     PGR_NO TEXT, EMAIL_ADR TEXT, CNSLT_FLG TEXT`,
    rows,
  );
  return rows;
}
