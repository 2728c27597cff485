import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CUSTOMERS, STAFF } from "./food-names.ts";

interface Masters {
  recipes: Row[];
  ingredients: Row[];
  locations: Row[];
}

/** What goes through the factory: batches with their checks and complaints, and what suppliers bring. */
export function fillFoodPlant(db: Database.Database, random: Random, masters: Masters): void {
  const batches = fillBatches(db, random, masters);
  fillChecks(db, random, batches);
  fillComplaints(db, random, batches);
  fillDeliveries(db, random, masters);
}

function fillBatches(db: Database.Database, random: Random, { recipes, locations }: Masters): Row[] {
  const rows = rowsOf(900, (number) => {
    const recipe = recipes[random.chance(0.06) ? 5 : random.int(0, 79)] as Row;
    const made = random.date("2025-06-01", "2026-11-22");
    const planned = Number(recipe.YLD_KG) * (random.chance(0.07) ? 1.5 : 1);
    const state = random.pick([
      "Released",
      "Released",
      "Released",
      "Released",
      "Blocked",
      "In Process",
      "Scrapped",
    ]);
    const expires = random.chance(0.02) ? addDays(made, -3) : addDays(made, Number(recipe.SHLF_DAYS));
    return {
      BTCH_NO: number % 150 === 0 ? `B-${number}` : `B${String(26_000 + number)}`,
      RCP_CD: random.chance(0.01) ? "R999" : (recipe.RCP_CD as string),
      LINE_CD: random.pick(["LINE 1", "LINE 2", "LINE 3", "LINE 4"]),
      PRD_DT: made,
      EXP_DT: random.chance(0.02) ? null : expires,
      PLN_KG: planned,
      ACT_KG: state === "In Process" ? null : round(planned * random.decimal(0.82, 1.08, 3), 1),
      SHFT: random.pick(["Early", "Late", "Night"]),
      OPR_NM: random.chance(0.04) ? "" : random.pick(STAFF),
      STAT: state,
      LOC_CD: random.chance(0.05)
        ? null
        : random.chance(0.01)
          ? "LOC-900"
          : (locations[random.int(0, 54)]?.LOC_CD as string),
    };
  });
  writeTable(
    db,
    "T_BTCH",
    "BTCH_NO TEXT, RCP_CD TEXT, LINE_CD TEXT, PRD_DT DATE, EXP_DT DATE, PLN_KG NUMERIC, ACT_KG NUMERIC, SHFT TEXT, OPR_NM TEXT, STAT TEXT, LOC_CD TEXT",
    rows,
  );
  return rows;
}

/** What is checked, with its limits. */
const CHECKS: readonly (readonly [type: string, low: number, high: number])[] = [
  ["pH", 3.5, 6.8],
  ["Weight", 480, 520],
  ["Core Temperature", 68, 95],
  ["Metal", 0, 1],
  ["Microbiology", 0, 100],
];

function fillChecks(db: Database.Database, random: Random, batches: Row[]): void {
  const rows = rowsOf(2_400, (number) => {
    const batch = batches[random.int(0, 839)] as Row;
    const [type, low, high] = random.pick(CHECKS);
    const width = high - low;
    const value = random.chance(0.03) ? null : random.decimal(low - width * 0.06, high + width * 0.06, 2);
    const within = value !== null && value >= low && value <= high;
    const right = within ? "PASS" : "FAIL";
    return {
      QC_NO: 700_000 + number,
      BTCH_NO: random.chance(0.008) ? `B${random.int(30_000, 30_050)}` : (batch.BTCH_NO as string),
      CHK_TYP: type,
      CHK_DT: addDays(batch.PRD_DT as string, random.chance(0.02) ? -1 : random.int(0, 4)),
      MEAS_VAL: value,
      LO_LIM: low,
      UP_LIM: high,
      RES: value === null ? null : random.chance(0.02) ? (within ? "FAIL" : "PASS") : right,
      INSP_NM: random.chance(0.05) ? random.pick(["", " "]) : random.pick(STAFF),
    };
  });
  writeTable(
    db,
    "T_QC",
    "QC_NO INTEGER, BTCH_NO TEXT, CHK_TYP TEXT, CHK_DT DATE, MEAS_VAL NUMERIC, LO_LIM NUMERIC, UP_LIM NUMERIC, RES TEXT, INSP_NM TEXT",
    rows,
  );
}

function fillComplaints(db: Database.Database, random: Random, batches: Row[]): void {
  const rows = rowsOf(320, (number) => {
    const batch = batches[random.chance(0.08) ? 112 : random.int(0, 899)] as Row;
    const received = addDays(batch.PRD_DT as string, random.int(4, 90));
    const closed = addDays(received, random.int(1, 60));
    const open = random.chance(0.2) || closed > "2026-11-25";
    return {
      CMPL_NO: `C-${String(5_000 + number)}`,
      BTCH_NO: random.chance(0.07)
        ? null
        : random.chance(0.03)
          ? `X${random.digits(5)}`
          : (batch.BTCH_NO as string),
      RCP_CD: random.chance(0.06) ? "R104" : (batch.RCP_CD as string),
      CUST_NM: random.chance(0.04) ? "DELIMARKT" : random.pick(CUSTOMERS),
      RCV_DT: received > "2026-11-25" ? "2026-11-25" : received,
      CAT: random.pick(["Taste", "Foreign Body", "Packaging", "Spoilage", "Labelling", "Packaging"]),
      SEV: random.pick(["Low", "Low", "Medium", "Medium", "High", "Critical"]),
      CLS_DT: open ? null : closed,
      RFND_AMT: random.chance(0.3) ? null : random.decimal(5, 900, 2),
    };
  });
  writeTable(
    db,
    "T_CMPL",
    "CMPL_NO TEXT, BTCH_NO TEXT, RCP_CD TEXT, CUST_NM TEXT, RCV_DT DATE, CAT TEXT, SEV TEXT, CLS_DT DATE, RFND_AMT NUMERIC",
    rows,
  );
}

function fillDeliveries(db: Database.Database, random: Random, { ingredients, locations }: Masters): void {
  const rows = rowsOf(1_300, (number) => {
    const ingredient = ingredients[random.int(0, 79)] as Row;
    const other = ingredients[random.int(0, 79)] as Row;
    const ordered = random.int(2, 60) * 50;
    const due = random.date("2025-09-01", "2026-11-25");
    return {
      DLV_NO: number % 325 === 0 ? `D${40_000 + number - 1}` : `D${40_000 + number}`,
      SUPP_NO: (random.chance(0.06) ? other.SUPP_NO : ingredient.SUPP_NO) as string | null,
      ING_CD: ingredient.ING_CD as string,
      LOT_NO: random.chance(0.05)
        ? random.chance(0.5)
          ? " "
          : null
        : `LT${random.digits(random.chance(0.03) ? 5 : 6)}`,
      DUE_DT: due,
      DLV_DT: random.chance(0.04) ? null : addDays(due, random.pick([-2, -1, 0, 0, 0, 0, 1, 2, 6])),
      QTY_ORD: ordered,
      QTY_RCV: random.chance(0.7) ? ordered : round(ordered * random.decimal(0.6, 1.1, 2), 1),
      UNT_PRC: random.chance(0.01) ? 0 : round(Number(ingredient.STD_CST) * random.decimal(0.85, 1.3, 3), 2),
      TMP_C: random.decimal(-22, 18, 1),
      LOC_CD: random.chance(0.04) ? null : (locations[random.int(10, 63)]?.LOC_CD as string),
      STAT: random.pick(["Accepted", "Accepted", "Accepted", "Accepted", "On Hold", "Rejected"]),
    };
  });
  writeTable(
    db,
    "T_DLV",
    "DLV_NO TEXT, SUPP_NO TEXT, ING_CD TEXT, LOT_NO TEXT, DUE_DT DATE, DLV_DT DATE, QTY_ORD NUMERIC, QTY_RCV NUMERIC, UNT_PRC NUMERIC, TMP_C NUMERIC, LOC_CD TEXT, STAT TEXT",
    rows,
  );
}
