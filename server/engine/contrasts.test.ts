import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

// Bookings are in a hotel; the guest and the guide of a booking each have a country, the hotel a country and a manager.
const travel = openFixture(
  `CREATE TABLE countries(country_id INTEGER PRIMARY KEY, country_name TEXT);
   CREATE TABLE guests(guest_id INTEGER PRIMARY KEY, full_name TEXT, country_id INTEGER REFERENCES countries(country_id), language TEXT);
   CREATE TABLE hotels(hotel_id INTEGER PRIMARY KEY, hotel_name TEXT, country_id INTEGER REFERENCES countries(country_id), currency TEXT);
   CREATE TABLE guides(guide_id INTEGER PRIMARY KEY, guide_name TEXT, language TEXT, hotel_id INTEGER REFERENCES hotels(hotel_id));
   CREATE TABLE bookings(booking_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guests(guest_id), hotel_id INTEGER REFERENCES hotels(hotel_id), guide_id INTEGER REFERENCES guides(guide_id), currency TEXT, arrival_date TEXT);
   CREATE TABLE invoices(invoice_id INTEGER PRIMARY KEY, booking_id INTEGER REFERENCES bookings(booking_id), currency TEXT, invoice_date TEXT);
   INSERT INTO countries VALUES (1,'Peru'),(2,'Chile');
   INSERT INTO guests VALUES (1,'Ana',1,'es'),(2,'Ben',2,'en'),(3,'Cyd',NULL,NULL);
   INSERT INTO hotels VALUES (1,'Andes',1,'PEN'),(2,'Costa',2,'CLP');
   INSERT INTO guides VALUES (1,'Gil','es',1),(2,'Hal','en',2);
   INSERT INTO bookings VALUES (1,1,1,1,'PEN','2025-01-01'),(2,1,2,2,'PEN','2025-02-01'),(3,2,2,1,'CLP','2025-03-01'),(4,3,1,2,NULL,'2025-04-01'),(5,2,1,NULL,'USD','2025-05-01');
   INSERT INTO invoices VALUES (1,1,'PEN','2025-01-02'),(2,2,'CLP','2025-02-02'),(3,3,'CLP','2025-02-28'),(4,4,'PEN','2025-05-01');`,
  { matches: [] },
);

describe("what belongs to one thing and the same of another", () => {
  it.each([
    ["bookings in another currency than the hotel", "booking_id", [2, 4, 5]],
    ["bookings whose currency is not the currency of the hotel", "booking_id", [2, 4, 5]],
    ["bookings with a different currency than the hotel has", "booking_id", [2, 4, 5]],
    ["bookings where the currency differs from that of the hotel", "booking_id", [2, 4, 5]],
    ["bookings whose currency is the same as that of the hotel", "booking_id", [1, 3]],
    ["invoices where the currency is not the one on the booking", "invoice_id", [2, 4]],
    ["invoices whose currency does not match the currency of the hotel of the booking", "invoice_id", []],
    ["bookings whose guest is from another country than the hotel", "booking_id", [2, 4, 5]],
    ["bookings whose guide speaks a different language than the guest", "booking_id", [2, 3, 4]],
    ["bookings at a different hotel than the hotel their guide belongs to", "booking_id", [3, 4]],
    ["bookings where the hotel is not the hotel of the guide", "booking_id", [3, 4]],
  ])("%s", (definition, key, ids) => {
    expect(travel.column(definition, key)).toEqual(ids);
  });

  it("loses nothing that is said of what the other thing is of", () => {
    expect(travel.compile("bookings whose guest is not the guest of the es guide").ok).toBe(false);
  });

  it("is said in the reading, with the way to each", () => {
    const result = travel.compile("bookings whose guest is from another country than the hotel");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of bookings whose guests.country_id of a row with bookings.guest_id = guests.guest_id is not hotels.country_id of a row with bookings.hotel_id = hotels.hotel_id",
    );
  });

  it("is refused when one of them has no such thing", () => {
    for (const definition of [
      "bookings in another language than the hotel",
      "bookings whose guest is from another planet than the hotel",
      "bookings where the currency is not the currency of the airline",
    ])
      expect(travel.compile(definition), definition).toMatchObject({ ok: false });
  });
});
