import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, writeTable } from "../tables.ts";
import { AUDIENCES, EVENT_CATEGORIES, HOSTS } from "./library-names.ts";

/** An event at one of the branches; the last six branches never have one. */
export function eventRow(random: Random, id: number, branches: number): Row {
  const category = random.pick(EVENT_CATEGORIES);
  return {
    event_id: id,
    event_name: `${category} ${random.pick(["with guests", "on Sunday", "after dark", "for beginners", "special"])}`,
    branch_id: random.int(1, branches - 6),
    category,
    audience: random.pick(AUDIENCES),
    event_date: random.date("2025-01-08", "2027-02-20"),
    start_time: random.chance(0.06)
      ? random.pick([null, "7pm", "19.30"])
      : random.pick(["10:00", "14:30", "18:00", "19:30"]),
    capacity: random.chance(0.04) ? null : random.pick([12, 20, 30, 45, 60, 80]),
    ticket_price: random.pick([0, 0, 4, 6.5, 9, 12, 18]),
    status: random.pick(["scheduled", "held", "held", "cancelled", "sold out"]),
    host: random.chance(0.15) ? random.pick([null, ""]) : random.pick(HOSTS),
  };
}

/** A booking of one or more seats; a few are of events that nobody knows, and some of people without a card. */
export function ticketRow(random: Random, id: number, events: Row[], members: number): Row {
  const about = random.pick(events.slice(0, events.length - 25));
  const regular = about.ticket_price as number;
  return {
    ticket_id: 800_000 + id,
    event_id: random.chance(0.01) ? random.int(400, 420) : (about.event_id as number),
    member_id: random.chance(0.15) ? null : 10_000 + random.int(40, members),
    seats: random.pick([1, 1, 1, 2, 2, 3, 4, 6]),
    unit_price: random.chance(0.12) ? random.pick([0, 5, 10]) : regular,
    booked_on: addDays(
      about.event_date as string,
      random.chance(0.02) ? random.int(1, 5) : -random.int(0, 50),
    ),
    payment_method: random.chance(0.05)
      ? random.pick([null, ""])
      : random.pick(["card", "cash", "voucher", "online"]),
    checked_in: random.pick(["yes", "yes", "yes", "no"]),
  };
}

export function writeEventTables(db: Database.Database, events: Row[], tickets: Row[]): void {
  writeTable(
    db,
    "events",
    `event_id INTEGER PRIMARY KEY, event_name TEXT, branch_id INTEGER REFERENCES branches(branch_id), category TEXT,
    audience TEXT, event_date TEXT, start_time TEXT, capacity INTEGER, ticket_price REAL, status TEXT, host TEXT`,
    events,
  );
  writeTable(
    db,
    "tickets",
    `ticket_id INTEGER PRIMARY KEY, event_id INTEGER REFERENCES events(event_id),
    member_id INTEGER REFERENCES members(member_id), seats INTEGER, unit_price REAL, booked_on TEXT,
    payment_method TEXT, checked_in TEXT`,
    tickets,
  );
}
