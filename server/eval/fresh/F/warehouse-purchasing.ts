import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { BUYERS, HANDS } from "./warehouse-names.ts";

/** Purchase orders with their lines, and what arrived of them. */
export function fillPurchasing(db: Database.Database, random: Random, items: Row[], suppliers: Row[]): void {
  const orders = makeOrders(random, suppliers);
  const lines = orders.slice(0, 214).flatMap((order) => makeLines(random, order, items));
  for (const order of orders) {
    const own = lines.filter((line) => line.PO_NO === order.PO_NO);
    const total = round(
      own.reduce((sum, line) => sum + Number(line.LIN_AMT), 0),
      2,
    );
    order.TOT_AMT = random.chance(0.05) ? round(total + 25, 2) : total;
  }
  writeTable(
    db,
    "PO_HDR",
    `PO_NO INTEGER, SUP_NO TEXT, ORD_DT TEXT, DUE_DT TEXT, PO_STS TEXT, CUR TEXT, TOT_AMT REAL, BUYR TEXT,
     APPR_DT TEXT`,
    orders,
  );
  writeTable(
    db,
    "PO_LIN",
    `PO_NO INTEGER, LIN_NO INTEGER, ITM_NO TEXT, UOM TEXT, QTY_ORD INTEGER, UNT_PRC REAL, LIN_AMT REAL`,
    lines,
  );
  fillReceipts(db, random, orders, lines);
}

function makeOrders(random: Random, suppliers: Row[]): Row[] {
  return rowsOf(220, (number) => {
    const supplier = random.pick(suppliers.slice(0, 62));
    const ordered = random.date("2025-03-03", "2026-11-24");
    return {
      PO_NO: 45_000 + number,
      SUP_NO: random.chance(0.02) ? "S777" : String(supplier.SUP_NO),
      ORD_DT: ordered,
      DUE_DT: random.chance(0.04)
        ? null
        : addDays(ordered, random.chance(0.03) ? -random.int(2, 20) : random.int(7, 60)),
      PO_STS: random.pick(["OPEN", "OPEN", "RECEIVED", "RECEIVED", "CLOSED", "CANCELLED"]),
      CUR: random.chance(0.06) ? random.pick(["CHF", "USD"]) : String(supplier.CUR),
      TOT_AMT: 0,
      BUYR: random.chance(0.06) ? random.pick([null, ""]) : random.pick(BUYERS),
      APPR_DT: random.chance(0.25) ? null : addDays(ordered, random.int(0, 9)),
    };
  });
}

function makeLines(random: Random, order: Row, items: Row[]): Row[] {
  return rowsOf(random.int(1, 4), (number) => {
    const item = random.pick(items.slice(0, 260));
    const quantity = random.chance(0.02) ? 0 : random.int(1, 80);
    const price = random.chance(0.3) ? round(Number(item.STD_CST) * 1.1, 2) : round(Number(item.STD_CST), 2);
    const amount = round(quantity * price, 2);
    return {
      PO_NO: Number(order.PO_NO),
      LIN_NO: number,
      ITM_NO: random.chance(0.015) ? `QQ${random.digits(4)}` : String(item.ITM_NO),
      UOM: random.chance(0.07) ? random.pick(["BOX", "KG", null]) : String(item.UOM),
      QTY_ORD: quantity,
      UNT_PRC: price,
      LIN_AMT: random.chance(0.04) ? round(amount + 10, 2) : amount,
    };
  });
}

function fillReceipts(db: Database.Database, random: Random, orders: Row[], lines: Row[]): void {
  const arrived = lines.filter((line) => Number(line.PO_NO) % 5 !== 0 && random.chance(0.85));
  const rows = arrived.map((line, index) => {
    const order = orders.find((one) => one.PO_NO === line.PO_NO) as Row;
    const day = addDays(String(order.ORD_DT), random.int(4, 70));
    const received = random.chance(0.15)
      ? Math.max(0, Number(line.QTY_ORD) - random.int(1, 9))
      : Number(line.QTY_ORD);
    return {
      GRN_NO: 91_000 + index,
      PO_NO: random.chance(0.02) ? 99_999 : Number(line.PO_NO),
      ITM_NO: String(line.ITM_NO),
      RCV_DT: day > "2026-11-25" ? "2026-11-25" : day,
      QTY_RCV: received,
      QTY_REJ: random.chance(0.12) ? random.int(1, 8) : 0,
      DLV_NOTE: random.chance(0.08) ? random.pick([null, "", " "]) : `DN-${random.digits(5)}`,
      RCV_BY: random.pick(HANDS),
    };
  });
  rows.forEach((row, index) => {
    if (index % 60 === 59) row.DLV_NOTE = rows[index - 7]?.DLV_NOTE ?? null;
  });
  writeTable(
    db,
    "GRN",
    `GRN_NO INTEGER, PO_NO INTEGER, ITM_NO TEXT, RCV_DT TEXT, QTY_RCV INTEGER, QTY_REJ INTEGER, DLV_NOTE TEXT,
     RCV_BY TEXT`,
    rows,
  );
}
