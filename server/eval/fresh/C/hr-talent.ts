import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CITIES, COURSES, FIRST_NAMES, LAST_NAMES, PROVIDERS } from "./hr-names.ts";

/** Who learns what, and who would like to work here. */
export function fillTalent(db: Database.Database, random: Random, employees: Row[]): void {
  const trainings = fillTrainings(db, random);
  fillAttendance(db, random, trainings);
  fillApplicants(db, random, employees);
}

function fillTrainings(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(60, (number) => {
    const [title, category] = COURSES[(number - 1) % COURSES.length] as (typeof COURSES)[number];
    return {
      training_id: number,
      training_code: number % 20 === 0 ? `TR${number}` : `TR-${String(number).padStart(4, "0")}`,
      title:
        number <= 15 ? title : `${title} ${["Refresher", "Online", "Intensive"][Math.ceil(number / 15) - 2]}`,
      category,
      provider: random.chance(0.08) ? (random.chance(0.5) ? "  " : null) : random.pick(PROVIDERS),
      duration_hours: random.pick([2, 4, 4, 8, 16, 24, 40]),
      price: random.chance(0.2) ? 0 : random.int(4, 160) * 10,
      mandatory: category === "Safety" || category === "Compliance" ? "Yes" : "No",
    };
  });
  writeTable(
    db,
    "trainings",
    `training_id INTEGER PRIMARY KEY, training_code TEXT, title TEXT, category TEXT, provider TEXT,
     duration_hours INTEGER, price NUMERIC, mandatory TEXT`,
    rows,
  );
  return rows;
}

function fillAttendance(db: Database.Database, random: Random, trainings: Row[]): void {
  const rows = rowsOf(1_100, (number) => {
    // The last trainings of the catalogue were never held.
    const training = trainings[random.int(0, 53)] as Row;
    const attended = random.date("2023-01-09", "2026-11-13");
    const score = random.chance(0.1)
      ? null
      : random.chance(0.015)
        ? random.int(101, 120)
        : random.int(35, 100);
    return {
      attendance_id: number,
      training_id: training.training_id as number,
      employee_id: random.int(1, 480),
      attended_on: attended,
      score,
      passed: score === null ? null : score >= 60 ? "Yes" : "No",
      certificate_no: score !== null && score >= 60 && !random.chance(0.06) ? `C${random.digits(6)}` : null,
      expires_on: training.category === "Safety" ? addDays(attended, 730) : null,
    };
  });
  writeTable(
    db,
    "training_attendance",
    `attendance_id INTEGER PRIMARY KEY, training_id INTEGER REFERENCES trainings(training_id),
     employee_id INTEGER REFERENCES employees(employee_id), attended_on DATE, score INTEGER, passed TEXT,
     certificate_no TEXT, expires_on DATE`,
    rows,
  );
}

function fillApplicants(db: Database.Database, random: Random, employees: Row[]): void {
  const rows = rowsOf(420, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const applied = random.date("2025-06-01", "2026-11-22");
    const stage = random.pick([
      "New",
      "Screening",
      "Interview",
      "Interview",
      "Offer",
      "Hired",
      "Rejected",
      "Rejected",
    ]);
    const staff = employees[random.int(0, 599)] as Row;
    const own = `${first}.${last}${number % 9}@mail.example`.toLowerCase();
    return {
      applicant_id: number,
      full_name: `${first} ${last}`,
      // Some colleagues apply for another position with their address at work.
      email: random.chance(0.05) ? (staff.email as string | null) : random.chance(0.03) ? "n/a" : own,
      city: random.chance(0.05) ? null : random.pick([...CITIES, "Ghent", "Braga", "Linz"]),
      position_id: random.chance(0.02) ? 88 : random.chance(0.05) ? 17 : random.int(5, 72),
      source: random.chance(0.03) ? "linkedin" : random.pick(["LinkedIn", "Referral", "Job Fair", "Website"]),
      stage,
      applied_on: applied,
      interview_date: stage === "New" || stage === "Screening" ? null : addDays(applied, random.int(-2, 35)),
      expected_salary: random.chance(0.1) ? null : random.int(24, 92) * 1_000,
      referred_by: random.chance(0.2) ? random.int(1, 600) : null,
    };
  });
  writeTable(
    db,
    "applicants",
    `applicant_id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, city TEXT,
     position_id INTEGER REFERENCES positions(position_id), source TEXT, stage TEXT, applied_on DATE,
     interview_date DATE, expected_salary NUMERIC, referred_by INTEGER REFERENCES employees(employee_id)`,
    rows,
  );
}
