import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { ARTISTS, CARRIERS, COUNTRIES, DEPARTMENTS, MOODS, PIECES, SUBJECTS } from "./auction-names.ts";
import { awayFromEdges, ifPast, TODAY } from "./days.ts";

interface House {
  specialists: Row[];
  consignors: Row[];
  bidders: Row[];
  sales: Row[];
}

/** What comes under the hammer: lots, the bids on them, invoices to their buyers, and shipments. */
export function fillLots(db: Database.Database, random: Random, house: House): void {
  const bids: Row[] = [];
  const lots = rowsOf(720, (number) => lotOf(random, number, house, bids));
  writeTable(
    db,
    "lots",
    `lot_id INTEGER PRIMARY KEY, sale_id INTEGER REFERENCES sales (sale_id), lot_number INTEGER, title TEXT, artist TEXT,
     category TEXT, consignor_id INTEGER REFERENCES consignors (consignor_id), cataloguer_id INTEGER, received_on TEXT,
     low_estimate REAL, high_estimate REAL, reserve_price REAL, hammer_price REAL, buyer_id INTEGER, lot_status TEXT,
     provenance TEXT, condition TEXT`,
    lots,
  );
  for (const bid of bids.slice(50, 58)) bids.push({ ...bid, bid_id: bids.length + 1 });
  writeTable(
    db,
    "bids",
    "bid_id INTEGER PRIMARY KEY, lot_id INTEGER, bidder_id INTEGER, amount REAL, channel TEXT, placed_on TEXT",
    bids,
  );
  const invoices = fillInvoices(db, random, lots, house.sales);
  fillShipments(db, random, invoices);
}

function lotOf(random: Random, number: number, house: House, bids: Row[]): Row {
  const sale = random.pick(house.sales.slice(0, 42));
  const heldOn = String(sale.sale_date);
  const category = categoryOf(random, String(sale.department));
  const pieces = PIECES[category];
  const low = random.int(2, 120) * 250;
  const high = random.chance(0.03) ? low - 250 : low + random.int(1, 8) * 500;
  const reserve = random.chance(0.25) ? null : random.chance(0.05) ? high + 1000 : round(low * 0.9, 0);
  const over = sale.status === "completed";
  const withdrawn = random.chance(0.05);
  const offers = over && !withdrawn ? bidsOn(random, number, low, heldOn, house.bidders, bids) : [];
  const top = offers.at(-1);
  const sold = top !== undefined && Number(top.amount) >= Number(reserve ?? 0) && random.chance(0.97);
  const hammer = sold ? Number(top.amount) + (random.chance(0.03) ? 100 : 0) : null;
  return {
    lot_id: 10_000 + number,
    sale_id: random.chance(0.01) ? 999 : Number(sale.sale_id),
    lot_number: random.int(1, 90),
    title: pieces ? random.pick(pieces) : `${random.pick(MOODS)} ${random.pick(SUBJECTS)}`,
    artist: pieces ? null : random.chance(0.05) ? "" : random.pick(ARTISTS),
    category: random.chance(0.06) ? (SPELLINGS[category] ?? category) : category,
    consignor_id: random.chance(0.02) ? random.pick([null, 900 + number]) : random.int(1, 150),
    cataloguer_id: random.chance(0.06)
      ? random.pick([null, 88])
      : Number(random.pick(house.specialists.slice(0, 25)).specialist_id),
    received_on: receivedOn(random, heldOn),
    low_estimate: random.chance(0.03) ? null : low,
    high_estimate: high,
    reserve_price: reserve,
    hammer_price: !sold && random.chance(0.01) ? low : hammer,
    buyer_id: sold && !random.chance(0.015) ? Number(top.bidder_id) : null,
    lot_status: statusOf(over, withdrawn, sold),
    provenance: random.chance(0.2) ? random.pick([null, "", "unknown"]) : random.pick(PROVENANCES),
    condition: random.chance(0.08)
      ? random.pick([null, "A"])
      : random.pick(["excellent", "good", "good", "fair", "poor"]),
  };
}

function receivedOn(random: Random, heldOn: string): string {
  const received = random.chance(0.02) ? addDays(heldOn, 6) : addDays(heldOn, -random.int(30, 170));
  return awayFromEdges(ifPast(received) ?? addDays("2026-11-24", -random.int(0, 60)));
}

/** How some cataloguers write the categories. */
const SPELLINGS: Readonly<Record<string, string>> = {
  painting: "paintings",
  jewellery: "jewelry",
  wine: "wines",
};

const PROVENANCES = [
  "private collection",
  "private collection",
  "estate sale",
  "gallery",
  "by descent",
  "museum deaccession",
];

function statusOf(over: boolean, withdrawn: boolean, sold: boolean): string {
  if (withdrawn) return "withdrawn";
  if (!over) return "catalogued";
  return sold ? "sold" : "unsold";
}

function categoryOf(random: Random, department: string): string {
  const [, categories] = DEPARTMENTS.find(([name]) => name === department) ?? DEPARTMENTS[0];
  return random.pick<string>(categories);
}

function bidsOn(
  random: Random,
  lot: number,
  low: number,
  heldOn: string,
  bidders: Row[],
  bids: Row[],
): Row[] {
  let amount = low * random.pick([0.6, 0.8, 0.9, 1]);
  const offers: Row[] = [];
  for (let left = random.pick([0, 1, 2, 3, 4, 5, 6, 7]); left > 0; left -= 1) {
    const bid = {
      bid_id: bids.length + 1,
      lot_id: random.chance(0.006) ? 20_000 + lot : 10_000 + lot,
      bidder_id: random.chance(0.008) ? 600 + lot : Number(random.pick(bidders.slice(0, 245)).bidder_id),
      amount: round(amount, 0),
      channel: random.chance(0.03)
        ? random.pick(["Tel.", "web", null])
        : random.pick(["online", "room", "telephone", "absentee"]),
      placed_on: random.chance(0.01) ? addDays(heldOn, 3) : addDays(heldOn, -random.pick([0, 0, 0, 1, 2])),
    };
    bids.push(bid);
    offers.push(bid);
    amount += random.pick([100, 250, 500, 1000]);
  }
  return offers;
}

function fillInvoices(db: Database.Database, random: Random, lots: Row[], sales: Row[]): Row[] {
  const heldOn = new Map(sales.map((sale) => [sale.sale_id, String(sale.sale_date)]));
  const sold = lots.filter(
    (lot) => lot.lot_status === "sold" && heldOn.has(lot.sale_id ?? null) && random.chance(0.93),
  );
  const rows = sold.map((lot, index) => {
    const issued = awayFromEdges(addDays(String(heldOn.get(lot.sale_id ?? null)), random.int(2, 6)));
    const premium = round(Number(lot.hammer_price) * random.pick([0.2, 0.25, 0.25]), 2);
    const hammer = Number(lot.hammer_price) + (random.chance(0.04) ? 250 : 0);
    const paid = addDays(issued, random.int(-1, 60));
    return {
      invoice_no: `INV-${24_001 + index}`,
      lot_id: random.chance(0.01) ? 30_000 + index : Number(lot.lot_id),
      bidder_id: random.chance(0.03) ? random.int(1, 240) : (lot.buyer_id ?? null),
      issued_on: issued < TODAY ? issued : "2026-11-24",
      due_on: random.chance(0.02) ? null : awayFromEdges(addDays(issued, 28)),
      hammer_amount: hammer,
      buyers_premium: premium,
      total_amount: round(hammer + premium + (random.chance(0.05) ? random.pick([-10, 90]) : 0), 2),
      paid_on: random.chance(0.12) ? null : ifPast(paid),
      payment_method: random.chance(0.06)
        ? random.pick([null, "wire"])
        : random.pick(["bank transfer", "bank transfer", "card", "cheque"]),
    };
  });
  for (const row of rows.slice(12, 17)) rows.push({ ...row, issued_on: addDays(row.issued_on, 2) });
  writeTable(
    db,
    "invoices",
    `invoice_no TEXT, lot_id INTEGER, bidder_id INTEGER, issued_on TEXT, due_on TEXT, hammer_amount REAL,
     buyers_premium REAL, total_amount REAL, paid_on TEXT, payment_method TEXT`,
    rows,
  );
  return rows;
}

function fillShipments(db: Database.Database, random: Random, invoices: Row[]): void {
  const sent = invoices.filter((invoice) => random.chance(invoice.paid_on === null ? 0.12 : 0.8));
  const rows = sent.map((invoice, index) => {
    const shipped = addDays(String(invoice.paid_on ?? invoice.issued_on), random.int(-2, 25));
    const arrived = addDays(shipped, random.chance(0.02) ? -3 : random.int(1, 21));
    return {
      shipment_no: 7001 + index,
      invoice_no: random.chance(0.015) ? `INV-${90_000 + index}` : (invoice.invoice_no ?? null),
      carrier: random.chance(0.05) ? random.pick([null, "", "artmove"]) : random.pick(CARRIERS),
      destination_country: random.chance(0.04) ? null : random.pick(COUNTRIES),
      shipped_on: ifPast(shipped) ?? "2026-11-25",
      delivered_on: random.chance(0.07) ? null : ifPast(arrived),
      insured_value: random.chance(0.08)
        ? null
        : round(Number(invoice.total_amount) * random.pick([1, 1, 1.1, 0.8]), 2),
      shipping_cost: random.int(4, 120) * 10,
      damaged: random.chance(0.05) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "shipments",
    `shipment_no INTEGER PRIMARY KEY, invoice_no TEXT, carrier TEXT, destination_country TEXT, shipped_on TEXT,
     delivered_on TEXT, insured_value REAL, shipping_cost REAL, damaged INTEGER`,
    rows,
  );
}
