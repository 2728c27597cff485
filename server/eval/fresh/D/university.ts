import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { makePerson, sometimesMissing } from "./people.ts";
import { fillCourses } from "./university-courses.ts";
import { BUILDINGS, FACULTIES, HOME_CITIES, NATIONS, SUBJECTS } from "./university-names.ts";

/** A university's student system: keys are declared, late enough for some rows to hang on nothing. */
export function fillUniversity(db: Database.Database): void {
  const random = makeRandom(19_710_917);
  fillRooms(db, random);
  fillLecturers(db, random);
  fillProgrammes(db, random);
  fillStudents(db, random);
  fillScholarships(db, random);
  fillCourses(db, random);
}

function fillRooms(db: Database.Database, random: Random): void {
  const rows = rowsOf(84, (number) => {
    const type = random.pick(["lecture hall", "seminar room", "seminar room", "laboratory", "computer lab"]);
    return {
      room_code: `R${100 + number}`,
      building: random.pick(BUILDINGS),
      floor: random.int(0, 5),
      room_type: type,
      seats: random.chance(0.03) ? 0 : type === "lecture hall" ? random.int(8, 40) * 10 : random.int(10, 60),
      has_projector: random.chance(0.05) ? null : random.pick(["yes", "yes", "no"]),
      wheelchair_access: random.pick(["yes", "no"]),
    };
  });
  writeTable(
    db,
    "rooms",
    `room_code TEXT PRIMARY KEY, building TEXT, floor INTEGER, room_type TEXT, seats INTEGER, has_projector TEXT,
     wheelchair_access TEXT`,
    rows,
  );
}

function fillLecturers(db: Database.Database, random: Random): void {
  const rows = rowsOf(96, (number) => {
    const person = makePerson(random, number, "uni.example");
    const rank = random.pick(["professor", "senior lecturer", "lecturer", "lecturer", "teaching assistant"]);
    return {
      lecturer_id: number,
      first_name: person.first,
      last_name: person.last,
      email: random.chance(0.06) ? `${person.mail}@` : sometimesMissing(random, 0.08, person.mail),
      rank: random.chance(0.04) ? rank.toUpperCase() : rank,
      faculty: random.pick(FACULTIES),
      hired_on: random.date("1994-09-01", "2026-10-01"),
      contract_end: random.chance(0.45) ? random.date("2025-12-31", "2030-08-31") : null,
      salary: rank === "professor" ? random.int(78, 122) * 1000 : random.int(34, 81) * 1000,
      weekly_hours: random.pick([8, 10, 20, 30, 38, 40, 40]),
      office_code: random.chance(0.12) ? null : `R${100 + random.int(1, 84)}`,
    };
  });
  writeTable(
    db,
    "lecturers",
    `lecturer_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT, rank TEXT, faculty TEXT,
     hired_on TEXT, contract_end TEXT, salary REAL, weekly_hours REAL,
     office_code TEXT REFERENCES rooms(room_code)`,
    rows,
  );
}

function fillProgrammes(db: Database.Database, random: Random): void {
  const rows = SUBJECTS.flatMap((subject) =>
    ["BSc", "MSc"].map((degree) => ({ title: subject.title, degree, faculty: subject.faculty })),
  ).map((programme, index) => ({
    programme_id: 10 + index,
    ...programme,
    duration_years: programme.degree === "BSc" ? random.pick([3, 3, 4]) : random.pick([1, 2, 2]),
    teaching_language: random.chance(0.06) ? "" : random.pick(["English", "English", "French", "German"]),
    tuition_fee: random.int(18, 145) * 100,
    required_credits: programme.degree === "BSc" ? random.pick([180, 180, 240]) : random.pick([60, 90, 120]),
    coordinator_id: random.chance(0.1) ? null : random.int(1, 96),
    accredited_until: random.chance(0.1) ? null : random.date("2025-10-01", "2032-09-30"),
  }));
  writeTable(
    db,
    "programmes",
    `programme_id INTEGER PRIMARY KEY, title TEXT, degree TEXT, faculty TEXT, duration_years INTEGER,
     teaching_language TEXT, tuition_fee REAL, required_credits INTEGER,
     coordinator_id INTEGER REFERENCES lecturers(lecturer_id), accredited_until TEXT`,
    rows,
  );
}

function makeStudent(random: Random, number: number): Row {
  const person = makePerson(random, number, "students.example");
  const city = random.pick(HOME_CITIES);
  const admitted = `${random.int(2019, 2025)}-${random.pick(["09-15", "09-22", "10-01", "02-10"])}`;
  const status = random.pick(["active", "active", "active", "active", "graduated", "withdrawn", "on leave"]);
  return {
    student_id: 24_000 + number,
    first_name: person.first,
    last_name: person.last,
    email: sometimesMissing(random, 0.07, random.chance(0.04) ? person.mail.replace("@", "") : person.mail),
    phone: sometimesMissing(random, 0.15, `+${random.digits(11)}`),
    date_of_birth: random.chance(0.03) ? null : random.date("1978-01-01", "2009-11-30"),
    nationality: random.pick(NATIONS),
    home_city: random.chance(0.05) ? random.pick([city.toLowerCase(), ` ${city}`]) : city,
    programme_id: random.chance(0.03) ? random.pick([null, 90, 91]) : 10 + random.int(0, 59),
    tutor_id: random.chance(0.15) ? null : random.int(1, 70),
    admitted_on: admitted,
    left_on: ["graduated", "withdrawn"].includes(status)
      ? random.chance(0.1)
        ? null
        : addDays(admitted, random.chance(0.04) ? -30 : random.int(30, 400))
      : null,
    status: random.chance(0.02) ? status.toUpperCase() : status,
  };
}

function fillStudents(db: Database.Database, random: Random): void {
  const rows = rowsOf(640, (number) => makeStudent(random, number));
  for (let copy = 1; copy <= 12; copy++)
    rows.push({ ...random.pick(rows), student_id: 26_000 + copy, status: "active", left_on: null });
  writeTable(
    db,
    "students",
    `student_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT, phone TEXT,
     date_of_birth TEXT, nationality TEXT, home_city TEXT,
     programme_id INTEGER REFERENCES programmes(programme_id),
     tutor_id INTEGER REFERENCES lecturers(lecturer_id), admitted_on TEXT, left_on TEXT, status TEXT`,
    rows,
  );
}

function fillScholarships(db: Database.Database, random: Random): void {
  const rows = rowsOf(165, (number) => {
    const from = random.date("2021-09-01", "2026-10-31");
    return {
      scholarship_id: number,
      student_id: random.chance(0.03) ? 29_000 + number : 24_000 + random.int(1, 400),
      scheme: random.pick(["Merit Award", "Merit Award", "Sports Bursary", "Hardship Fund", "Travel Grant"]),
      sponsor: sometimesMissing(
        random,
        0.08,
        random.pick(["Alumni Society", "City Council", "Halden Trust"]),
      ),
      amount: random.int(2, 48) * 250,
      awarded_on: from,
      valid_until: random.chance(0.04) ? addDays(from, -10) : addDays(from, random.pick([180, 365, 730])),
    };
  });
  writeTable(
    db,
    "scholarships",
    `scholarship_id INTEGER PRIMARY KEY, student_id INTEGER REFERENCES students(student_id), scheme TEXT,
     sponsor TEXT, amount REAL, awarded_on TEXT, valid_until TEXT`,
    rows,
  );
}
