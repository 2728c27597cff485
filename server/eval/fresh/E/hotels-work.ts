import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

const TODAY = "2026-11-26";

/** Who works in the houses, and what is done to the rooms. */
export function fillWork(db: Database.Database, random: Random, properties: Row[], rooms: Row[]): void {
  fillStaff(db, random, properties);
  fillTasks(db, random, rooms);
  fillRepairs(db, random, rooms);
}

function fillStaff(db: Database.Database, random: Random, properties: Row[]): void {
  const rows = rowsOf(150, (number) => {
    const hired = random.date("2008-01-01", "2026-11-15");
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    return {
      staff_id: number,
      full_name: `${first} ${last}`,
      property_code: random.chance(0.03)
        ? "H099"
        : String(random.pick(properties.slice(0, 30)).property_code),
      job_title: random.chance(0.04)
        ? null
        : random.pick(["Housekeeper", "Housekeeper", "Receptionist", "Technician", "Manager", "Cook"]),
      supervisor_id: random.chance(0.2) ? null : random.chance(0.03) ? number : random.int(1, 40),
      hired_on: hired,
      left_on: random.chance(0.2)
        ? random.chance(0.1)
          ? addDays(hired, -40)
          : random.date(hired, "2026-11-20")
        : null,
      email: random.chance(0.1)
        ? null
        : `${first}.${last}${random.chance(0.1) ? "" : number}@hotel.example`.toLowerCase(),
      monthly_salary: random.chance(0.03) ? 0 : random.int(18, 62) * 100,
    };
  });
  writeTable(
    db,
    "staff",
    `staff_id INTEGER, full_name TEXT, property_code TEXT, job_title TEXT, supervisor_id INTEGER, hired_on TEXT,
     left_on TEXT, email TEXT, monthly_salary REAL`,
    rows,
  );
}

function fillTasks(db: Database.Database, random: Random, rooms: Row[]): void {
  const rows = rowsOf(520, (number) => {
    const done = random.chance(0.88);
    return {
      task_id: 60_000 + number,
      room_id: random.chance(0.01) ? 9999 : Number(random.pick(rooms.slice(0, 270)).room_id),
      staff_id: random.chance(0.06) ? null : random.chance(0.02) ? 777 : random.int(1, 120),
      task_date: random.chance(0.2)
        ? random.date("2026-11-01", "2026-11-26")
        : random.date("2026-01-01", "2026-10-31"),
      task_type: random.pick(["cleaning", "cleaning", "turndown", "deep clean", "inspection"]),
      minutes_spent: done ? (random.chance(0.03) ? random.pick([0, -15, 900]) : random.int(10, 95)) : null,
      status: done ? "done" : random.pick(["planned", "skipped"]),
      inspected_by: random.chance(0.5) ? null : random.int(1, 120),
    };
  });
  writeTable(
    db,
    "housekeeping_tasks",
    `task_id INTEGER, room_id INTEGER, staff_id INTEGER, task_date TEXT, task_type TEXT, minutes_spent INTEGER,
     status TEXT, inspected_by INTEGER`,
    rows,
  );
}

function fillRepairs(db: Database.Database, random: Random, rooms: Row[]): void {
  const rows = rowsOf(210, (number) => {
    const reported = random.date("2025-10-01", "2026-11-25");
    const fixed = addDays(reported, random.chance(0.02) ? -3 : random.int(0, 40));
    const guess = random.int(2, 80) * 10;
    const open = random.chance(0.25) || fixed > TODAY;
    return {
      request_id: 4000 + number,
      room_id: Number(random.pick(rooms.slice(20)).room_id),
      reported_by: random.chance(0.08) ? null : random.int(1, 150),
      reported_on: reported,
      fixed_on: open ? null : fixed,
      severity: random.chance(0.04) ? random.pick(["", "HIGH"]) : random.pick(["low", "medium", "high"]),
      problem: random.pick(["leaking tap", "broken lamp", "air conditioning", "door lock", "television"]),
      estimated_cost: guess,
      actual_cost: open ? null : random.chance(0.4) ? guess : guess + random.int(-10, 25) * 5,
    };
  });
  writeTable(
    db,
    "maintenance_requests",
    `request_id INTEGER, room_id INTEGER, reported_by INTEGER, reported_on TEXT, fixed_on TEXT, severity TEXT,
     problem TEXT, estimated_cost REAL, actual_cost REAL`,
    rows,
  );
}
