import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { calmDate, TODAY } from "./calendar.ts";

/** Who rents what, the deposits, what was charged each month and what was paid. */
export function fillLeases(db: Database.Database, random: Random, units: Row[], tenants: Row[]): void {
  const leases = rowsOf(280, (number) => makeLease(random, units, tenants, number));
  writeTable(
    db,
    "leases",
    `lease_id TEXT PRIMARY KEY, unit_id INTEGER, tenant_id INTEGER REFERENCES tenants(tenant_id), signed_on TEXT,
     start_date TEXT, end_date TEXT, monthly_rent REAL, deposit_due REAL, status TEXT`,
    leases,
  );
  fillDeposits(db, random, leases);
  fillCharges(db, random, leases);
}

function makeLease(random: Random, units: Row[], tenants: Row[], number: number): Row {
  const unit = random.pick(units.slice(0, 235));
  const start = random.date("2016-01-01", "2026-10-01");
  const status = random.pick(["active", "active", "active", "active", "terminated", "draft"]);
  const ends =
    status === "terminated"
      ? calmDate(random, addDays(start, 30), "2026-11-20")
      : random.chance(0.3)
        ? calmDate(random, "2026-12-05", "2028-12-31")
        : null;
  const rent = random.chance(0.5)
    ? Number(unit.target_rent)
    : Number(unit.target_rent) + random.int(-12, 12) * 10;
  return {
    lease_id: `L-${4000 + number}`,
    unit_id: random.chance(0.01) ? 9000 + number : Number(unit.unit_id),
    tenant_id: Number(random.pick(tenants.slice(0, 200)).tenant_id),
    signed_on: random.chance(0.05) ? null : addDays(start, -random.int(-5, 60)),
    start_date: start,
    end_date: random.chance(0.03) ? addDays(start, -random.int(5, 40)) : ends,
    monthly_rent: rent,
    deposit_due: rent * 3,
    status,
  };
}

function fillDeposits(db: Database.Database, random: Random, leases: Row[]): void {
  const rows: Row[] = [];
  for (const lease of leases) {
    if (random.chance(0.2)) continue;
    const received = addDays(String(lease.start_date), random.int(-20, 40));
    const back = lease.status === "terminated" && random.chance(0.6) ? "2026-11-23" : null;
    const due = Number(lease.deposit_due);
    rows.push({
      deposit_id: 7001 + rows.length,
      lease_id: random.chance(0.01) ? `L-${random.digits(5)}` : String(lease.lease_id),
      received_on: received,
      amount: random.chance(0.08) ? due - 100 : due,
      returned_on: back,
    });
  }
  writeTable(
    db,
    "deposits",
    "deposit_id INTEGER, lease_id TEXT, received_on TEXT, amount REAL, returned_on TEXT",
    rows,
  );
}

function fillCharges(db: Database.Database, random: Random, leases: Row[]): void {
  const charged = leases.filter((lease) => lease.status !== "draft").slice(0, 150);
  const charges = rowsOf(600, (number) => {
    const lease = random.pick(charged);
    const month = `2026-${String(random.int(1, 11)).padStart(2, "0")}-01`;
    const rent = Number(lease.monthly_rent);
    const service = random.int(8, 40) * 5;
    return {
      charge_id: 20_000 + number,
      lease_id: String(lease.lease_id),
      charge_date: month,
      due_date: addDays(month, random.pick([2, 4, 14])),
      rent_amount: rent,
      service_amount: service,
      total_amount: random.chance(0.03) ? rent + service - 5 : rent + service,
      status: random.pick(["paid", "paid", "paid", "paid", "open", "cancelled"]),
    };
  });
  writeTable(
    db,
    "rent_charges",
    `charge_id INTEGER PRIMARY KEY, lease_id TEXT, charge_date TEXT, due_date TEXT, rent_amount REAL,
     service_amount REAL, total_amount REAL, status TEXT`,
    charges,
  );
  const payments: Row[] = [];
  for (const charge of charges) {
    if (charge.status !== "paid" && !random.chance(0.06)) continue;
    if (random.chance(0.04)) continue;
    const paid = addDays(String(charge.due_date), random.int(-8, 25));
    payments.push({
      payment_id: 60_001 + payments.length,
      charge_id: random.chance(0.012) ? 99_000 + payments.length : Number(charge.charge_id),
      paid_on: paid > TODAY ? "2026-11-23" : paid,
      amount: random.chance(0.05) ? Number(charge.total_amount) - 20 : Number(charge.total_amount),
      method: random.chance(0.03)
        ? random.pick(["", null, "Transfer"])
        : random.pick(["transfer", "transfer", "transfer", "direct debit", "cash"]),
    });
  }
  writeTable(
    db,
    "rent_payments",
    "payment_id INTEGER, charge_id INTEGER REFERENCES rent_charges(charge_id), paid_on TEXT, amount REAL, method TEXT",
    payments,
  );
}
