import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillCollection } from "./museum-collection.ts";
import { personName } from "./museum-names.ts";
import { fillPublic } from "./museum-public.ts";

/** A museum's system: readable names, keys that are declared for hardly any table. */
export function fillMuseum(db: Database.Database): void {
  const random = makeRandom(18_740_415);
  const galleries = fillGalleries(db, random);
  const staff = fillStaff(db, random);
  const artworks = fillCollection(db, random, galleries, staff);
  fillPublic(db, random, artworks);
}

function fillGalleries(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(32, (number) => ({
    gallery_id: number,
    gallery_name: `Gallery ${number}`,
    floor: random.int(0, 3),
    capacity: random.chance(0.1) ? null : random.int(3, 24) * 10 + number,
    is_open: random.chance(0.85) ? 1 : 0,
    renovated_on: random.chance(0.3) ? null : random.date("2004-03-01", "2026-09-30"),
  }));
  writeTable(
    db,
    "galleries",
    `gallery_id INTEGER PRIMARY KEY, gallery_name TEXT, floor INTEGER, capacity INTEGER, is_open INTEGER,
     renovated_on TEXT`,
    rows,
  );
  return rows;
}

function fillStaff(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(90, (number) => {
    const name = personName(random);
    const hired = random.date("2001-01-08", "2026-11-16");
    const job = random.pick(["Curator", "Conservator", "Guide", "Guide", "Registrar", "Guard", "Cashier"]);
    return {
      staff_id: 100 + number,
      staff_name: name,
      job_title: job,
      department: random.chance(0.06)
        ? random.pick([null, ""])
        : random.pick(["Collections", "Education", "Visitor Services", "Security"]),
      hired_on: hired,
      left_on: random.chance(0.2)
        ? random.chance(0.15)
          ? "2000-12-31"
          : random.date(hired, "2026-11-20")
        : null,
      email: random.chance(0.1)
        ? null
        : `${name.toLowerCase().replace(" ", random.chance(0.08) ? " " : ".")}${number}@museum.example`,
      salary: random.chance(0.04) ? 0 : random.int(240, 780) * 100 + number,
      manager_id: number < 8 ? null : random.chance(0.04) ? 999 : 100 + random.int(1, 7),
    };
  });
  writeTable(
    db,
    "staff",
    `staff_id INTEGER PRIMARY KEY, staff_name TEXT, job_title TEXT, department TEXT, hired_on TEXT, left_on TEXT,
     email TEXT, salary REAL, manager_id INTEGER`,
    rows,
  );
  return rows;
}
