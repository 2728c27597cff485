import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDate, TODAY, untilToday } from "./calendar.ts";
import { TESTS } from "./hospital-names.ts";

/** The laboratory's own system: its patients under its own numbers, tests, orders, results, analysers and bills. */
export function fillLaboratory(
  db: Database.Database,
  random: Random,
  patients: Row[],
  stays: Row[],
  doctors: Row[],
): void {
  fillLabPatients(db, random, patients);
  const tests = fillTests(db, random);
  const analysers = fillAnalysers(db, random);
  const orders = fillOrders(db, random, stays, doctors, tests);
  fillResults(db, random, orders, analysers);
  fillBills(db, random, orders);
}

function fillLabPatients(db: Database.Database, random: Random, patients: Row[]): void {
  const rows = patients
    .filter(() => random.chance(0.88))
    .map((patient, index) => ({
      LAB_PID: `L${String(index + 1).padStart(5, "0")}`,
      INS_NO: random.chance(0.03) ? random.digits(9) : (patient.INS_NO ?? null),
      LST_NM: random.chance(0.04) ? `${String(patient.LST_NM).trim()}-Moss` : String(patient.LST_NM).trim(),
      BRTH_DT: random.chance(0.04) ? random.date("1940-01-01", "2010-12-31") : (patient.BRTH_DT ?? null),
      BLD_GRP: random.chance(0.06) ? "B-" : (patient.BLD_GRP ?? null),
      CRT_DT: random.date("2019-01-01", "2026-11-20"),
    }));
  writeTable(
    db,
    "LIS_PAT",
    "LAB_PID TEXT, INS_NO TEXT, LST_NM TEXT, BRTH_DT TEXT, BLD_GRP TEXT, CRT_DT TEXT",
    rows,
  );
}

function fillTests(db: Database.Database, random: Random): Row[] {
  const rows = TESTS.map(([code, name, specimen, unit, low, high]) => {
    const turned = random.chance(0.06);
    return {
      TST_CD: code,
      TST_NM: name,
      SPM_TYP: specimen,
      UNIT_CD: random.chance(0.06) ? "" : unit,
      REF_LOW: turned ? high : low,
      REF_HI: turned ? low : high,
      LIST_PRC: random.int(6, 90) / 2,
      TAT_HRS: random.pick([1, 2, 4, 24, 48, 72]),
      ACT_FLG: random.chance(0.88) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "TST_CAT",
    `TST_CD TEXT, TST_NM TEXT, SPM_TYP TEXT, UNIT_CD TEXT, REF_LOW REAL, REF_HI REAL, LIST_PRC REAL, TAT_HRS INTEGER,
     ACT_FLG TEXT`,
    rows,
  );
  return rows;
}

function fillAnalysers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(40, (number) => {
    const installed = random.date("2012-01-01", "2025-12-31");
    const serviced = random.chance(0.04)
      ? addDays(installed, -30)
      : clearDate(random, "2026-01-01", "2026-11-20");
    return {
      ANL_ID: `AN${String(number).padStart(2, "0")}`,
      MDL_NM: random.pick(["Cobalt 400", "Cobalt 800", "Hemalyst", "Clarion X", "Clarion S"]),
      MFR_NM: random.chance(0.12) ? " " : random.pick(["Rossmed", "Rossmed", "ROSSMED", "Abelon", "Sysmark"]),
      SER_NO: number % 13 === 0 ? "SN-778121" : `SN-${random.digits(6)}`,
      INST_DT: installed,
      LST_SVC_DT: serviced,
      NXT_SVC_DT: random.chance(0.06) ? null : addDays(serviced, 180),
      PRCH_AMT: random.int(20, 190) * 1000,
    };
  });
  writeTable(
    db,
    "ANL_EQP",
    `ANL_ID TEXT, MDL_NM TEXT, MFR_NM TEXT, SER_NO TEXT, INST_DT TEXT, LST_SVC_DT TEXT, NXT_SVC_DT TEXT, PRCH_AMT REAL`,
    rows,
  );
  return rows;
}

function fillOrders(
  db: Database.Database,
  random: Random,
  stays: Row[],
  doctors: Row[],
  tests: Row[],
): Row[] {
  const rows = rowsOf(1100, (number) => {
    const stay = random.pick(stays.slice(0, 640));
    const test = random.pick(tests.slice(0, 39));
    const ordered = addDays(String(stay.ADM_DT), random.int(0, 3));
    const sampled = random.chance(0.02) ? addDays(ordered, -1) : addDays(ordered, random.pick([0, 0, 1]));
    return {
      ORD_NO: 9_000_000 + number,
      ADM_NO: random.chance(0.01) ? 599_999 : Number(stay.ADM_NO),
      DOC_NO: random.chance(0.02) ? null : String(random.pick(doctors.slice(0, 75)).DOC_NO),
      TST_CD: random.chance(0.01) ? "OLDT" : String(test.TST_CD),
      ORD_DT: ordered,
      SPM_DT: random.chance(0.05) ? null : untilToday(sampled),
      PRI_CD: random.chance(0.02)
        ? random.pick(["?", "ASAP"])
        : random.pick(["ROUTINE", "ROUTINE", "URGENT", "STAT"]),
      ORD_STS: random.pick([
        "COMPLETED",
        "COMPLETED",
        "COMPLETED",
        "Complete",
        "CANCELLED",
        "Canceled",
        "PENDING",
      ]),
      PRC_AMT: random.chance(0.06) ? round(Number(test.LIST_PRC) + 5, 2) : Number(test.LIST_PRC),
    };
  });
  writeTable(
    db,
    "LAB_ORD",
    `ORD_NO INTEGER, ADM_NO INTEGER, DOC_NO TEXT, TST_CD TEXT, ORD_DT TEXT, SPM_DT TEXT, PRI_CD TEXT, ORD_STS TEXT,
     PRC_AMT REAL`,
    rows,
  );
  return rows;
}

function fillResults(db: Database.Database, random: Random, orders: Row[], analysers: Row[]): void {
  const ranges = new Map<string, [low: number, high: number, unit: string]>(
    TESTS.map(([code, , , unit, low, high]) => [code, [low, high, unit]]),
  );
  const done = orders.filter((order) => String(order.ORD_STS).startsWith("C") && random.chance(0.86));
  const rows = done.map((order, index) => {
    const [low, high, unit] = ranges.get(String(order.TST_CD)) ?? [1, 10, "mg/L"];
    const value = round(low + random.decimal(-0.3, 1.5, 3) * (high - low), 2);
    const outside = value < low || value > high;
    const measured = random.chance(0.02)
      ? addDays(String(order.ORD_DT), -2)
      : addDays(String(order.ORD_DT), random.int(0, 5));
    return {
      RES_NO: 70_001 + index,
      ORD_NO: random.chance(0.012) ? 9_900_000 + index : Number(order.ORD_NO),
      TST_CD: random.chance(0.015) ? "HGB" : String(order.TST_CD),
      RES_DT: untilToday(measured) ?? TODAY,
      RES_VAL: random.chance(0.02) ? null : value,
      UNIT_CD: random.chance(0.02) ? null : unit,
      ABN_FLG: random.chance(0.03) ? (outside ? "N" : "Y") : outside ? "Y" : "N",
      ANL_ID: random.chance(0.015)
        ? random.pick(["AN77", ""])
        : String(random.pick(analysers.slice(0, 36)).ANL_ID),
      VLD_DT: random.chance(0.1) ? null : addDays(measured, random.int(0, 1)),
    };
  });
  for (const row of rows.slice(10, 22)) rows.push({ ...row, RES_NO: Number(row.RES_NO) + 5000 });
  writeTable(
    db,
    "LAB_RES",
    `RES_NO INTEGER, ORD_NO INTEGER, TST_CD TEXT, RES_DT TEXT, RES_VAL REAL, UNIT_CD TEXT, ABN_FLG TEXT, ANL_ID TEXT,
     VLD_DT TEXT`,
    rows,
  );
}

function fillBills(db: Database.Database, random: Random, orders: Row[]): void {
  const billed = orders.filter((order) => order.ORD_STS !== "PENDING" && random.chance(0.85));
  const rows = billed.map((order, index) => {
    const issued = addDays(String(order.ORD_DT), random.int(3, 20));
    const paid = addDays(issued, random.int(2, 70));
    return {
      BIL_NO: `B${200_001 + index}`,
      ORD_NO: random.chance(0.01) ? 9_990_000 + index : Number(order.ORD_NO),
      BIL_DT: issued,
      DUE_DT: addDays(issued, 30),
      BIL_AMT: random.chance(0.05) ? round(Number(order.PRC_AMT) * 1.2, 2) : Number(order.PRC_AMT),
      PYR_TYP: random.chance(0.03) ? "" : random.pick(["FUND", "FUND", "FUND", "PRIVATE", "SELF"]),
      PAID_DT: random.chance(0.12) ? null : untilToday(paid),
    };
  });
  for (const row of rows.slice(40, 48)) rows.push({ ...row, BIL_DT: addDays(row.BIL_DT, 1) });
  writeTable(
    db,
    "LAB_BIL",
    "BIL_NO TEXT, ORD_NO INTEGER, BIL_DT TEXT, DUE_DT TEXT, BIL_AMT REAL, PYR_TYP TEXT, PAID_DT TEXT",
    rows,
  );
}
