import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { offEdge } from "./edges.ts";
import { COMPANY_TRADES, COMPANY_WORDS, FIRST_NAMES, LAST_NAMES, VILLAGES } from "./names.ts";

/** What members deliver, where it is stored and who buys it. */
export function fillTrade(db: Database.Database, random: Random, members: Row[], crops: Row[]): void {
  const silos = fillSilos(db, random);
  const deliveries = fillDeliveries(db, random, members, silos);
  fillQualityTests(db, random, deliveries);
  const buyers = fillBuyers(db, random);
  fillContracts(db, random, buyers, crops);
}

function fillSilos(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(38, (number) => ({
    silo_id: number,
    silo_name: `S-${String(number).padStart(2, "0")}`,
    site: VILLAGES[number % 6] ?? null,
    crop_id: number % 17 === 0 ? null : 1 + ((number * 5) % 25),
    capacity_tonnes: random.int(10, 90) * 20 + number,
    stored_tonnes: random.int(0, 900),
    keeper:
      number % 9 === 0 ? random.pick([null, ""]) : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    last_cleaned_on: number % 12 === 0 ? null : random.date("2025-04-01", "2026-11-15"),
  }));
  writeTable(
    db,
    "silos",
    `silo_id INTEGER PRIMARY KEY, silo_name TEXT, site TEXT, crop_id INTEGER REFERENCES crops (crop_id), capacity_tonnes REAL,
     stored_tonnes REAL, keeper TEXT, last_cleaned_on TEXT`,
    rows,
  );
  return rows;
}

function fillDeliveries(db: Database.Database, random: Random, members: Row[], silos: Row[]): Row[] {
  const rows: Row[] = rowsOf(500, (number) => {
    const silo = random.pick(silos.slice(0, 34));
    const gross = random.int(900, 2900) * 10;
    const tare = random.int(30, 80) * 100;
    const on = random.date("2025-05-01", "2026-11-25");
    const net = number % 33 === 0 ? gross - tare + 120 : gross - tare;
    const status = random.pick(["accepted", "accepted", "accepted", "accepted", "rejected", "pending"]);
    const price = random.int(60, 600);
    const paid = addDays(on, random.int(3, 60));
    return {
      delivery_id: 9000 + number,
      ticket_number: `W${10_000 + number - (number % 60 === 0 ? 1 : 0)}`,
      member_id: number % 123 === 0 ? 901 : (random.pick(members.slice(0, 98)).member_id ?? null),
      crop_id: random.chance(0.93) ? (silo.crop_id ?? 3) : random.int(1, 25),
      silo_id: number % 90 === 0 ? 66 : number % 70 === 0 ? null : (silo.silo_id ?? null),
      delivered_on: on,
      gross_kg: gross,
      tare_kg: tare,
      net_kg: net,
      price_per_tonne: price,
      status: number % 79 === 0 ? "Accepted" : status,
      paid_on: status !== "accepted" || paid > "2026-11-25" || random.chance(0.1) ? null : paid,
      paid_amount: 0,
    };
  });
  rows.forEach((row, index) => {
    const value = round((Number(row.net_kg) / 1000) * Number(row.price_per_tonne), 2);
    if (row.paid_on !== null) row.paid_amount = index % 23 === 0 ? round(value - 30, 2) : value;
  });
  writeTable(
    db,
    "deliveries",
    `delivery_id INTEGER PRIMARY KEY, ticket_number TEXT, member_id INTEGER, crop_id INTEGER, silo_id INTEGER,
     delivered_on TEXT, gross_kg REAL, tare_kg REAL, net_kg REAL, price_per_tonne REAL, status TEXT, paid_on TEXT,
     paid_amount REAL`,
    rows,
  );
  return rows;
}

function fillQualityTests(db: Database.Database, random: Random, deliveries: Row[]): void {
  const rows = rowsOf(430, (number) => {
    const delivery = random.pick(deliveries.slice(0, 450));
    const tested = addDays(String(delivery.delivered_on), number % 61 === 0 ? -4 : random.int(0, 9));
    return {
      test_id: 30_000 + number,
      delivery_id: number % 107 === 0 ? 8000 : (delivery.delivery_id ?? null),
      tested_on: tested > "2026-11-25" ? "2026-11-25" : tested,
      moisture_pct: number % 54 === 0 ? random.pick([112, -2]) : random.decimal(8, 21, 1),
      protein_pct: number % 25 === 0 ? null : random.decimal(8, 17, 1),
      grade: number % 38 === 0 ? random.pick([null, "", "Z"]) : random.pick(["A", "A", "B", "B", "C"]),
      lab: random.pick(["Central Lab", "Central Lab", "Agritest", "Site Lab"]),
      passed: random.chance(0.82) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "quality_tests",
    `test_id INTEGER PRIMARY KEY, delivery_id INTEGER, tested_on TEXT, moisture_pct REAL, protein_pct REAL, grade TEXT,
     lab TEXT, passed INTEGER`,
    rows,
  );
}

function fillBuyers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(60, (number) => {
    const name = `${random.pick(COMPANY_WORDS)} ${random.pick(COMPANY_TRADES)}`;
    return {
      buyer_id: 600 + number,
      company_name: number % 28 === 0 ? `${name} ` : name,
      country: number % 27 === 0 ? "at" : random.pick(["AT", "AT", "DE", "DE", "IT", "CZ", "HU"]),
      vat_number:
        number % 10 === 0 ? random.pick([null, ""]) : number % 21 === 0 ? "U5512" : `U${random.digits(8)}`,
      credit_limit: random.int(0, 40) * 25_000,
      email: number % 8 === 0 ? null : `buying@${name.toLowerCase().replace(" ", "-")}${number}.example`,
      blocked: number % 11 === 0 ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "buyers",
    `buyer_id INTEGER PRIMARY KEY, company_name TEXT, country TEXT, vat_number TEXT, credit_limit REAL, email TEXT,
     blocked TEXT`,
    rows,
  );
  return rows;
}

function fillContracts(db: Database.Database, random: Random, buyers: Row[], crops: Row[]): void {
  const rows = rowsOf(150, (number) => {
    const signed = random.date("2024-06-01", "2026-11-18");
    const from = offEdge(addDays(signed, random.int(5, 60)));
    const tonnes = random.int(4, 160) * 5;
    const price = random.int(80, 640);
    return {
      contract_id: 400 + number,
      buyer_id: number % 73 === 0 ? 699 : (random.pick(buyers.slice(0, 49)).buyer_id ?? null),
      crop_id: random.pick(crops.slice(0, 24)).crop_id ?? null,
      signed_on: signed,
      valid_from: from,
      valid_until: number % 48 === 0 ? addDays(from, -15) : offEdge(addDays(from, random.int(60, 400))),
      tonnes,
      price_per_tonne: price,
      total_value: number % 30 === 0 ? tonnes * price + 1000 : tonnes * price,
      status: number % 40 === 0 ? null : random.pick(["signed", "signed", "fulfilled", "draft", "cancelled"]),
      delivery_terms: random.pick(["EXW", "FCA", "CPT", "DAP", null]),
    };
  });
  writeTable(
    db,
    "contracts",
    `contract_id INTEGER PRIMARY KEY, buyer_id INTEGER, crop_id INTEGER, signed_on TEXT, valid_from TEXT, valid_until TEXT,
     tonnes REAL, price_per_tonne REAL, total_value REAL, status TEXT, delivery_terms TEXT`,
    rows,
  );
}
