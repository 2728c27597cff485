import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { AIRLINES } from "./airport-names.ts";
import { TODAY } from "./calendar.ts";

/** What the airlines were invoiced for, and what they paid. */
export function fillFees(db: Database.Database, random: Random): void {
  const invoices = rowsOf(260, (number) => {
    const issued = random.date("2026-01-05", "2026-11-20");
    const net = random.int(800, 42_000) + number / 100;
    const vat = round(net * 0.19, 2);
    return {
      INV_NO: `F26-${String(number).padStart(4, "0")}`,
      AL_CD: random.chance(0.012) ? "ZZ" : random.pick(AIRLINES.slice(2, 33))[0],
      FEE_TYP: random.pick(["LANDING", "LANDING", "HANDLING", "PARKING", "DE-ICING"]),
      INV_DT: issued,
      DUE_DT: addDays(issued, random.pick([14, 30])),
      NET_AMT: net,
      VAT_AMT: vat,
      GRS_AMT: random.chance(0.05) ? round(net + vat + random.pick([-10, 1, 100]), 2) : round(net + vat, 2),
      CUR_CD: random.chance(0.1) ? "USD" : "EUR",
      INV_STAT: random.pick(["PAID", "PAID", "PAID", "OPEN", "OPEN", "CANCELLED"]),
    };
  });
  writeTable(
    db,
    "FEE_INV",
    `INV_NO TEXT, AL_CD TEXT, FEE_TYP TEXT, INV_DT TEXT, DUE_DT TEXT, NET_AMT REAL, VAT_AMT REAL, GRS_AMT REAL,
     CUR_CD TEXT, INV_STAT TEXT`,
    invoices,
  );
  const payments: Row[] = [];
  for (const invoice of invoices) {
    if (invoice.INV_STAT !== "PAID" && !random.chance(0.1)) continue;
    if (random.chance(0.05)) continue;
    const gross = Number(invoice.GRS_AMT);
    const half = round(gross / 2, 2);
    const amounts = random.chance(0.12)
      ? [half, round(gross - half, 2)]
      : [random.chance(0.07) ? round(gross - 50, 2) : gross];
    for (const amount of amounts) {
      const paid = addDays(String(invoice.INV_DT), random.int(3, 50));
      payments.push({
        PMT_NO: 30_001 + payments.length,
        INV_NO: random.chance(0.015) ? `F25-${random.digits(4)}` : String(invoice.INV_NO),
        PMT_DT: paid > TODAY ? "2026-11-23" : paid,
        PMT_AMT: amount,
        CUR_CD: random.chance(0.04) ? "GBP" : String(invoice.CUR_CD),
        PMT_MTH: random.chance(0.04) ? null : random.pick(["TRANSFER", "TRANSFER", "DIRECT DEBIT", "CARD"]),
      });
    }
  }
  writeTable(
    db,
    "FEE_PMT",
    "PMT_NO INTEGER, INV_NO TEXT, PMT_DT TEXT, PMT_AMT REAL, CUR_CD TEXT, PMT_MTH TEXT",
    payments,
  );
}
