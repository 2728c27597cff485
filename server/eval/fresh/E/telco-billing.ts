import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";

const TODAY = "2026-11-26";

/** What subscribers were billed, what they paid, and how prepaid cards were topped up. */
export function fillMoney(db: Database.Database, random: Random, subscribers: Row[], plans: Row[]): void {
  const lines = makeLines(random);
  const invoices = fillInvoices(db, random, subscribers, plans, lines);
  writeTable(db, "INV_LIN", "INV_NO TEXT, LIN_NO INTEGER, CHG_TYP TEXT, LIN_AMT REAL", lines);
  fillPayments(db, random, invoices);
  fillTopUps(db, random, subscribers);
}

function makeLines(random: Random): Row[] {
  return rowsOf(600, (number) => {
    const first = number <= 390;
    const type = first ? "MONTHLY FEE" : random.pick(["ROAMING", "SMS", "DATA", "CREDIT", "INSURANCE"]);
    const amount = first ? random.int(6, 70) + 0.99 : random.int(2, 160) / 4;
    return {
      INV_NO: random.chance(0.008)
        ? `R99${random.digits(4)}`
        : `R${260_000 + (first ? number : random.int(1, 250))}`,
      LIN_NO: first ? 1 : number,
      CHG_TYP: type,
      LIN_AMT: type === "CREDIT" && random.chance(0.9) ? -2 : amount,
    };
  });
}

function fillInvoices(
  db: Database.Database,
  random: Random,
  subscribers: Row[],
  plans: Row[],
  lines: Row[],
): Row[] {
  const rows: Row[] = rowsOf(400, (number) => {
    const subscriber = random.pick(subscribers.slice(0, 330));
    const issued = `2026-${String(random.int(1, 11)).padStart(2, "0")}-${random.pick(["01", "15"])}`;
    const sum = lines
      .filter((line) => line.INV_NO === `R${260_000 + number}`)
      .reduce((total, line) => total + Number(line.LIN_AMT), 0);
    const net = round(sum + (random.chance(0.04) ? 3.5 : 0), 2);
    const tax = round(net * 0.2, 2);
    const odd = random.chance(0.02);
    return {
      INV_NO: `R${260_000 + number}`,
      SUBSCR_NO: odd ? 770_000 + number : Number(subscriber.SUBSCR_NO),
      PLN_CD: String(random.chance(0.05) ? random.pick(plans).PLN_CD : subscriber.PLN_CD),
      INV_DT: issued,
      DUE_DT: random.chance(0.02) ? addDays(issued, -1) : addDays(issued, random.pick([14, 14, 30])),
      NET_AMT: net,
      VAT_AMT: tax,
      TOT_AMT: round(net + tax + (random.chance(0.05) ? 1 : 0), 2),
      INV_STAT: random.chance(0.02)
        ? "paid"
        : random.pick(["PAID", "PAID", "PAID", "PAID", "OPEN", "DISPUTED", "WRITTEN OFF"]),
      PDF_NM: random.chance(0.07) ? random.pick([null, ""]) : `inv_${number}.pdf`,
    };
  });
  for (let copy = 0; copy < 6; copy++) rows.push({ ...random.pick(rows.slice(0, 390)) });
  writeTable(
    db,
    "INV_HDR",
    `INV_NO TEXT, SUBSCR_NO INTEGER, PLN_CD TEXT, INV_DT TEXT, DUE_DT TEXT, NET_AMT REAL, VAT_AMT REAL,
     TOT_AMT REAL, INV_STAT TEXT, PDF_NM TEXT`,
    rows,
  );
  return rows;
}

function fillPayments(db: Database.Database, random: Random, invoices: Row[]): void {
  const rows = rowsOf(360, (number) => {
    const invoice = invoices[(number * 13) % 395];
    const issued = String(invoice?.INV_DT);
    const paid = addDays(issued, random.chance(0.03) ? -4 : random.int(1, 40));
    const total = Number(invoice?.TOT_AMT);
    return {
      PAY_NO: 500_000 + number,
      INV_NO: random.chance(0.025) ? `R88${random.digits(4)}` : String(invoice?.INV_NO),
      PAY_DT: paid > TODAY ? TODAY : paid,
      PAY_AMT: random.chance(0.05) ? 0 : random.chance(0.1) ? round(total / 2, 2) : total,
      PAY_MTD: random.chance(0.04)
        ? random.pick([null, "", "card"])
        : random.pick(["CARD", "CARD", "DIRECT DEBIT", "TRANSFER", "CASH"]),
    };
  });
  writeTable(db, "PAY_TRX", "PAY_NO INTEGER, INV_NO TEXT, PAY_DT TEXT, PAY_AMT REAL, PAY_MTD TEXT", rows);
}

function fillTopUps(db: Database.Database, random: Random, subscribers: Row[]): void {
  const prepaid = subscribers.filter((subscriber) => subscriber.PP_FLG === "Y").slice(0, 95);
  const rows = rowsOf(450, (number) => {
    const shop = random.chance(0.4);
    return {
      TOP_NO: 900_000 + number,
      SUBSCR_NO: random.chance(0.02)
        ? 666_000 + number
        : random.chance(0.05)
          ? Number(random.pick(subscribers).SUBSCR_NO)
          : Number(random.pick(prepaid).SUBSCR_NO),
      TOP_DT: random.chance(0.15)
        ? random.date("2026-10-20", "2026-11-26")
        : random.date("2025-06-01", "2026-10-31"),
      TOP_AMT: random.chance(0.03) ? random.pick([0, -10]) : random.pick([5, 10, 10, 15, 20, 50]),
      CHNL_CD: shop ? "SHOP" : random.pick(["APP", "APP", "WEB", "SMS"]),
      DLR_CD: shop ? (random.chance(0.1) ? null : `D${random.int(201, 240)}`) : null,
    };
  });
  writeTable(
    db,
    "TOPUP_TRX",
    "TOP_NO INTEGER, SUBSCR_NO INTEGER, TOP_DT TEXT, TOP_AMT REAL, CHNL_CD TEXT, DLR_CD TEXT",
    rows,
  );
}
