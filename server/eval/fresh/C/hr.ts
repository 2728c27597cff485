import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CITIES, DEPARTMENTS, FIRST_NAMES, LAST_NAMES, TITLES } from "./hr-names.ts";
import { fillTalent } from "./hr-talent.ts";
import { fillTime } from "./hr-time.ts";

export const TODAY = "2026-11-26";

/** HR and payroll of a mid-sized company: snake_case, declared keys, and what clerks leave behind. */
export function fillHr(db: Database.Database): void {
  const random = makeRandom(41_077);
  fillDepartments(db, random);
  const positions = fillPositions(db, random);
  const employees = fillEmployees(db, random, positions);
  fillTime(db, random, employees);
  fillTalent(db, random, employees);
}

function fillDepartments(db: Database.Database, random: Random): void {
  const rows = rowsOf(60, (number) => {
    const name = DEPARTMENTS[(number - 1) % DEPARTMENTS.length] as string;
    const center = random.chance(0.07) ? null : `CC-${4000 + number}`;
    return {
      department_id: number,
      department_name: number <= 30 ? name : `${name} ${CITIES[number % CITIES.length]}`,
      cost_center: number === 33 ? "CC-4012" : number === 47 ? "CC-4021" : center,
      location: CITIES[(number * 3) % CITIES.length] as string,
      head_id: random.chance(0.1) ? null : random.int(1, 600),
      annual_budget: random.int(8, 240) * 10_000,
      headcount_target: random.int(4, 18),
      closed_on: number % 15 === 0 ? random.date("2022-03-31", "2026-06-30") : null,
    };
  });
  writeTable(
    db,
    "departments",
    `department_id INTEGER PRIMARY KEY, department_name TEXT NOT NULL, cost_center TEXT, location TEXT,
     head_id INTEGER REFERENCES employees(employee_id), annual_budget NUMERIC, headcount_target INTEGER,
     closed_on DATE`,
    rows,
  );
}

function fillPositions(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(72, (number) => {
    const [title, low, high] = TITLES[(number - 1) % TITLES.length] as (typeof TITLES)[number];
    const grade = random.int(low, high);
    const min = 20_000 + grade * 7_000 + random.int(0, 4) * 500;
    return {
      position_id: number,
      title: number > 48 ? `Senior ${title}` : number > 24 ? `Junior ${title}` : title,
      grade: `G${grade}`,
      min_salary: min,
      max_salary: number % 24 === 7 ? min - 1_000 : min + 6_000 + grade * 2_500,
      remote_allowed: random.chance(0.4) ? "Yes" : "No",
    };
  });
  writeTable(
    db,
    "positions",
    `position_id INTEGER PRIMARY KEY, title TEXT NOT NULL, grade TEXT, min_salary NUMERIC, max_salary NUMERIC,
     remote_allowed TEXT`,
    rows,
  );
  return rows;
}

function emailOf(random: Random, first: string, last: string, number: number): string | null {
  const address = `${first}.${last.replace("'", "")}${number}@lumaro.example`.toLowerCase();
  if (random.chance(0.04)) return random.chance(0.5) ? null : "  ";
  if (random.chance(0.03)) return address.replace("@", " at ");
  return random.chance(0.04) ? address.toUpperCase() : address;
}

/** Most people are in the department of their manager, and sit where the department is. */
function placeOf(random: Random, number: number, managers: Row[]): Row {
  const manager = number <= 8 || random.chance(0.04) ? null : random.pick(managers);
  const own = random.chance(0.01) ? 99 : random.chance(0.03) ? null : random.int(1, 56);
  const department = manager !== null && random.chance(0.6) ? (manager.department_id as number | null) : own;
  return {
    manager_id: manager === null ? null : (manager.employee_id as number),
    department_id: department,
    office_city:
      department === null || random.chance(0.12)
        ? random.pick(CITIES)
        : (CITIES[(department * 3) % 8] as string),
  };
}

function makeEmployee(random: Random, number: number, positions: Row[], managers: Row[]): Row {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const hired = random.date("2004-01-05", "2026-10-15");
  const left = random.chance(0.16) ? addDays(hired, random.int(40, 2600)) : null;
  const gone = left !== null && left < TODAY;
  // The positions after 66 are advertised and not filled yet.
  const position = positions[random.int(0, 65)] as Row;
  const inBand = random.int(Number(position.min_salary), Number(position.min_salary) + 9_000);
  const salary = random.chance(0.06) ? inBand - 9_500 : inBand;
  return {
    employee_id: number,
    employee_no: number % 97 === 0 ? `E${random.digits(4)}` : `E-${String(10_000 + number)}`,
    first_name: first,
    last_name: last,
    email: emailOf(random, first, last, number),
    phone: random.chance(0.12) ? (random.chance(0.4) ? "" : null) : `+49 40 ${random.digits(6)}`,
    gender: random.pick(["F", "F", "M", "M", "X"]),
    birth_date: random.chance(0.02) ? null : random.date("1959-02-01", "2006-08-31"),
    hire_date: hired,
    termination_date: gone ? left : null,
    status: gone
      ? "Terminated"
      : random.chance(0.07)
        ? "On Leave"
        : random.chance(0.03)
          ? "active"
          : "Active",
    employment_type: random.pick([
      "Full-time",
      "Full-time",
      "Full-time",
      "Part-time",
      "Contractor",
      "Intern",
    ]),
    position_id: position.position_id as number,
    ...placeOf(random, number, managers),
    base_salary: Math.round(salary / 100) * 100,
    tax_id: random.chance(0.03) ? random.digits(10) : random.chance(0.03) ? null : random.digits(11),
  };
}

function fillEmployees(db: Database.Database, random: Random, positions: Row[]): Row[] {
  const managers: Row[] = [];
  const rows = rowsOf(600, (number) => {
    const row = makeEmployee(random, number, positions, managers);
    if (number <= 60) managers.push(row);
    return row;
  });
  // People who were hired again got a second record with the same name and tax number.
  for (const again of [211, 305, 388, 472, 590]) {
    const { first_name, last_name, birth_date, tax_id } = rows[again - 200] as Row;
    Object.assign(rows[again] as Row, { first_name, last_name, birth_date, tax_id });
  }
  writeTable(
    db,
    "employees",
    `employee_id INTEGER PRIMARY KEY, employee_no TEXT, first_name TEXT, last_name TEXT, email TEXT, phone TEXT,
     gender TEXT, birth_date DATE, hire_date DATE, termination_date DATE, status TEXT, employment_type TEXT,
     department_id INTEGER REFERENCES departments(department_id),
     position_id INTEGER REFERENCES positions(position_id),
     manager_id INTEGER REFERENCES employees(employee_id), office_city TEXT, base_salary NUMERIC, tax_id TEXT`,
    rows,
  );
  return rows;
}
