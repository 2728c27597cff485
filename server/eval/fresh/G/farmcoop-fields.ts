import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIELD_WORDS } from "./names.ts";

/** Fields, what is planted on them and what is harvested. */
export function fillFieldWork(
  db: Database.Database,
  random: Random,
  farms: Row[],
  crops: Row[],
  machines: Row[],
): void {
  const fields = fillFields(db, random, farms);
  const plantings = fillPlantings(db, random, fields, crops);
  fillHarvests(db, random, plantings, machines);
}

function fillFields(db: Database.Database, random: Random, farms: Row[]): Row[] {
  const rows = rowsOf(310, (number) => ({
    field_id: 1000 + number,
    farm_id: number % 103 === 0 ? 888 : (random.pick(farms.slice(0, 128)).farm_id ?? null),
    field_name: `${random.pick(FIELD_WORDS)} ${random.pick(["Field", "Acre", "Meadow", "Piece"])}`,
    hectares: number % 77 === 0 ? 0 : random.decimal(0.6, 34, 2),
    soil_type:
      number % 18 === 0
        ? random.pick([null, ""])
        : random.pick(["Clay", "Loam", "Loam", "Sand", "Peat", "loam"]),
    irrigated: random.chance(0.25) ? 1 : 0,
    soil_ph:
      number % 45 === 0 ? random.pick([14.6, 0, -1]) : number % 20 === 0 ? null : random.decimal(5.2, 8.1, 1),
  }));
  writeTable(
    db,
    "fields",
    `field_id INTEGER PRIMARY KEY, farm_id INTEGER, field_name TEXT, hectares REAL, soil_type TEXT, irrigated INTEGER,
     soil_ph REAL`,
    rows,
  );
  return rows;
}

function fillPlantings(db: Database.Database, random: Random, fields: Row[], crops: Row[]): Row[] {
  const rows = rowsOf(420, (number) => {
    const field = random.pick(fields.slice(0, 268));
    const area = Number(field.hectares);
    const planted = random.date("2024-03-01", "2026-11-20");
    return {
      planting_id: 5000 + number,
      field_id: field.field_id ?? null,
      crop_id: number % 139 === 0 ? 60 : (random.pick(crops.slice(0, 27)).crop_id ?? null),
      planted_on: planted,
      planted_hectares: number % 37 === 0 ? Number((area + 2).toFixed(2)) : area,
      seed_kg: number % 24 === 0 ? null : random.int(20, 4200),
      expected_tonnes: random.int(4, 260),
      expected_harvest_on: addDays(planted, random.int(95, 290)),
    };
  });
  writeTable(
    db,
    "plantings",
    `planting_id INTEGER PRIMARY KEY, field_id INTEGER REFERENCES fields (field_id), crop_id INTEGER, planted_on TEXT,
     planted_hectares REAL, seed_kg REAL, expected_tonnes REAL, expected_harvest_on TEXT`,
    rows,
  );
  return rows;
}

function fillHarvests(db: Database.Database, random: Random, plantings: Row[], machines: Row[]): void {
  const ripe = plantings.filter((planting) => String(planting.planted_on) < "2026-06-01");
  const rows = rowsOf(300, (number) => {
    const planting = ripe[(number * 3) % ripe.length];
    const due = addDays(String(planting?.expected_harvest_on), random.int(-20, 25));
    const on = due > "2026-11-24" ? random.date("2026-10-01", "2026-11-24") : due;
    const combines = machines.filter(
      (machine) => machine.machine_type === "Combine" || machine.machine_type === "Baler",
    );
    return {
      harvest_id: 7000 + number,
      planting_id: number % 99 === 0 ? 4444 : (planting?.planting_id ?? null),
      harvested_on: number % 75 === 0 ? addDays(String(planting?.planted_on), -5) : on,
      tonnes: number % 58 === 0 ? random.pick([-3, 0]) : random.int(3, 250),
      machine_id: random.chance(0.15) ? null : (random.pick(combines).machine_id ?? null),
      weather: number % 14 === 0 ? random.pick([null, " "]) : random.pick(["Dry", "Dry", "Wet", "Windy"]),
    };
  });
  writeTable(
    db,
    "harvests",
    `harvest_id INTEGER PRIMARY KEY, planting_id INTEGER, harvested_on TEXT, tonnes REAL, machine_id INTEGER, weather TEXT`,
    rows,
  );
}
