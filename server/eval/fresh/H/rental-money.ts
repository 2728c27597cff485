import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet } from "./dates.ts";

/** Invoices of the rentals, and what was paid of them. */
export function fillRentalMoney(
  db: Database.Database,
  random: Random,
  accounts: Row[],
  rentals: Row[],
): void {
  const billed = rentals.filter((row) => row.IN_DT !== null && random.chance(0.93));
  const invoices = billed.map((rental, index) => {
    const net = random.int(70, 2100) + random.int(0, 99) / 100;
    const vat = round(net * 0.2, 2);
    const date = quiet(addDays(String(rental.IN_DT), random.int(0, 5)));
    const dated = date > "2026-11-24" ? "2026-11-24" : date;
    return {
      INV_NO: 600_001 + index - (random.chance(0.012) ? 3 : 0),
      RNT_NO: random.chance(0.02) ? 398_000 : Number(rental.RNT_NO),
      ACC_NO: random.chance(0.55)
        ? null
        : random.chance(0.02)
          ? "K990"
          : String(random.pick(accounts.slice(0, 62)).ACC_NO),
      INV_DT: dated,
      DUE_DT: random.chance(0.02)
        ? quiet(addDays(dated, -8))
        : quiet(addDays(dated, random.pick([14, 30, 30, 45]))),
      NET_AMT: net,
      VAT_AMT: vat,
      GRS_AMT: random.chance(0.03) ? round(net + vat + 1, 2) : round(net + vat, 2),
      INV_STAT: random.pick(["PAID", "PAID", "PAID", "OPEN", "OPEN", "CANC"]),
      CURR: random.chance(0.04) ? random.pick(["eur", ""]) : random.pick(["EUR", "EUR", "EUR", "CHF"]),
    };
  });
  writeTable(
    db,
    "INV_HDR",
    `INV_NO INTEGER, RNT_NO INTEGER, ACC_NO TEXT, INV_DT TEXT, DUE_DT TEXT, NET_AMT REAL, VAT_AMT REAL,
     GRS_AMT REAL, INV_STAT TEXT, CURR TEXT`,
    invoices,
  );
  fillPayments(db, random, invoices);
}

function fillPayments(db: Database.Database, random: Random, invoices: Row[]): void {
  const paid = invoices.filter((row) =>
    row.INV_STAT === "PAID" ? random.chance(0.95) : row.INV_STAT === "OPEN" && random.chance(0.12),
  );
  const rows = rowsOf(paid.length + 20, (number) => {
    const invoice = paid[number - 1] ?? random.pick(paid);
    const again = number > paid.length;
    const date = quiet(addDays(String(invoice.INV_DT), random.chance(0.03) ? -4 : random.int(1, 60)));
    return {
      PAY_NO: 900_000 + number,
      INV_NO: random.chance(0.02) ? 699_999 : Number(invoice.INV_NO),
      PAY_DT: date > "2026-11-24" ? "2026-11-24" : date,
      PAY_AMT: again || random.chance(0.06) ? random.int(20, 200) : Number(invoice.GRS_AMT),
      PAY_MTH: random.pick(["CARD", "CARD", "BANK", "CASH"]),
      REF_TXT: random.chance(0.15) ? random.pick([null, "", "  "]) : `RF${random.digits(6)}`,
    };
  });
  writeTable(
    db,
    "PAY_TRN",
    "PAY_NO INTEGER, INV_NO INTEGER, PAY_DT TEXT, PAY_AMT REAL, PAY_MTH TEXT, REF_TXT TEXT",
    rows,
  );
}
