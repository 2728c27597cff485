import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet, quietDate } from "./dates.ts";
import { CITIES, SHOP_WORDS } from "./names.ts";

/** Bookshops, what they order and send back, and the stock. */
export function fillPublisherTrade(db: Database.Database, random: Random, editions: Row[]): void {
  fillStock(db, random, editions);
  fillShops(db, random);
  const lines = makeLines(random, editions);
  const orders = fillOrders(db, random, lines);
  writeTable(
    db,
    "order_lines",
    `order_line_id INTEGER PRIMARY KEY, order_id INTEGER, edition_id INTEGER, quantity INTEGER, unit_price REAL,
     discount_percent REAL, line_total REAL`,
    lines,
  );
  fillReturns(db, random, orders, lines);
}

function fillStock(db: Database.Database, random: Random, editions: Row[]): void {
  const rows = rowsOf(480, (number) => ({
    stock_id: number,
    warehouse: random.pick(["Leeds", "Leeds", "Cork", "Rotterdam", "Bremen"]),
    edition_id: random.chance(0.015) ? 7777 : Number(random.pick(editions.slice(0, 330)).edition_id),
    quantity_on_hand: random.chance(0.03) ? -random.int(1, 30) : random.chance(0.1) ? 0 : random.int(1, 1800),
    quantity_reserved: random.chance(0.5) ? 0 : random.int(1, 400),
    reorder_level: random.int(0, 20) * 10,
    last_counted_on: random.chance(0.1) ? null : quietDate(random, "2025-09-01", "2026-11-20"),
  }));
  writeTable(
    db,
    "stock_levels",
    `stock_id INTEGER PRIMARY KEY, warehouse TEXT, edition_id INTEGER, quantity_on_hand INTEGER,
     quantity_reserved INTEGER, reorder_level INTEGER, last_counted_on TEXT`,
    rows,
  );
}

function fillShops(db: Database.Database, random: Random): void {
  const rows = rowsOf(120, (number) => {
    const [city, country] = random.pick(CITIES);
    return {
      bookshop_id: number,
      bookshop_name: `${random.pick(SHOP_WORDS)} Books ${city}${random.chance(0.5) ? ` ${number}` : ""}`,
      city: random.chance(0.06) ? city.toUpperCase() : city,
      country: random.chance(0.04) ? null : country,
      email: random.chance(0.12) ? random.pick([null, ""]) : `orders@shop${number}.example`,
      phone: random.chance(0.15) ? random.pick([null, " "]) : `+${random.digits(10)}`,
      shop_type: random.pick(["independent", "independent", "chain", "online"]),
      credit_limit: random.int(0, 30) * 500,
      discount_percent: random.chance(0.03) ? 130 : random.int(20, 50),
      account_manager: random.chance(0.1) ? null : random.pick(["Okafor", "Brandt", "Silva", "Hayes"]),
      is_blocked: random.chance(0.1) ? 1 : 0,
      opened_on: quietDate(random, "2005-02-01", "2026-11-15"),
    };
  });
  writeTable(
    db,
    "bookshops",
    `bookshop_id INTEGER PRIMARY KEY, bookshop_name TEXT, city TEXT, country TEXT, email TEXT, phone TEXT,
     shop_type TEXT, credit_limit REAL, discount_percent REAL, account_manager TEXT, is_blocked INTEGER,
     opened_on TEXT`,
    rows,
  );
}

function makeLines(random: Random, editions: Row[]): Row[] {
  return rowsOf(600, (number) => {
    const edition = random.pick(editions.slice(0, 360));
    const quantity = random.chance(0.02) ? 0 : random.int(1, 60);
    const price = random.chance(0.1) ? round(Number(edition.list_price) + 1, 2) : Number(edition.list_price);
    const discount = random.pick([0, 0, 30, 35, 40]);
    const total = round((quantity * price * (100 - discount)) / 100, 2);
    return {
      order_line_id: 20_000 + number,
      order_id: random.chance(0.015) ? 9990 : 9000 + random.int(1, 272),
      edition_id: random.chance(0.015) ? 7700 : Number(edition.edition_id),
      quantity,
      unit_price: price,
      discount_percent: discount,
      line_total: random.chance(0.04) ? round(total + 5, 2) : total,
    };
  });
}

function fillOrders(db: Database.Database, random: Random, lines: Row[]): Row[] {
  const rows = rowsOf(290, (number) => {
    const own = lines.filter((line) => line.order_id === 9000 + number);
    const sum = round(
      own.reduce((total, line) => total + Number(line.line_total), 0),
      2,
    );
    const ordered = quietDate(random, "2025-09-01", "2026-11-24");
    const shipped = random.chance(0.02)
      ? quiet(addDays(ordered, -3))
      : quiet(addDays(ordered, random.int(0, 25)));
    const status = random.pick(["shipped", "shipped", "shipped", "open", "cancelled"]);
    return {
      order_id: 9000 + number,
      bookshop_id: random.chance(0.02) ? 500 : random.int(1, 104),
      ordered_on: ordered,
      promised_on: quiet(addDays(ordered, random.int(5, 18))),
      shipped_on:
        status !== "shipped" ? (random.chance(0.03) ? shipped : null) : random.chance(0.04) ? null : shipped,
      status: shipped > "2026-11-24" && status === "shipped" ? "open" : status,
      order_total: random.chance(0.06) ? round(sum + 10, 2) : sum,
      priority: random.chance(0.06) ? null : random.pick(["normal", "normal", "normal", "rush"]),
      purchase_order_no: random.chance(0.12)
        ? random.pick([null, ""])
        : `PO${random.chance(0.04) ? "0001" : random.digits(5)}`,
    };
  }).map((row) => (String(row.shipped_on ?? "") > "2026-11-24" ? { ...row, shipped_on: null } : row));
  writeTable(
    db,
    "orders",
    `order_id INTEGER PRIMARY KEY, bookshop_id INTEGER, ordered_on TEXT, promised_on TEXT, shipped_on TEXT,
     status TEXT, order_total REAL, priority TEXT, purchase_order_no TEXT`,
    rows,
  );
  return rows;
}

function fillReturns(db: Database.Database, random: Random, orders: Row[], lines: Row[]): void {
  const rows = rowsOf(150, (number) => {
    const line = random.pick(lines);
    const order = orders.find((row) => row.order_id === line.order_id);
    const returned = quiet(addDays(String(order?.ordered_on ?? "2026-03-03"), random.int(12, 120)));
    return {
      return_id: number,
      order_id: random.chance(0.03) ? 9999 : Number(line.order_id),
      edition_id: random.chance(0.06) ? Number(random.pick(lines).edition_id) : Number(line.edition_id),
      returned_on: returned > "2026-11-24" ? "2026-11-20" : returned,
      quantity: random.chance(0.06)
        ? Number(line.quantity) + 5
        : Math.max(1, random.int(1, Math.max(1, Number(line.quantity)))),
      reason: random.chance(0.08)
        ? random.pick([null, ""])
        : random.pick(["damaged", "unsold", "unsold", "unsold", "wrong title", "Damaged"]),
      credit_amount: random.chance(0.05) ? null : random.int(5, 400) + random.int(0, 99) / 100,
    };
  });
  writeTable(
    db,
    "book_returns",
    `return_id INTEGER PRIMARY KEY, order_id INTEGER, edition_id INTEGER, returned_on TEXT, quantity INTEGER,
     reason TEXT, credit_amount REAL`,
    rows,
  );
}
