import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { SUBJECTS } from "./university-names.ts";

/** Courses, who takes them, and their exams with the marks. */
export function fillCourses(db: Database.Database, random: Random): void {
  const courses = rowsOf(168, (number) => makeCourse(random, number));
  writeTable(
    db,
    "courses",
    `course_code TEXT PRIMARY KEY, title TEXT, programme_id INTEGER REFERENCES programmes(programme_id),
     lecturer_id INTEGER REFERENCES lecturers(lecturer_id), semester TEXT, credits INTEGER, capacity INTEGER,
     lecture_hours INTEGER, lab_hours INTEGER, teaching_language TEXT`,
    courses,
  );
  fillEnrolments(db, random, courses);
  fillResults(db, random, fillExams(db, random, courses));
}

function makeCourse(random: Random, number: number): Row {
  const subject = random.int(0, SUBJECTS.length - 1);
  const title = SUBJECTS[subject]?.title ?? "";
  const level = random.pick(["Introduction to", "Advanced", "Methods in", "Topics in", "Seminar in"]);
  const letters = title.slice(0, 3).toUpperCase();
  return {
    course_code: random.chance(0.03)
      ? `${letters.toLowerCase()}${100 + number}`
      : `${letters}${100 + number}`,
    title: `${level} ${title}`,
    programme_id: 10 + subject * 2 + random.int(0, 1),
    lecturer_id: random.chance(0.08) ? null : random.int(1, 80),
    semester: random.chance(0.04) ? random.pick([null, ""]) : random.pick(["autumn", "spring"]),
    credits: random.chance(0.03) ? 0 : random.pick([3, 5, 5, 6, 10, 15]),
    capacity: random.int(2, 30) * 5,
    lecture_hours: random.int(10, 60),
    lab_hours: random.chance(0.4) ? 0 : random.int(4, 48),
    teaching_language: random.pick(["English", "English", "English", "French", "German"]),
  };
}

/** The newest students and the last courses have no enrolments yet. */
function fillEnrolments(db: Database.Database, random: Random, courses: Row[]): void {
  const rows: Row[] = rowsOf(2400, (number) => {
    const year = random.int(2022, 2026);
    const status = random.pick(["enrolled", "completed", "completed", "dropped"]);
    return {
      enrolment_id: number,
      student_id: random.chance(0.008) ? 28_000 + number : 24_000 + random.int(1, 590),
      course_code: random.pick(courses.slice(0, 155)).course_code ?? null,
      enrolled_on: random.date(`${year}-01-20`, year === 2026 ? "2026-11-20" : `${year}-10-15`),
      status,
      attendance_pct: random.chance(0.05) ? null : random.chance(0.01) ? 112 : random.int(20, 100),
      final_mark: status === "completed" && !random.chance(0.06) ? random.int(22, 100) : null,
    };
  });
  for (let copy = 0; copy < 14; copy++)
    rows.push({ ...random.pick(rows), enrolment_id: 2401 + copy, status: "enrolled", final_mark: null });
  writeTable(
    db,
    "enrolments",
    `enrolment_id INTEGER PRIMARY KEY, student_id INTEGER REFERENCES students(student_id),
     course_code TEXT REFERENCES courses(course_code), enrolled_on TEXT, status TEXT, attendance_pct REAL,
     final_mark REAL`,
    rows,
  );
}

function fillExams(db: Database.Database, random: Random, courses: Row[]): Row[] {
  const rows = rowsOf(310, (number) => ({
    exam_id: number,
    course_code: random.pick(courses.slice(12)).course_code ?? null,
    exam_date: random.date("2024-01-08", "2027-02-12"),
    start_time: random.pick(["09:00", "09:00", "13:30", "16:00"]),
    duration_minutes: random.pick([20, 45, 60, 90, 120, 180]),
    exam_type: random.pick(["written", "written", "oral", "practical"]),
    room_code: random.chance(0.08) ? random.pick([null, "R999"]) : `R${100 + random.int(1, 70)}`,
    invigilator_id: random.chance(0.12) ? null : random.int(1, 96),
  }));
  writeTable(
    db,
    "exams",
    `exam_id INTEGER PRIMARY KEY, course_code TEXT REFERENCES courses(course_code), exam_date TEXT,
     start_time TEXT, duration_minutes INTEGER, exam_type TEXT, room_code TEXT REFERENCES rooms(room_code),
     invigilator_id INTEGER REFERENCES lecturers(lecturer_id)`,
    rows,
  );
  return rows;
}

function fillResults(db: Database.Database, random: Random, exams: Row[]): void {
  const held = exams.filter((exam) => String(exam.exam_date) < "2026-11-15" && !random.chance(0.06));
  const rows = rowsOf(1900, (number) => {
    const exam = random.pick(held);
    const score = random.chance(0.01) ? random.pick([-1, 104, 120]) : random.int(18, 100);
    const missing = random.chance(0.04);
    const letter = score >= 85 ? "A" : score >= 70 ? "B" : score >= 55 ? "C" : score >= 40 ? "D" : "F";
    return {
      result_id: number,
      exam_id: exam.exam_id ?? null,
      student_id: 24_000 + random.int(1, 605),
      score: missing ? null : score,
      grade: missing ? null : random.chance(0.03) ? random.pick(["X", "b", "E"]) : letter,
      attempt: random.pick([1, 1, 1, 1, 2, 3]),
      graded_on: missing
        ? null
        : addDays(String(exam.exam_date), random.chance(0.02) ? -2 : random.int(1, 40)),
    };
  });
  writeTable(
    db,
    "exam_results",
    `result_id INTEGER PRIMARY KEY, exam_id INTEGER REFERENCES exams(exam_id),
     student_id INTEGER REFERENCES students(student_id), score REAL, grade TEXT, attempt INTEGER,
     graded_on TEXT`,
    rows,
  );
}
