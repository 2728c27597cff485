import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillLeases } from "./property-leases.ts";
import { fillMeters } from "./property-meters.ts";
import { CITIES, FIRST_NAMES, LAST_NAMES, STREETS, TRADES } from "./property-names.ts";
import { fillRepairs } from "./property-repairs.ts";

/** A company that manages rented flats and shops: readable names, and few keys declared. */
export function fillProperty(db: Database.Database): void {
  const random = makeRandom(19_870_512);
  const buildings = fillBuildings(db, random);
  const units = fillUnits(db, random, buildings);
  const tenants = fillTenants(db, random);
  const contractors = fillContractors(db, random, tenants);
  fillLeases(db, random, units, tenants);
  fillMeters(db, random, units);
  fillRepairs(db, random, units, tenants, contractors);
}

function fillBuildings(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(36, (number) => {
    const [city, prefix] = random.pick(CITIES);
    return {
      building_id: number,
      street: `${random.pick(STREETS)} ${random.int(1, 90)}`,
      postcode: random.chance(0.06) ? random.pick([null, ""]) : `${prefix}${random.digits(3)}`,
      city,
      year_built: random.int(1890, 2021),
      has_lift: random.chance(0.45) ? 1 : 0,
      energy_class: random.chance(0.14)
        ? random.pick([null, "", " "])
        : random.pick(["A", "B", "C", "D", "E", "F"]),
      caretaker: random.chance(0.15) ? null : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    };
  });
  writeTable(
    db,
    "buildings",
    `building_id INTEGER PRIMARY KEY, street TEXT, postcode TEXT, city TEXT, year_built INTEGER, has_lift INTEGER,
     energy_class TEXT, caretaker TEXT`,
    rows,
  );
  return rows;
}

function fillUnits(db: Database.Database, random: Random, buildings: Row[]): Row[] {
  const rows = rowsOf(260, (number) => {
    const type = random.pick(["flat", "flat", "flat", "flat", "shop", "garage", "office"]);
    const building = random.pick(buildings.slice(0, 34));
    const lowest = type === "flat" ? 1 : 0;
    const area = type === "garage" ? random.int(12, 20) : random.int(28, type === "flat" ? 130 : 260);
    return {
      unit_id: 1000 + number,
      building_id: random.chance(0.01) ? 99 : Number(building.building_id),
      unit_no: `${random.pick(["A", "B", "L", "R"])}${number}`,
      unit_type: type,
      floor: type === "flat" ? random.int(lowest, 6) : 0,
      area_sqm: random.chance(0.025) ? random.pick([0, -45]) : area + (number % 97) / 100,
      rooms: type === "flat" ? random.int(1, 5) : null,
      status:
        Number(building.building_id) % 8 === 0
          ? "let"
          : random.pick(["let", "let", "let", "vacant", "renovation"]),
      target_rent: area * random.int(8, 16),
    };
  });
  writeTable(
    db,
    "units",
    `unit_id INTEGER PRIMARY KEY, building_id INTEGER, unit_no TEXT, unit_type TEXT, floor INTEGER, area_sqm REAL,
     rooms INTEGER, status TEXT, target_rent REAL`,
    rows,
  );
  return rows;
}

function fillTenants(db: Database.Database, random: Random): Row[] {
  const ibans: string[] = [];
  const rows = rowsOf(230, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    let iban: string | null = `DE${random.digits(20)}`;
    if (random.chance(0.05) && ibans.length > 3) iban = random.pick(ibans);
    else if (random.chance(0.06)) iban = random.pick([null, ""]);
    else if (random.chance(0.05)) iban = random.pick([iban.slice(0, 20), `${iban}0`]);
    else ibans.push(iban);
    return {
      tenant_id: 500 + number,
      first_name: first,
      last_name: random.chance(0.04) ? last.toUpperCase() : last,
      email: random.chance(0.2)
        ? random.pick([null, ""])
        : `${first}.${last}${number}@mail.example`.toLowerCase(),
      phone: random.chance(0.25)
        ? random.pick([null, "", " "])
        : `0${random.int(30, 399)} ${random.digits(6)}`,
      date_of_birth: random.chance(0.05) ? null : random.date("1938-01-01", "2006-12-31"),
      iban,
      registered_on: random.date("2009-01-01", "2026-11-10"),
    };
  });
  writeTable(
    db,
    "tenants",
    `tenant_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT, phone TEXT, date_of_birth TEXT,
     iban TEXT, registered_on TEXT`,
    rows,
  );
  return rows;
}

function fillContractors(db: Database.Database, random: Random, tenants: Row[]): Row[] {
  const withMail = tenants.filter((tenant) => (tenant.email ?? "") !== "");
  const rows = rowsOf(42, (number) => {
    const trade = TRADES[number % TRADES.length] ?? "painting";
    const name = `${random.pick(LAST_NAMES)} ${trade} ${number}`;
    return {
      contractor_id: 200 + number,
      company_name: random.chance(0.05) ? name.toUpperCase() : name,
      trade,
      email:
        number % 11 === 0
          ? String(random.pick(withMail).email)
          : random.chance(0.1)
            ? null
            : `office@${name.toLowerCase().replaceAll(" ", "-")}.example`,
      hourly_rate: random.int(34, 88) + number / 100,
      insurance_valid_until: random.chance(0.08) ? null : random.date("2026-01-15", "2028-06-30"),
      blocked: random.chance(0.12) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "contractors",
    `contractor_id INTEGER PRIMARY KEY, company_name TEXT, trade TEXT, email TEXT, hourly_rate REAL,
     insurance_valid_until TEXT, blocked TEXT`,
    rows,
  );
  return rows;
}
