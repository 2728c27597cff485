import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { awayFromEdges, ifPast, plainDay, TODAY } from "./days.ts";
import { BRANCHES, PRODUCTS } from "./lending-names.ts";

/** The loans, and what hangs on them: instalments, payments, collateral and guarantees. */
export function fillLoans(db: Database.Database, random: Random, customers: Row[], employees: Row[]): void {
  const loans = rowsOf(520, (number) => loanOf(random, number, customers, employees));
  writeTable(
    db,
    "LN_ACC",
    `LN_NO TEXT, CUST_NO INTEGER, PRD_CD TEXT, BRN_CD TEXT, OFF_EMP TEXT, APRV_EMP TEXT, APP_DT TEXT, APRV_DT TEXT,
     DSB_DT TEXT, MAT_DT TEXT, CLS_DT TEXT, PRIN_AMT REAL, OUTS_AMT REAL, INT_RT REAL, TRM_MTH INTEGER, LN_STS TEXT,
     PURP_TXT TEXT`,
    loans,
  );
  const instalments = fillInstalments(db, random, loans);
  fillPayments(db, random, instalments);
  fillCollateral(db, random, loans);
  fillGuarantees(db, random, loans, customers);
}

const PURPOSES = [
  "home purchase",
  "home improvement",
  "vehicle",
  "tuition",
  "stock",
  "machinery",
  "refinancing",
  "wedding",
];

function loanOf(random: Random, number: number, customers: Row[], employees: Row[]): Row {
  const product = random.pick(PRODUCTS.slice(0, 11));
  const applied = random.date("2024-01-05", "2026-11-18");
  const approved = addDays(applied, random.chance(0.02) ? -3 : random.int(1, 40));
  const paidOut = addDays(approved, random.int(1, 30));
  const months = Math.min(product[5], random.pick([12, 18, 24, 36, 60, 120, 240]));
  const amount = random.chance(0.04)
    ? product[3] + 5000
    : Math.round(random.int(product[2], product[3]) / 500) * 500;
  const refused = random.chance(0.08);
  const out = !refused && ifPast(paidOut) !== null;
  const matures = awayFromEdges(addDays(paidOut, Math.round(months * 30.44)));
  const closed = out && (matures < TODAY ? random.chance(0.85) : random.chance(0.08));
  const officer = random.pick(employees.slice(14, 84)).EMP_ID;
  return {
    LN_NO: `LN${40_000 + number}`,
    CUST_NO: random.chance(0.015) ? 290_000 + number : Number(random.pick(customers.slice(0, 330)).CUST_NO),
    PRD_CD: random.chance(0.012) ? "OLDX" : product[0],
    BRN_CD: random.chance(0.02) ? random.pick([null, "B000"]) : random.pick(BRANCHES.slice(0, 13))[0],
    OFF_EMP: random.chance(0.03) ? random.pick([null, "E8888"]) : (officer ?? null),
    APRV_EMP: !out
      ? null
      : random.chance(0.04)
        ? (officer ?? null)
        : `E${String(random.int(1, 30)).padStart(4, "0")}`,
    APP_DT: applied,
    APRV_DT: refused ? null : ifPast(approved),
    DSB_DT: out ? paidOut : null,
    MAT_DT: out ? (random.chance(0.03) ? null : matures) : null,
    CLS_DT: closed
      ? (ifPast(addDays(matures, -random.int(0, 20))) ?? random.date(paidOut, "2026-11-20"))
      : null,
    PRIN_AMT: amount,
    OUTS_AMT: closed
      ? random.chance(0.06)
        ? 120
        : 0
      : out
        ? round(amount * random.decimal(0.05, 1.02, 3), 2)
        : null,
    INT_RT: random.chance(0.02)
      ? random.pick([0, 39])
      : round(product[4] + random.pick([-0.4, 0, 0, 0.5, 1.2]), 2),
    TRM_MTH: random.chance(0.03) ? 480 : months,
    LN_STS: refused
      ? "REJECTED"
      : !out
        ? "PENDING"
        : closed
          ? random.chance(0.04)
            ? "CLSD"
            : "CLOSED"
          : openStatus(random),
    PURP_TXT: random.chance(0.1) ? random.pick([null, "", "-"]) : random.pick(PURPOSES),
  };
}

function openStatus(random: Random): string {
  return random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ARREARS", "DEFAULT", "WRITTEN OFF"]);
}

function fillInstalments(db: Database.Database, random: Random, loans: Row[]): Row[] {
  const rows: Row[] = [];
  for (const loan of loans) {
    if (loan.DSB_DT === null || random.chance(0.03)) continue;
    const part = round(Number(loan.PRIN_AMT) / Number(loan.TRM_MTH), 2);
    const last = random.int(2, 6);
    for (let number = 1; number <= last; number += 1) {
      const due = awayFromEdges(addDays(String(loan.DSB_DT), number * 30));
      const interest = round((Number(loan.PRIN_AMT) * Number(loan.INT_RT)) / 1200, 2);
      const total = round(part + interest + (random.chance(0.02) ? 7.5 : 0), 2);
      const paid = ifPast(addDays(due, random.pick([-6, -2, 0, 0, 3, 12, 40, 95])));
      const settles = paid !== null && !random.chance(0.1);
      rows.push({
        INST_ID: 600_001 + rows.length,
        LN_NO: random.chance(0.005) ? `LN${99_000 + rows.length}` : String(loan.LN_NO),
        INST_NO: number,
        DUE_DT: due,
        PRN_DUE: part,
        INT_DUE: interest,
        TOT_DUE: total,
        PAID_AMT: settles ? (random.chance(0.08) ? round(total * 0.5, 2) : total) : 0,
        PAID_DT: settles ? paid : random.chance(0.01) ? "2026-10-05" : null,
      });
    }
  }
  writeTable(
    db,
    "INST_SCH",
    `INST_ID INTEGER, LN_NO TEXT, INST_NO INTEGER, DUE_DT TEXT, PRN_DUE REAL, INT_DUE REAL, TOT_DUE REAL, PAID_AMT REAL,
     PAID_DT TEXT`,
    rows,
  );
  return rows;
}

function fillPayments(db: Database.Database, random: Random, instalments: Row[]): void {
  const paid = instalments.filter((row) => row.PAID_DT !== null && random.chance(0.95));
  const rows: Row[] = paid.map((row, index) => ({
    TXN_ID: 1_000_001 + index,
    LN_NO: random.chance(0.006) ? `LN${98_000 + index}` : String(row.LN_NO),
    INST_ID: random.chance(0.02) ? null : Number(row.INST_ID),
    TXN_DT: random.chance(0.02) ? addDays(String(row.PAID_DT), -1) : String(row.PAID_DT),
    TXN_AMT: random.chance(0.04) ? round(Number(row.PAID_AMT) - 25, 2) : Number(row.PAID_AMT),
    CHNL_CD: random.chance(0.03)
      ? random.pick([null, "DIRDEB"])
      : random.pick(["DEBIT", "DEBIT", "TRANSFER", "BRANCH", "MOBILE"]),
    RVRS_FLG: random.chance(0.04) ? "Y" : "N",
  }));
  for (const row of rows.slice(100, 109)) rows.push({ ...row, TXN_ID: 1_000_001 + rows.length });
  writeTable(
    db,
    "PMT_TXN",
    "TXN_ID INTEGER, LN_NO TEXT, INST_ID INTEGER, TXN_DT TEXT, TXN_AMT REAL, CHNL_CD TEXT, RVRS_FLG TEXT",
    rows,
  );
}

function fillCollateral(db: Database.Database, random: Random, loans: Row[]): void {
  const needs = new Set<string>(PRODUCTS.filter((product) => product[6] === "Y").map(([code]) => code));
  const secured = loans.filter(
    (loan) => loan.DSB_DT !== null && random.chance(needs.has(String(loan.PRD_CD)) ? 0.92 : 0.06),
  );
  const rows = secured.map((loan, index) => ({
    CLT_ID: `C${5001 + index}`,
    LN_NO: random.chance(0.02) ? `LN${97_000 + index}` : String(loan.LN_NO),
    CLT_TYP: random.chance(0.03)
      ? "Property"
      : random.pick(["REAL ESTATE", "REAL ESTATE", "VEHICLE", "MACHINERY", "DEPOSIT"]),
    CLT_VAL: random.chance(0.04)
      ? random.pick([0, null])
      : Math.round(Number(loan.PRIN_AMT) * random.decimal(0.7, 1.9, 2)),
    VAL_DT: random.chance(0.05) ? null : plainDay(random, "2023-03-01", "2026-11-12"),
    INS_EXP_DT: random.chance(0.12) ? null : plainDay(random, "2026-04-01", "2028-03-31"),
    REG_NO: random.chance(0.07)
      ? random.pick([null, ""])
      : random.chance(0.03)
        ? "RG-100200"
        : `RG-${random.digits(6)}`,
    RLS_DT:
      loan.CLS_DT !== null && random.chance(0.8) ? addDays(String(loan.CLS_DT), random.int(1, 9)) : null,
  }));
  for (const row of rows) if (row.RLS_DT !== null && row.RLS_DT >= TODAY) row.RLS_DT = "2026-11-25";
  writeTable(
    db,
    "CLT_MST",
    `CLT_ID TEXT, LN_NO TEXT, CLT_TYP TEXT, CLT_VAL REAL, VAL_DT TEXT, INS_EXP_DT TEXT, REG_NO TEXT, RLS_DT TEXT`,
    rows,
  );
}

function fillGuarantees(db: Database.Database, random: Random, loans: Row[], customers: Row[]): void {
  const rows = rowsOf(170, (number) => {
    const loan = random.pick(loans.filter((candidate) => candidate.DSB_DT !== null));
    const signed = addDays(String(loan.DSB_DT), -random.int(0, 15));
    return {
      GRT_ID: `G${3000 + number}`,
      LN_NO: String(loan.LN_NO),
      GRT_CUST: random.chance(0.03)
        ? random.pick([null, 299_999])
        : random.chance(0.04)
          ? Number(loan.CUST_NO)
          : Number(random.pick(customers.slice(60, 370)).CUST_NO),
      GRT_AMT: round(Number(loan.PRIN_AMT) * random.pick([0.25, 0.5, 1, 1, 1.2]), 2),
      SGN_DT: random.chance(0.04) ? null : signed,
      EXP_DT: random.chance(0.15)
        ? null
        : random.chance(0.04)
          ? addDays(signed, -30)
          : awayFromEdges(addDays(signed, random.int(300, 1500))),
    };
  });
  writeTable(
    db,
    "GRT_REG",
    "GRT_ID TEXT, LN_NO TEXT, GRT_CUST INTEGER, GRT_AMT REAL, SGN_DT TEXT, EXP_DT TEXT",
    rows,
  );
}
