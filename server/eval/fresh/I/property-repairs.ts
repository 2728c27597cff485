import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { TODAY } from "./calendar.ts";
import { DEFECTS, LAST_NAMES, TRADES } from "./property-names.ts";

/** What is broken, who repairs it for how much, and what inspections found. */
export function fillRepairs(
  db: Database.Database,
  random: Random,
  units: Row[],
  tenants: Row[],
  contractors: Row[],
): void {
  const requests = rowsOf(270, (number) => {
    const category = random.pick(TRADES);
    const reported = addDays("2025-08-01", number + Math.floor(number * 0.78));
    const closed = addDays(reported, random.int(1, 60));
    const status = closed >= TODAY ? "open" : random.pick(["closed", "closed", "closed", "open", "rejected"]);
    return {
      request_id: 9000 + number,
      unit_id: Number(random.pick(units.slice(0, 200)).unit_id),
      tenant_id: random.chance(0.06) ? null : Number(random.pick(tenants.slice(0, 180)).tenant_id),
      reported_on: reported,
      category,
      priority: random.pick(["urgent", "normal", "normal", "low"]),
      description: random.pick(DEFECTS[category] ?? []),
      status,
      closed_on: status !== "closed" || random.chance(0.05) ? null : closed,
    };
  });
  writeTable(
    db,
    "repair_requests",
    `request_id INTEGER PRIMARY KEY, unit_id INTEGER, tenant_id INTEGER, reported_on TEXT, category TEXT,
     priority TEXT, description TEXT, status TEXT, closed_on TEXT`,
    requests,
  );
  fillOrders(db, random, requests, contractors);
  fillInspections(db, random, units);
}

function fillOrders(db: Database.Database, random: Random, requests: Row[], contractors: Row[]): void {
  const rows = rowsOf(250, (number) => {
    const request = random.pick(requests.slice(0, 245));
    const fitting = contractors.slice(0, 36).filter((contractor) => contractor.trade === request.category);
    const contractor = random.chance(0.06)
      ? random.pick(contractors.slice(0, 36))
      : random.pick(fitting.slice(0, 5));
    const ordered = addDays(String(request.reported_on), random.int(0, 12));
    const finished = addDays(ordered, random.int(1, 30));
    const quoted = random.int(8, 240) * 10;
    const done = finished < TODAY && !random.chance(0.12);
    return {
      order_id: `WO-${5000 + number}`,
      request_id: Number(request.request_id),
      contractor_id: random.chance(0.015) ? 290 + (number % 9) : Number(contractor.contractor_id),
      ordered_on: ordered,
      finished_on: done ? finished : null,
      quoted_cost: random.chance(0.05) ? null : quoted,
      invoiced_cost: done ? quoted + random.pick([0, 0, 0, 5, -10, quoted * 0.3]) + number / 100 : null,
    };
  });
  writeTable(
    db,
    "work_orders",
    `order_id TEXT PRIMARY KEY, request_id INTEGER REFERENCES repair_requests(request_id), contractor_id INTEGER,
     ordered_on TEXT, finished_on TEXT, quoted_cost REAL, invoiced_cost REAL`,
    rows,
  );
}

function fillInspections(db: Database.Database, random: Random, units: Row[]): void {
  const rows: Row[] = rowsOf(180, (number) => {
    const inspected = random.date("2024-06-01", "2026-11-22");
    return {
      inspection_id: number,
      unit_id: Number(random.pick(units.slice(0, 170)).unit_id),
      inspected_on: inspected,
      inspector: random.chance(0.05) ? null : `${random.pick(LAST_NAMES.slice(0, 7))}`,
      result: random.pick(["passed", "passed", "passed", "failed", "PASSED"]),
      next_due_on: random.chance(0.08) ? null : addDays(inspected, 730),
    };
  });
  for (let copy = 0; copy < 5; copy++)
    rows.push({ ...random.pick(rows.slice(0, 180)), inspection_id: 181 + copy });
  writeTable(
    db,
    "inspections",
    "inspection_id INTEGER, unit_id INTEGER, inspected_on TEXT, inspector TEXT, result TEXT, next_due_on TEXT",
    rows,
  );
}
