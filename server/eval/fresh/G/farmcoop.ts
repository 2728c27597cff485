import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { offEdge } from "./edges.ts";
import { fillFieldWork } from "./farmcoop-fields.ts";
import { fillTrade } from "./farmcoop-trade.ts";
import { CROPS, FIRST_NAMES, LAST_NAMES, VILLAGES } from "./names.ts";

const REGIONS = ["North", "South", "East", "West"];

/** A farmers' cooperative: readable names, and a few keys declared. */
export function fillFarmcoop(db: Database.Database): void {
  const random = makeRandom(19_520_307);
  const members = fillMembers(db, random);
  const farms = fillFarms(db, random, members);
  const crops = fillCrops(db, random);
  const machines = fillMachines(db, random);
  fillRentals(db, random, machines, members);
  fillFieldWork(db, random, farms, crops, machines);
  fillTrade(db, random, members, crops);
}

function fillMembers(db: Database.Database, random: Random): Row[] {
  const ibans: string[] = [];
  const rows: Row[] = rowsOf(120, (number) => {
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
    const mail = `${name.toLowerCase().replace(" ", ".")}@farm${number}.example`;
    const joined = random.date("1985-02-01", "2026-10-20");
    let iban: string | null = `AT${random.digits(18)}`;
    if (number % 32 === 0) iban = random.pick(ibans);
    else if (number % 22 === 0) iban = random.pick([null, ""]);
    else if (number % 47 === 0) iban = iban.slice(0, 15);
    else ibans.push(iban);
    return {
      member_id: number,
      full_name: name,
      email:
        number % 13 === 0 ? random.pick([null, "", " "]) : number % 35 === 0 ? mail.replace("@", "#") : mail,
      phone: number % 11 === 0 ? null : `+43 660 ${random.digits(7)}`,
      region: number % 29 === 0 ? random.pick(["north", "Sout"]) : random.pick(REGIONS),
      birth_date: random.date("1942-01-01", "2001-12-31"),
      joined_on: joined,
      left_on: random.chance(0.12)
        ? random.date(joined < "2022" ? "2022-01-10" : joined, "2026-11-02")
        : null,
      iban,
      board_member: number % 17 === 0 ? 1 : 0,
      shares: random.int(1, 60),
    };
  });
  for (let copy = 0; copy < 4; copy++)
    rows.push({ ...random.pick(rows.slice(0, 100)), member_id: 201 + copy });
  writeTable(
    db,
    "members",
    `member_id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT, region TEXT, birth_date TEXT, joined_on TEXT,
     left_on TEXT, iban TEXT, board_member INTEGER, shares INTEGER`,
    rows,
  );
  return rows;
}

function fillFarms(db: Database.Database, random: Random, members: Row[]): Row[] {
  const rows = rowsOf(140, (number) => {
    const owner = random.pick(members.slice(0, 104));
    const organic = random.chance(0.3) ? "Y" : "N";
    return {
      farm_id: number,
      member_id: number % 69 === 0 ? 999 : (owner.member_id ?? null),
      farm_name: `${random.pick(LAST_NAMES)} ${random.pick(["Farm", "Grange", "Croft", "Holding"])}`,
      village: random.pick(VILLAGES),
      region: random.chance(0.85) ? (owner.region ?? null) : random.pick(REGIONS),
      total_hectares: random.decimal(6, 240, 1) + number / 1000,
      organic,
      certified_until: organic === "Y" && number % 9 !== 0 ? random.date("2025-10-01", "2028-06-30") : null,
    };
  });
  writeTable(
    db,
    "farms",
    `farm_id INTEGER PRIMARY KEY, member_id INTEGER, farm_name TEXT, village TEXT, region TEXT, total_hectares REAL,
     organic TEXT, certified_until TEXT`,
    rows,
  );
  return rows;
}

function fillCrops(db: Database.Database, random: Random): Row[] {
  const rows = CROPS.map(([name, family, moisture], index) => ({
    crop_id: index + 1,
    crop_name: name,
    crop_family: index === 30 ? null : family,
    max_moisture_pct: moisture,
    list_price: random.int(70, 620) + index / 10,
    winter_crop: ["Winter Wheat", "Winter Barley", "Rye", "Triticale", "Rapeseed"].includes(name) ? 1 : 0,
  }));
  writeTable(
    db,
    "crops",
    `crop_id INTEGER PRIMARY KEY, crop_name TEXT, crop_family TEXT, max_moisture_pct REAL, list_price REAL,
     winter_crop INTEGER`,
    rows,
  );
  return rows;
}

function fillMachines(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(48, (number) => {
    const type = random.pick(["Tractor", "Tractor", "Combine", "Seeder", "Sprayer", "Baler", "Trailer"]);
    return {
      machine_id: number,
      machine_name: `${type} ${number}`,
      machine_type: type,
      manufacturer:
        number % 14 === 0 ? null : random.pick(["Fendwick", "Claasen", "Deerby", "Horschel", "DEERBY"]),
      serial_number: number % 19 === 0 ? "SN-40017" : number % 23 === 0 ? "" : `SN-${40_000 + number}`,
      bought_on: random.date("2008-03-01", "2026-09-15"),
      purchase_price: random.int(8, 420) * 1000 + number,
      daily_rate: number % 24 === 0 ? 0 : random.int(4, 90) * 10,
      last_serviced_on: number % 10 === 0 ? null : random.date("2024-09-01", "2026-11-18"),
      out_of_order: number % 12 === 0 ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "machines",
    `machine_id INTEGER PRIMARY KEY, machine_name TEXT, machine_type TEXT, manufacturer TEXT, serial_number TEXT,
     bought_on TEXT, purchase_price REAL, daily_rate REAL, last_serviced_on TEXT, out_of_order TEXT`,
    rows,
  );
  return rows;
}

function fillRentals(db: Database.Database, random: Random, machines: Row[], members: Row[]): void {
  const rows = rowsOf(260, (number) => {
    const machine = random.pick(machines.slice(0, 41));
    const days = random.int(1, 14);
    const from = random.date("2025-03-01", "2026-11-22");
    const back = addDays(from, number % 65 === 0 ? -1 : days + random.pick([-1, 0, 0, 0, 1, 3, 6]));
    const charge = days * Number(machine.daily_rate);
    return {
      rental_id: number,
      machine_id: number % 87 === 0 ? 77 : (machine.machine_id ?? null),
      member_id: random.pick(members.slice(10, 95)).member_id ?? null,
      rented_on: from,
      due_back: offEdge(addDays(from, days)),
      returned_on: back > "2026-11-25" || number % 31 === 0 ? null : back,
      rental_days: days,
      charge: number % 26 === 0 ? charge - 15 : charge,
      paid: number % 50 === 0 ? null : random.chance(0.75) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "rentals",
    `rental_id INTEGER PRIMARY KEY, machine_id INTEGER, member_id INTEGER REFERENCES members (member_id), rented_on TEXT,
     due_back TEXT, returned_on TEXT, rental_days INTEGER, charge REAL, paid TEXT`,
    rows,
  );
}
