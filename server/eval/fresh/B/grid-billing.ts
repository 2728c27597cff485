import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, writeTable } from "../tables.ts";

/** A bill of one of the contracts; the newest contracts have none yet, and some numbers were given out twice. */
export function invoice(random: Random, id: number, contracts: Row[]): Row {
  const about = random.pick(contracts.slice(0, contracts.length - 25));
  const issued = random.date("2024-01-05", "2026-11-15");
  const net = random.decimal(18, 940, 2);
  const tax = round(net * 0.19, 2);
  return {
    INV_NR: `R${300_000 + id - (id % 211 === 0 ? 1 : 0)}`,
    CTR_NR: random.chance(0.01) ? random.int(690_000, 690_020) : (about.CTR_NR as number),
    INV_DT: issued,
    DUE_DT: random.chance(0.03) ? null : addDays(issued, random.pick([14, 14, 30])),
    NET_AMT: net,
    TAX_AMT: tax,
    GRS_AMT: random.chance(0.03) ? round(net, 2) : round(net + tax, 2),
    TRF_CD: random.chance(0.06) ? "TR001" : (about.TRF_CD as string),
    INV_STAT: random.pick(["PAID", "PAID", "PAID", "UNPAID", "DUNNED", "VOID"]),
  };
}

/** Money that came in: in full as a rule, of no known bill now and then. */
export function payment(random: Random, id: number, invoices: Row[]): Row {
  const about = random.pick(invoices);
  const full = about.GRS_AMT as number;
  return {
    PAY_ID: id,
    INV_NR: random.chance(0.015) ? `R${random.int(999_000, 999_050)}` : (about.INV_NR as string),
    PAY_DT: addDays(about.INV_DT as string, random.int(1, 55)),
    PAY_AMT: random.chance(0.1) ? round(full / 2, 2) : full,
    PAY_MTH: random.chance(0.04)
      ? random.pick([null, ""])
      : random.pick(["DEBIT", "DEBIT", "TRANSFER", "CASH"]),
    BANK_REF: random.chance(0.1)
      ? random.pick([null, "", " "])
      : `BR${random.digits(random.chance(0.05) ? 6 : 8)}`,
  };
}

export function writeBillingTables(db: Database.Database, invoices: Row[], payments: Row[]): void {
  writeTable(
    db,
    "EVU_INV",
    "INV_NR TEXT, CTR_NR INTEGER, INV_DT TEXT, DUE_DT TEXT, NET_AMT REAL, TAX_AMT REAL, GRS_AMT REAL, TRF_CD TEXT, INV_STAT TEXT",
    invoices,
  );
  writeTable(
    db,
    "EVU_PYMT",
    "PAY_ID INTEGER, INV_NR TEXT, PAY_DT TEXT, PAY_AMT REAL, PAY_MTH TEXT, BANK_REF TEXT",
    payments,
  );
}
