import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";

/** What people worked, when they were away, and what they were paid. */
export function fillTime(db: Database.Database, random: Random, employees: Row[]): void {
  fillShifts(db, random);
  fillLeave(db, random);
  fillPayslips(db, random, employees);
}

const SITES = ["Harbour Plant", "North Depot", "City Office", "Call Centre"];

function fillShifts(db: Database.Database, random: Random): void {
  const rows = rowsOf(2_200, (number) => {
    const planned = random.pick([6, 8, 8, 8, 10]);
    return {
      shift_id: number,
      // Everyone after 420 works office hours and is on no roster.
      employee_id: random.chance(0.006) ? random.int(601, 640) : random.int(1, 420),
      shift_date: random.date("2026-01-01", "2026-11-20"),
      shift_type: random.chance(0.02) ? "NIGHT" : random.pick(["Early", "Early", "Late", "Late", "Night"]),
      site: random.chance(0.03) ? " " : random.pick(SITES),
      planned_hours: planned,
      worked_hours: random.chance(0.05) ? null : round(planned + random.decimal(-2, 3.5, 2), 2),
      break_minutes: random.pick([0, 30, 30, 45, 45, 60]),
      swapped: random.chance(0.12) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "shifts",
    `shift_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), shift_date DATE,
     shift_type TEXT, site TEXT, planned_hours NUMERIC, worked_hours NUMERIC, break_minutes INTEGER, swapped TEXT`,
    rows,
  );
}

function fillLeave(db: Database.Database, random: Random): void {
  const rows = rowsOf(900, (number) => {
    const requested = random.date("2025-01-02", "2026-11-24");
    const start = addDays(requested, random.int(-3, 90));
    const days = random.int(1, 20);
    const status = random.pick(["Approved", "Approved", "Approved", "Pending", "Rejected", "Cancelled"]);
    return {
      request_id: number,
      employee_id: random.int(1, 520),
      leave_type: random.pick(["Annual", "Annual", "Annual", "Sick", "Parental", "Unpaid", "Training"]),
      requested_on: requested,
      start_date: start,
      end_date: addDays(start, random.chance(0.02) ? -2 : days - 1),
      days: random.chance(0.02) ? 0 : days,
      status,
      approved_by: status === "Approved" && !random.chance(0.05) ? random.int(1, 60) : null,
      reason: random.chance(0.5)
        ? random.pick(["", " ", "family visit", "moving house", "summer holiday"])
        : null,
    };
  });
  writeTable(
    db,
    "leave_requests",
    `request_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), leave_type TEXT,
     requested_on DATE, start_date DATE, end_date DATE, days INTEGER, status TEXT,
     approved_by INTEGER REFERENCES employees(employee_id), reason TEXT`,
    rows,
  );
}

const PERIODS = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"];

function fillPayslips(db: Database.Database, random: Random, employees: Row[]): void {
  const paid = employees.filter((row) => row.status !== "Terminated" && Number(row.employee_id) % 23 !== 0);
  const slips = paid.flatMap((row) => PERIODS.map((period) => makePayslip(random, row, period)));
  // The payroll run of August was started twice for some people.
  const again = slips.filter((row, index) => row.pay_period === "2026-08" && index % 70 === 2);
  const rows = [...slips, ...again].map((row, index) => ({ payslip_id: 50_000 + index, ...row }));
  writeTable(
    db,
    "payslips",
    `payslip_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), pay_period TEXT,
     pay_date DATE, base_pay NUMERIC, overtime_pay NUMERIC, bonus NUMERIC, gross_pay NUMERIC, income_tax NUMERIC,
     social_security NUMERIC, net_pay NUMERIC, base_salary NUMERIC, bank_account TEXT`,
    rows,
  );
}

function makePayslip(random: Random, employee: Row, period: string): Row {
  const salary = Number(employee.base_salary);
  const base = round(salary / 12, 2);
  const overtime = random.chance(0.25) ? random.decimal(40, 900, 2) : 0;
  const bonus = random.chance(0.06) ? random.int(2, 40) * 100 : null;
  const gross = round(base + overtime + (bonus ?? 0), 2);
  const tax = round(gross * random.decimal(0.14, 0.33, 3), 2);
  const social = round(gross * 0.195, 2);
  const off = random.chance(0.02) ? random.int(5, 60) : 0;
  return {
    employee_id: employee.employee_id as number,
    pay_period: period,
    pay_date: `${period}-${random.chance(0.04) ? "30" : "27"}`,
    base_pay: base,
    overtime_pay: overtime,
    bonus,
    gross_pay: gross,
    income_tax: tax,
    social_security: social,
    net_pay: round(gross - tax - social + off, 2),
    // Copied from the employee when the payslip is made; raises after that make the two differ.
    base_salary: random.chance(0.03) ? salary - 1_200 : salary,
    bank_account: random.chance(0.02) ? null : `DE${random.digits(random.chance(0.02) ? 18 : 20)}`,
  };
}
