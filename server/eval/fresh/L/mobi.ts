import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { randomDay } from "./days.ts";
import { fillJobs } from "./mobi-jobs.ts";
import { CITIES, COMPANIES, FIRST_NAMES, LAST_NAMES, MAKES } from "./mobi-names.ts";
import { fillParts } from "./mobi-parts.ts";

/** A chain of car workshops: the keys of people and vehicles declared, those of parts, jobs and claims mostly not. */
export function fillMobiworks(db: Database.Database): void {
  const random = makeRandom(55_120_907);
  fillWorkshops(db, random);
  const mechanics = fillMechanics(db, random);
  const owners = fillOwners(db, random);
  const vehicles = fillVehicles(db, random);
  const parts = fillParts(db, random);
  fillJobs(db, random, { mechanics, owners, vehicles, parts });
}

function fillWorkshops(db: Database.Database, random: Random): void {
  const rows = rowsOf(52, (number) => {
    const [city, region] = CITIES[number % 8] ?? CITIES[0];
    return {
      ws_id: number,
      ws_name: `Mobiworks ${city} ${Math.ceil(number / 8)}`,
      city: random.chance(0.06) ? city.toUpperCase() : city,
      region: random.chance(0.06) ? null : region,
      ws_type: random.pick(["full service", "full service", "tyres only", "body shop"]),
      lift_cnt: random.chance(0.05) ? 0 : random.int(2, 11),
      opened_on: random.date("1998-02-01", "2025-03-31"),
      closed_on: number > 46 && number < 51 ? randomDay(random, "2025-12-01", "2026-08-15") : null,
      mgr_id: random.chance(0.1) ? random.pick([null, 990]) : 100 + random.int(1, 40),
      phone: random.chance(0.12) ? random.pick([null, ""]) : `+43 ${random.digits(8)}`,
    };
  });
  writeTable(
    db,
    "workshops",
    `ws_id INTEGER PRIMARY KEY, ws_name TEXT, city TEXT, region TEXT, ws_type TEXT, lift_cnt INTEGER, opened_on TEXT,
     closed_on TEXT, mgr_id INTEGER, phone TEXT`,
    rows,
  );
}

function fillMechanics(db: Database.Database, random: Random): Row[] {
  const rates: Readonly<Record<string, number>> = { apprentice: 34, mechanic: 58, senior: 72, master: 86 };
  const rows = rowsOf(170, (number) => {
    const grade =
      number <= 26 ? "master" : random.pick(["apprentice", "apprentice", "mechanic", "mechanic", "senior"]);
    const mentored = grade === "apprentice" ? random.chance(0.9) : number > 26 && random.chance(0.35);
    return {
      mech_id: 100 + number,
      mech_name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
      ws_id: random.chance(0.04) ? random.pick([null, 77]) : random.int(1, 50),
      grade,
      hourly_rate: random.chance(0.03) ? null : (rates[grade] ?? 50) + random.int(-9, 14) / 2,
      hired_on: randomDay(random, "2005-01-10", "2026-10-31"),
      left_on: random.chance(0.17) ? randomDay(random, "2025-02-01", "2026-11-15") : null,
      mentor_id: mentored ? (random.chance(0.05) ? 800 + number : 100 + random.int(1, 44)) : null,
      hv_cert: random.chance(0.04) ? null : random.chance(0.4) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "mechanics",
    `mech_id INTEGER PRIMARY KEY, mech_name TEXT, ws_id INTEGER REFERENCES workshops (ws_id), grade TEXT,
     hourly_rate REAL, hired_on TEXT, left_on TEXT, mentor_id INTEGER, hv_cert TEXT`,
    rows,
  );
  return rows;
}

function fillOwners(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(430, (number) => {
    const company = random.chance(0.28);
    const last = random.pick(LAST_NAMES);
    const name = company
      ? `${random.pick(COMPANIES)} ${random.pick(["GmbH", "KG", "OG"])}`
      : `${random.pick(FIRST_NAMES)} ${last}`;
    return {
      owner_id: 3000 + number,
      owner_name: random.chance(0.04) ? random.pick([` ${name}`, `${name} `]) : name,
      owner_kind: company ? "company" : "private",
      email: random.chance(0.13)
        ? random.pick([null, "", "  "])
        : `${last.toLowerCase()}${number}${random.chance(0.03) ? "(at)" : "@"}post.example`,
      phone: random.chance(0.16) ? random.pick([null, ""]) : `0664 ${random.digits(7)}`,
      city: random.chance(0.05) ? null : random.pick(CITIES)[0],
      marketing_ok: random.chance(0.05) ? null : random.pick(["yes", "no", "no"]),
      created_on: randomDay(random, "2019-01-07", "2026-11-21"),
    };
  });
  writeTable(
    db,
    "owners",
    `owner_id INTEGER PRIMARY KEY, owner_name TEXT, owner_kind TEXT, email TEXT, phone TEXT, city TEXT,
     marketing_ok TEXT, created_on TEXT`,
    rows,
  );
  return rows;
}

function fillVehicles(db: Database.Database, random: Random): Row[] {
  const plates: string[] = [];
  const vins: string[] = [];
  const rows = rowsOf(560, (number) => {
    const [make, models] = random.pick(MAKES);
    const model = random.pick<string>(models);
    const plate =
      plates.length > 20 && random.chance(0.03)
        ? random.pick(plates)
        : `${random.pick(["G", "L", "S", "W", "KU"])}-${random.digits(4)}${random.pick(["AB", "KT", "XR"])}`;
    const vin =
      vins.length > 20 && random.chance(0.015)
        ? random.pick(vins)
        : `WMB${random.digits(random.chance(0.04) ? 13 : 14)}`;
    plates.push(plate);
    vins.push(vin);
    return {
      veh_id: 7000 + number,
      vin: random.chance(0.04) ? random.pick([null, ""]) : vin,
      plate_no: random.chance(0.03) ? null : plate,
      owner_id: random.chance(0.03) ? random.pick([null, 5000 + number]) : 3000 + random.int(1, 400),
      make,
      model,
      fuel_type:
        model === "Zoe" || model === "Kona"
          ? "electric"
          : random.pick([
              "diesel",
              "diesel",
              "petrol",
              "petrol",
              "hybrid",
              random.pick(["Diesel", "petrol"]),
            ]),
      first_reg: randomDay(random, "2003-03-01", "2026-09-30"),
      mileage_km: random.chance(0.04) ? random.pick([null, 0]) : random.int(2, 290) * 1000,
      insp_due: random.chance(0.05) ? null : randomDay(random, "2026-06-01", "2028-06-30"),
    };
  });
  writeTable(
    db,
    "vehicles",
    `veh_id INTEGER PRIMARY KEY, vin TEXT, plate_no TEXT, owner_id INTEGER REFERENCES owners (owner_id), make TEXT,
     model TEXT, fuel_type TEXT, first_reg TEXT, mileage_km INTEGER, insp_due TEXT`,
    rows,
  );
  return rows;
}
