import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIRST_NAMES } from "./property-names.ts";

/** The meters of the units and what was read from them. */
export function fillMeters(db: Database.Database, random: Random, units: Row[]): void {
  const serials: string[] = [];
  const meters = rowsOf(240, (number) => {
    const installed = random.date("2008-01-01", "2026-06-30");
    const serial = serials.length > 3 && random.chance(0.04) ? random.pick(serials) : `M${random.digits(7)}`;
    serials.push(serial);
    return {
      meter_id: 3000 + number,
      unit_id: random.chance(0.015) ? 8000 + number : Number(random.pick(units.slice(0, 150)).unit_id),
      meter_type: random.pick(["electricity", "electricity", "gas", "water", "heat"]),
      serial_no: random.chance(0.04) ? random.pick([null, ""]) : serial,
      installed_on: installed,
      removed_on: random.chance(0.1) ? random.date(installed, "2026-11-10") : null,
    };
  });
  writeTable(
    db,
    "meters",
    "meter_id INTEGER PRIMARY KEY, unit_id INTEGER, meter_type TEXT, serial_no TEXT, installed_on TEXT, removed_on TEXT",
    meters,
  );
  const readings = rowsOf(520, (number) => {
    const meter = random.pick(meters.slice(0, 215));
    return {
      reading_id: 40_000 + number,
      meter_id: random.chance(0.01) ? 6000 + number : Number(meter.meter_id),
      read_on: random.chance(0.03)
        ? addDays(String(meter.installed_on), -random.int(2, 90))
        : random.date(String(meter.installed_on), "2026-11-24"),
      reading_value: random.chance(0.025) ? -random.int(1, 50) : random.int(20, 90_000) + number / 1000,
      read_by: random.chance(0.08) ? random.pick([null, ""]) : random.pick(FIRST_NAMES.slice(0, 6)),
      estimated: random.chance(0.2) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "meter_readings",
    `reading_id INTEGER PRIMARY KEY, meter_id INTEGER, read_on TEXT, reading_value REAL, read_by TEXT,
     estimated INTEGER`,
    readings,
  );
}
