import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { TREATMENTS } from "./vet-names.ts";

/** What was done on the visits, what was charged for it, and what the bank says came in. */
export function fillVetBilling(db: Database.Database, random: Random, pets: Row[], visits: Row[]): void {
  fillTreatments(db, random);
  const invoices = fillInvoices(db, random, pets, visits);
  fillPayments(db, random, invoices);
}

function fillTreatments(db: Database.Database, random: Random): void {
  const rows = rowsOf(2800, (number) => {
    const [name, category, price] = random.pick(TREATMENTS);
    const quantity = category === "Medication" ? random.int(1, 6) : 1;
    return {
      treatment_id: number,
      visit_id: random.chance(0.005) ? random.int(5000, 5100) : random.int(1, 2700),
      treatment_name: name,
      category,
      quantity,
      unit_price: price,
      line_total: quantity * price + (random.chance(0.03) ? random.pick([-10, 5, 12]) : 0),
      performed_by: random.chance(0.1) ? null : random.int(1, 260),
    };
  });
  writeTable(
    db,
    "treatments",
    `treatment_id INTEGER PRIMARY KEY, visit_id INTEGER REFERENCES visits(visit_id), treatment_name TEXT,
     category TEXT, quantity INTEGER, unit_price REAL, line_total REAL,
     performed_by INTEGER REFERENCES staff(staff_id)`,
    rows,
  );
}

function fillInvoices(db: Database.Database, random: Random, pets: Row[], visits: Row[]): Row[] {
  const billed = visits.filter((row) => row.visit_status === "completed" && Number(row.pet_id) < 2000);
  const rows = billed.slice(0, 1900).map((visit, index): Row => {
    const issued = addDays(String(visit.visit_date), random.int(0, 3));
    const status = random.pick(["paid", "paid", "paid", "paid", "open", "overdue", "cancelled"]);
    const paid = status === "paid" && !random.chance(0.03) ? addDays(issued, random.int(0, 42)) : null;
    const net = random.int(4, 160) * 5;
    const vat = round(net * 0.2, 2);
    const owner = Number(pets[Number(visit.pet_id) - 1]?.owner_id);
    return {
      invoice_id: index + 1,
      invoice_no: `INV-${String(index + 10_001)}`,
      visit_id: Number(visit.visit_id),
      owner_id: random.chance(0.02) ? random.int(1, 745) : owner,
      issued_on: issued,
      due_on: addDays(issued, 30),
      paid_on: paid,
      net_amount: net,
      vat_amount: vat,
      total_amount: net + vat + (random.chance(0.02) ? random.pick([-1, 10, 0.5]) : 0),
      invoice_status: status,
    };
  });
  writeTable(
    db,
    "invoices",
    `invoice_id INTEGER PRIMARY KEY, invoice_no TEXT, visit_id INTEGER REFERENCES visits(visit_id),
     owner_id INTEGER REFERENCES owners(owner_id), issued_on DATE, due_on DATE, paid_on DATE, net_amount REAL,
     vat_amount REAL, total_amount REAL, invoice_status TEXT`,
    rows,
  );
  return rows;
}

function fillPayments(db: Database.Database, random: Random, invoices: Row[]): void {
  const paid = invoices.filter((row) => row.invoice_status === "paid" && !random.chance(0.04));
  const rows = paid.map((invoice, index): Row => {
    const total = Number(invoice.total_amount);
    return {
      payment_id: index + 1,
      invoice_no: random.chance(0.02) ? `INV-${random.int(30_000, 39_999)}` : String(invoice.invoice_no),
      received_on: addDays(String(invoice.paid_on ?? invoice.issued_on), random.chance(0.04) ? 3 : 0),
      amount: random.chance(0.05) ? total - random.pick([1, 5, 10]) : total,
      method: random.pick(["card", "card", "bank transfer", "cash", "cheque"]),
    };
  });
  writeTable(
    db,
    "payments",
    "payment_id INTEGER PRIMARY KEY, invoice_no TEXT, received_on DATE, amount REAL, method TEXT",
    rows,
  );
}
