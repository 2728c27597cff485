import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillVisits } from "./hotels-stays.ts";
import { fillWork } from "./hotels-work.ts";
import { FIRST_NAMES, LAST_NAMES, RESORTS } from "./names.ts";

/** A hotel group's booking system: readable names, hardly any declared key, and what receptions type in a hurry. */
export function fillHotels(db: Database.Database): void {
  const random = makeRandom(19_880_704);
  const properties = fillProperties(db, random);
  const types = fillRoomTypes(db, random);
  const rooms = fillRooms(db, random, properties, types);
  const guests = fillGuests(db, random);
  fillVisits(db, random, { properties, types, rooms, guests });
  fillWork(db, random, properties, rooms);
}

function fillProperties(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(32, (number) => {
    const [city, country] = random.pick(RESORTS);
    return {
      property_code: `H${String(number).padStart(3, "0")}`,
      property_name: `${random.pick(["Grand", "Park", "Royal", "Garden", "Station"])} ${city} ${number}`,
      city: random.chance(0.06) ? city.toLowerCase() : city,
      country,
      stars: random.chance(0.06) ? random.pick([0, 7]) : random.int(2, 5),
      opened_on: random.date("1988-05-01", "2026-06-15"),
      phone: random.chance(0.12) ? random.pick([null, ""]) : `+43${random.digits(8)}`,
      has_spa: random.chance(0.4) ? "Y" : "N",
      manager_id: random.chance(0.1) ? null : random.int(1, 150),
    };
  });
  writeTable(
    db,
    "properties",
    `property_code TEXT PRIMARY KEY, property_name TEXT, city TEXT, country TEXT, stars INTEGER, opened_on TEXT,
     phone TEXT, has_spa TEXT, manager_id INTEGER`,
    rows,
  );
  return rows;
}

function fillRoomTypes(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(30, (number) => ({
    room_type_code: `RT${String(number).padStart(2, "0")}`,
    type_name: `${random.pick(["Single", "Double", "Twin", "Family", "Suite", "Studio"])} ${number}`,
    max_occupancy: random.int(1, 5),
    base_rate: random.int(10, 60) * 6,
    breakfast_included: random.int(0, 1),
    description: random.chance(0.2) ? random.pick([null, "", "  "]) : `Room of kind ${number}`,
  }));
  writeTable(
    db,
    "room_types",
    `room_type_code TEXT, type_name TEXT, max_occupancy INTEGER, base_rate REAL, breakfast_included INTEGER,
     description TEXT`,
    rows,
  );
  return rows;
}

function fillRooms(db: Database.Database, random: Random, properties: Row[], types: Row[]): Row[] {
  const rows = rowsOf(300, (number) => {
    const floor = random.int(0, 7);
    return {
      room_id: 1000 + number,
      property_code: String(random.pick(properties.slice(0, 30)).property_code),
      room_no: `${floor}${String(random.int(1, 18)).padStart(2, "0")}`,
      floor: random.chance(0.03) ? -9 : floor,
      room_type_code: random.chance(0.03) ? "RT77" : String(random.pick(types.slice(0, 27)).room_type_code),
      is_smoking: random.chance(0.12) ? 1 : 0,
      out_of_order: random.chance(0.08) ? 1 : 0,
      renovated_on: random.chance(0.15) ? null : random.date("2008-01-10", "2026-10-30"),
    };
  });
  writeTable(
    db,
    "rooms",
    `room_id INTEGER, property_code TEXT REFERENCES properties (property_code), room_no TEXT, floor INTEGER,
     room_type_code TEXT, is_smoking INTEGER, out_of_order INTEGER, renovated_on TEXT`,
    rows,
  );
  return rows;
}

function fillGuests(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(340, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const mail = `${first.toLowerCase()}.${last.toLowerCase()}${number}@post.example`;
    const joined = random.chance(0.15)
      ? random.date("2026-10-01", "2026-11-25")
      : random.date("2015-02-01", "2026-09-30");
    return {
      guest_id: 5000 + number,
      first_name: random.chance(0.03) ? ` ${first}` : first,
      last_name: last,
      email: random.chance(0.12)
        ? random.pick([null, "", " "])
        : random.chance(0.07)
          ? mail.replace("@", "")
          : mail,
      phone: random.chance(0.2) ? null : `+49${random.digits(9)}`,
      country: random.chance(0.05)
        ? random.pick(["at", "Germany", null])
        : random.pick(["AT", "DE", "DE", "FR", "IT", "PT", "GB", "US"]),
      birth_date: random.chance(0.05)
        ? null
        : random.chance(0.02)
          ? "2031-04-01"
          : random.date("1938-01-01", "2008-11-30"),
      loyalty_tier: random.chance(0.35)
        ? null
        : random.pick(["Bronze", "Bronze", "Silver", "Gold", "Platinum"]),
      passport_no: random.chance(0.15) ? null : `X${random.digits(7)}`,
      marketing_consent: random.chance(0.45) ? "Y" : "N",
      created_on: joined,
      last_contact_on: random.chance(0.3) ? null : addDays(joined, random.int(0, 400)),
    };
  });
  for (let copy = 0; copy < 8; copy++) {
    const twin = random.pick(rows.slice(0, 340));
    rows.push({ ...twin, guest_id: 5900 + copy, phone: null });
  }
  writeTable(
    db,
    "guests",
    `guest_id INTEGER, first_name TEXT, last_name TEXT, email TEXT, phone TEXT, country TEXT, birth_date TEXT,
     loyalty_tier TEXT, passport_no TEXT, marketing_consent TEXT, created_on TEXT, last_contact_on TEXT`,
    rows,
  );
  return rows;
}
