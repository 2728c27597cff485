import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { asNumber, clearDay, randomDay, TODAY, whenPast } from "./days.ts";
import { BRANDS, PART_KINDS, SUPPLIERS } from "./mobi-names.ts";

/** What is fitted: the chain's parts, the price list that the wholesaler sends, and what was ordered there. */
export function fillParts(db: Database.Database, random: Random): Row[] {
  const parts = rowsOf(240, (number) => partOf(random, number));
  writeTable(
    db,
    "parts",
    `part_no TEXT, descr TEXT, category TEXT, brand TEXT, ean TEXT, list_price REAL, cost_price REAL, stock_qty INTEGER,
     min_stock INTEGER, discontinued TEXT, last_counted INTEGER`,
    parts,
  );
  fillPriceList(db, random, parts);
  fillOrders(db, random, parts);
  return parts;
}

function partOf(random: Random, number: number): Row {
  const [descr, category, base] = PART_KINDS[number % 12] ?? PART_KINDS[0];
  const cost = round(base * random.decimal(0.8, 1.4, 2), 2);
  return {
    part_no: `P${String(10_000 + number * 7)}`,
    descr,
    category: random.chance(0.05) ? null : category,
    brand: random.chance(0.05) ? null : random.pick(BRANDS),
    ean: random.chance(0.05) ? random.pick([null, ""]) : `90${random.digits(11)}`,
    list_price: random.chance(0.03) ? round(cost * 0.9, 2) : round(cost * random.decimal(1.1, 1.8, 2), 2),
    cost_price: cost,
    stock_qty: random.chance(0.03) ? -random.int(1, 4) : random.int(0, 40),
    min_stock: random.chance(0.06) ? null : random.int(2, 12),
    discontinued: random.chance(0.14) ? "Y" : "N",
    last_counted: random.chance(0.07) ? null : asNumber(randomDay(random, "2025-09-01", "2026-11-20")),
  };
}

/** The wholesaler writes our numbers in its own way now and then. */
function fillPriceList(db: Database.Database, random: Random, parts: Row[]): void {
  const known = parts.filter(() => random.chance(0.87));
  const rows: Row[] = known.map((part) => ({
    art_no: random.chance(0.05)
      ? random.pick([`${part.part_no} `, String(part.part_no).toLowerCase()])
      : String(part.part_no),
    art_descr: random.chance(0.06) ? `${part.descr} NEW` : String(part.descr),
    brand: random.chance(0.06) ? random.pick(BRANDS) : (part.brand ?? null),
    ean_code: random.chance(0.05) ? `90${random.digits(11)}` : (part.ean ?? null),
    net_price: round(Number(part.cost_price) * random.pick([0.95, 1, 1, 1, 1.05, 1.3]), 2),
    valid_from: asNumber(random.date("2025-01-01", "2026-12-31")),
    pack_size: random.pick([1, 1, 1, 2, 4, 10]),
  }));
  for (let number = 1; number <= 22; number += 1) {
    rows.push({
      art_no: `P${20_000 + number * 3}`,
      art_descr: random.pick(PART_KINDS)[0],
      brand: random.pick(BRANDS),
      ean_code: `90${random.digits(11)}`,
      net_price: random.decimal(6, 400, 2),
      valid_from: asNumber(random.date("2025-01-01", "2026-12-31")),
      pack_size: 1,
    });
  }
  for (const row of rows.slice(30, 34))
    rows.push({ ...row, net_price: round(Number(row.net_price) * 1.03, 2) });
  writeTable(
    db,
    "supplier_pricelist",
    "art_no TEXT, art_descr TEXT, brand TEXT, ean_code TEXT, net_price REAL, valid_from INTEGER, pack_size INTEGER",
    rows,
  );
}

function fillOrders(db: Database.Database, random: Random, parts: Row[]): void {
  const rows = rowsOf(420, (number) => {
    const ordered = randomDay(random, "2025-03-01", "2026-11-20");
    const expected = clearDay(addDays(ordered, random.int(2, 16)));
    const cancelled = random.chance(0.07);
    const arrived = clearDay(addDays(expected, random.pick([-3, -1, 0, 0, 1, 2, 6, 14])));
    const received = cancelled || random.chance(0.06) ? null : whenPast(arrived);
    const qty = random.int(1, 24);
    return {
      po_no: `PO${52_000 + number}`,
      supplier: random.chance(0.04) ? random.pick([null, "parts4you"]) : random.pick(SUPPLIERS),
      ws_id: random.chance(0.02) ? 91 : random.int(1, 48),
      part_no: random.chance(0.025)
        ? `X${random.digits(4)}`
        : String(random.pick(parts.slice(0, 205)).part_no),
      ordered_on: ordered,
      expected_on: expected < TODAY || random.chance(0.9) ? expected : null,
      received_on: received,
      qty_ordered: qty,
      qty_received: received === null ? null : random.chance(0.1) ? Math.max(0, qty - random.int(1, 3)) : qty,
      po_status: cancelled ? "cancelled" : received === null ? "sent" : "received",
    };
  });
  writeTable(
    db,
    "supplier_orders",
    `po_no TEXT PRIMARY KEY, supplier TEXT, ws_id INTEGER REFERENCES workshops (ws_id), part_no TEXT, ordered_on TEXT,
     expected_on TEXT, received_on TEXT, qty_ordered INTEGER, qty_received INTEGER, po_status TEXT`,
    rows,
  );
}
