import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { plainDay } from "./days.ts";
import { fillLoans } from "./lending-loans.ts";
import { BRANCHES, FIRST, LAST, PRODUCTS } from "./lending-names.ts";

/** A bank's lending system: names in abbreviated capitals, and no key declared anywhere. */
export function fillLending(db: Database.Database): void {
  const random = makeRandom(30_091_871);
  const employees = fillEmployees(db, random);
  fillBranches(db, random);
  const customers = fillCustomers(db, random);
  fillProducts(db, random);
  fillLoans(db, random, customers, employees);
}

function fillEmployees(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(96, (number) => {
    const last = random.pick(LAST);
    const hired = random.date("2001-01-01", "2026-09-15");
    const job =
      number <= 14 ? "MANAGER" : random.pick(["OFFICER", "OFFICER", "OFFICER", "ANALYST", "TELLER"]);
    return {
      EMP_ID: `E${String(number).padStart(4, "0")}`,
      LST_NM: last,
      FST_NM: random.pick(FIRST),
      JOB_CD: random.chance(0.03) ? "OFCR" : job,
      BRN_CD: random.chance(0.03) ? random.pick(["B099", null]) : (BRANCHES[number % 14] ?? BRANCHES[0])[0],
      SUP_EMP:
        number <= 14
          ? null
          : random.chance(0.05)
            ? random.pick([null, "E7777"])
            : `E${String((number % 14) + 1).padStart(4, "0")}`,
      HIRE_DT: hired,
      TRM_DT: random.chance(0.14)
        ? random.chance(0.1)
          ? addDays(hired, -20)
          : random.date("2025-03-01", "2026-11-05")
        : null,
      APRV_LMT:
        job === "MANAGER" ? 250_000 : job === "OFFICER" ? random.pick([20_000, 50_000, 100_000]) : null,
      EMAIL_ADR: random.chance(0.08)
        ? random.pick([null, ""])
        : `${last.toLowerCase()}${number}@bank.example`,
    };
  });
  writeTable(
    db,
    "EMP_MST",
    `EMP_ID TEXT, LST_NM TEXT, FST_NM TEXT, JOB_CD TEXT, BRN_CD TEXT, SUP_EMP TEXT, HIRE_DT TEXT, TRM_DT TEXT,
     APRV_LMT REAL, EMAIL_ADR TEXT`,
    rows,
  );
  return rows;
}

function fillBranches(db: Database.Database, random: Random): void {
  const rows = BRANCHES.map(([code, name, region, city], index) => ({
    BRN_CD: code,
    BRN_NM: name,
    RGN_CD: index === 8 ? null : region,
    CTY_NM: city,
    OPN_DT: random.date("1975-01-01", "2024-06-30"),
    CLS_DT: index === 2 || index === 11 ? random.date("2026-02-01", "2026-09-30") : null,
    MGR_EMP: index === 5 ? null : index === 9 ? "E6001" : `E${String(index + 1).padStart(4, "0")}`,
    CSH_LMT: random.int(10, 60) * 10_000,
  }));
  writeTable(
    db,
    "BRN_MST",
    "BRN_CD TEXT, BRN_NM TEXT, RGN_CD TEXT, CTY_NM TEXT, OPN_DT TEXT, CLS_DT TEXT, MGR_EMP TEXT, CSH_LMT REAL",
    rows,
  );
}

function fillCustomers(db: Database.Database, random: Random): Row[] {
  const taxes: string[] = [];
  const rows = rowsOf(380, (number) => {
    const last = random.pick(LAST);
    const tax = taxes.length > 12 && random.chance(0.03) ? random.pick(taxes) : `T${random.digits(8)}`;
    taxes.push(tax);
    const business = random.chance(0.18);
    return {
      CUST_NO: 200_000 + number,
      LST_NM: random.chance(0.03) ? ` ${last}` : last,
      FST_NM: random.pick(FIRST),
      TAX_ID: random.chance(0.05) ? random.pick([null, "", "   "]) : tax,
      BRTH_DT: random.chance(0.03) ? null : random.date("1944-01-01", "2007-12-31"),
      CITY_NM: random.chance(0.05) ? random.pick([null, ""]) : random.pick(BRANCHES)[3],
      SEG_CD: random.chance(0.03)
        ? "RETL"
        : business
          ? "BUSINESS"
          : random.pick(["RETAIL", "RETAIL", "RETAIL", "PREMIUM"]),
      RSK_CLS: random.chance(0.06)
        ? random.pick([null, "X"])
        : random.pick(["A", "B", "B", "C", "C", "D", "E"]),
      ANNL_INC: random.chance(0.07) ? random.pick([null, 0]) : random.int(14, 180) * 1000,
      KYC_DT: random.chance(0.07) ? null : plainDay(random, "2022-01-01", "2026-11-18"),
      HM_BRN: random.chance(0.03) ? random.pick(["B077", null]) : random.pick(BRANCHES)[0],
      EMAIL_ADR: random.chance(0.1)
        ? random.pick([null, ""])
        : `${last.toLowerCase()}${number}${random.chance(0.04) ? "#" : "@"}mail.example`,
      TEL_NO: random.chance(0.1) ? random.pick([null, "", "000"]) : `06${random.digits(8)}`,
      MKT_FLG: random.pick(["Y", "N", "N"]),
    };
  });
  writeTable(
    db,
    "CUST_MST",
    `CUST_NO INTEGER, LST_NM TEXT, FST_NM TEXT, TAX_ID TEXT, BRTH_DT TEXT, CITY_NM TEXT, SEG_CD TEXT, RSK_CLS TEXT,
     ANNL_INC REAL, KYC_DT TEXT, HM_BRN TEXT, EMAIL_ADR TEXT, TEL_NO TEXT, MKT_FLG TEXT`,
    rows,
  );
  return rows;
}

function fillProducts(db: Database.Database, random: Random): void {
  const rows = PRODUCTS.map(([code, name, least, most, rate, months, secured], index) => ({
    PRD_CD: code,
    PRD_NM: name,
    MIN_AMT: least,
    MAX_AMT: most,
    BASE_RT: rate,
    MAX_TRM: random.chance(0.1) ? null : months,
    CLT_REQ: secured,
    ACT_FLG: index === 4 || index === 11 ? "N" : "Y",
  }));
  writeTable(
    db,
    "LN_PRD",
    `PRD_CD TEXT, PRD_NM TEXT, MIN_AMT REAL, MAX_AMT REAL, BASE_RT REAL, MAX_TRM INTEGER, CLT_REQ TEXT, ACT_FLG TEXT`,
    rows,
  );
}
