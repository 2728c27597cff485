import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";

const TODAY = "2026-11-26";

export interface House {
  properties: Row[];
  types: Row[];
  rooms: Row[];
  guests: Row[];
}

/** Who booked, who came, what it cost them, and what they said about it. */
export function fillVisits(db: Database.Database, random: Random, house: House): void {
  const bookings = fillBookings(db, random, house);
  const stays = fillStays(db, random, house, bookings);
  const charges = fillCharges(db, random, stays);
  fillInvoices(db, random, stays, charges);
  fillReviews(db, random, stays, bookings);
}

function makeBooking(random: Random, house: House, number: number): Row {
  const arrival = random.chance(0.15)
    ? random.date("2026-11-10", "2027-01-20")
    : random.date("2025-09-01", "2026-11-24");
  const nights = random.int(1, 12);
  const early = addDays(arrival, -random.int(0, 120));
  const booked = early > TODAY ? "2026-11-20" : early;
  const status =
    arrival > TODAY
      ? random.pick(["confirmed", "confirmed", "option", "cancelled"])
      : random.pick(["completed", "completed", "completed", "completed", "cancelled", "no-show"]);
  const property = random.pick(house.properties.slice(0, 29)).property_code;
  const room = random.pick(house.rooms.filter((one) => one.property_code === property));
  const lapse = addDays(booked, random.int(0, 20));
  return {
    booking_ref: `BK${10_000 + number}`,
    guest_id: random.chance(0.02) ? 8800 + number : Number(random.pick(house.guests.slice(0, 280)).guest_id),
    property_code: String(property),
    room_type_code: String(
      random.chance(0.06) ? random.pick(house.types.slice(0, 28)).room_type_code : room.room_type_code,
    ),
    booked_on: booked,
    arrival_date: arrival,
    departure_date: random.chance(0.015) ? addDays(arrival, -1) : addDays(arrival, nights),
    adults: random.chance(0.02) ? 0 : random.int(1, 4),
    children: random.chance(0.05) ? null : random.pick([0, 0, 0, 1, 2]),
    channel: random.chance(0.04)
      ? random.pick([null, ""])
      : random.pick(["web", "phone", "agency", "walk-in"]),
    status: random.chance(0.02) ? "Cancelled" : status,
    nightly_rate: random.int(10, 70) * 6,
    cancelled_on: status === "cancelled" && !random.chance(0.1) ? (lapse > TODAY ? TODAY : lapse) : null,
  };
}

function fillBookings(db: Database.Database, random: Random, house: House): Row[] {
  const rows = rowsOf(560, (number) => makeBooking(random, house, number));
  rows[100] = { ...(rows[100] ?? {}), booking_ref: "BK10099" };
  rows[300] = { ...(rows[300] ?? {}), booking_ref: "BK10299" };
  writeTable(
    db,
    "bookings",
    `booking_ref TEXT, guest_id INTEGER, property_code TEXT, room_type_code TEXT, booked_on TEXT, arrival_date TEXT,
     departure_date TEXT, adults INTEGER, children INTEGER, channel TEXT, status TEXT, nightly_rate REAL,
     cancelled_on TEXT`,
    rows,
  );
  return rows;
}

function fillStays(db: Database.Database, random: Random, house: House, bookings: Row[]): Row[] {
  const came = bookings.filter((booking) => booking.status === "completed").slice(0, 330);
  const rows: Row[] = came
    .filter(() => !random.chance(0.05))
    .map((booking, index) => {
      const own = house.rooms.filter(
        (room) =>
          room.property_code === booking.property_code && room.room_type_code === booking.room_type_code,
      );
      const arrived = addDays(String(booking.arrival_date), random.chance(0.04) ? 1 : 0);
      const left = addDays(String(booking.departure_date), random.chance(0.06) ? random.pick([-1, 1, 2]) : 0);
      return {
        stay_id: 20_001 + index,
        booking_ref: random.chance(0.02) ? `BK9${random.digits(4)}` : (booking.booking_ref ?? null),
        guest_id: random.chance(0.03) ? Number(random.pick(house.guests).guest_id) : Number(booking.guest_id),
        room_id: Number(random.pick(random.chance(0.04) || own.length === 0 ? house.rooms : own).room_id),
        checked_in_on: arrived,
        checked_out_on: left > TODAY ? null : left,
        key_cards: random.chance(0.05) ? null : random.int(1, 3),
        walked_in: 0,
      };
    });
  for (let extra = 0; extra < 24; extra++) {
    const arrived = random.date("2026-03-01", "2026-11-25");
    const left = addDays(arrived, random.int(1, 4));
    rows.push({
      stay_id: 21_000 + extra,
      booking_ref: random.pick([null, null, ""]),
      guest_id: Number(random.pick(house.guests.slice(250, 300)).guest_id),
      room_id: Number(random.pick(house.rooms).room_id),
      checked_in_on: arrived,
      checked_out_on: left > TODAY ? null : left,
      key_cards: 1,
      walked_in: 1,
    });
  }
  writeTable(
    db,
    "stays",
    `stay_id INTEGER, booking_ref TEXT, guest_id INTEGER, room_id INTEGER, checked_in_on TEXT, checked_out_on TEXT,
     key_cards INTEGER, walked_in INTEGER`,
    rows,
  );
  return rows;
}

function fillCharges(db: Database.Database, random: Random, stays: Row[]): Row[] {
  const rows = rowsOf(600, (number) => {
    const first = number <= 290;
    const stay = first ? stays[number - 1] : random.pick(stays.slice(0, 180));
    const quantity = random.int(1, 5);
    const price = first ? random.int(10, 70) * 6 : random.int(4, 90) / 2;
    return {
      charge_id: 300_000 + number,
      stay_id: random.chance(0.012) ? 77_000 + number : Number(stay?.stay_id),
      charge_date: addDays(
        String(stay?.checked_in_on),
        random.chance(0.02) ? -5 : first ? 0 : random.int(0, 2),
      ),
      category: first
        ? "room"
        : random.chance(0.03)
          ? null
          : random.pick(["minibar", "restaurant", "spa", "parking", "laundry"]),
      quantity,
      unit_price: price,
      amount: round(quantity * price + (random.chance(0.04) ? 5 : 0), 2),
    };
  });
  writeTable(
    db,
    "charges",
    `charge_id INTEGER, stay_id INTEGER, charge_date TEXT, category TEXT, quantity INTEGER, unit_price REAL,
     amount REAL`,
    rows,
  );
  return rows;
}

function fillInvoices(db: Database.Database, random: Random, stays: Row[], charges: Row[]): void {
  const rows = stays.slice(0, 285).map((stay, index) => {
    const sum = charges
      .filter((charge) => charge.stay_id === stay.stay_id)
      .reduce((total, charge) => total + Number(charge.amount), 0);
    const total = round(sum + (random.chance(0.06) ? -10 : 0), 2);
    const status = random.pick(["paid", "paid", "paid", "paid", "open", "overdue"]);
    const issued = String(stay.checked_out_on ?? stay.checked_in_on);
    return {
      invoice_no: `F-${2000 + (index === 77 ? 76 : index)}`,
      stay_id: random.chance(0.01) ? 66_000 + index : Number(stay.stay_id),
      issued_on: issued,
      due_on: addDays(issued, random.pick([0, 14, 30])),
      total_amount: total,
      paid_amount:
        status === "paid"
          ? random.chance(0.05)
            ? round(total - 20, 2)
            : total
          : random.chance(0.2)
            ? 50
            : 0,
      currency: random.chance(0.05) ? random.pick(["eur", "EURO", null]) : "EUR",
      status,
    };
  });
  writeTable(
    db,
    "invoices",
    `invoice_no TEXT, stay_id INTEGER, issued_on TEXT, due_on TEXT, total_amount REAL, paid_amount REAL,
     currency TEXT, status TEXT`,
    rows,
  );
}

function fillReviews(db: Database.Database, random: Random, stays: Row[], bookings: Row[]): void {
  const rows = rowsOf(190, (number) => {
    const stay = random.pick(stays.slice(0, 250));
    const booking = bookings.find((one) => one.booking_ref === stay.booking_ref);
    const late = addDays(String(stay.checked_out_on ?? stay.checked_in_on), random.int(0, 30));
    const posted = late > TODAY ? TODAY : late;
    const reply = addDays(posted, random.int(0, 15));
    return {
      review_id: 900 + number,
      stay_id: random.chance(0.03) ? 55_000 + number : Number(stay.stay_id),
      property_code: String(random.chance(0.05) ? "H031" : (booking?.property_code ?? "H001")),
      score: random.chance(0.04) ? random.pick([0, 11, 12]) : random.int(2, 10),
      comment: random.chance(0.25)
        ? random.pick([null, "", " "])
        : random.pick(["Lovely", "Noisy room", "Will come again", "Cold breakfast"]),
      source: random.pick(["survey", "web", "web", "app"]),
      posted_on: posted,
      replied_on: random.chance(0.4) || reply > TODAY ? null : reply,
    };
  });
  writeTable(
    db,
    "reviews",
    `review_id INTEGER, stay_id INTEGER, property_code TEXT, score INTEGER, comment TEXT, source TEXT, posted_on TEXT,
     replied_on TEXT`,
    rows,
  );
}
