import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { clearDay, randomDay, TODAY, whenPast } from "./days.ts";
import { SERVICES } from "./mobi-names.ts";

interface Chain {
  mechanics: Row[];
  owners: Row[];
  vehicles: Row[];
  parts: Row[];
}

/** What is done to the vehicles: job cards with their lines, the appointments before and the claims after them. */
export function fillJobs(db: Database.Database, random: Random, chain: Chain): void {
  const lines: Row[] = [];
  const cards = rowsOf(860, (number) => cardOf(random, number, chain, lines));
  for (const card of cards.slice(200, 260)) earlierReading(random, card, cards);
  writeTable(
    db,
    "job_cards",
    `jc_no INTEGER PRIMARY KEY, veh_id INTEGER REFERENCES vehicles (veh_id), ws_id INTEGER REFERENCES workshops (ws_id),
     mech_id INTEGER, opened_on TEXT, promised_on TEXT, closed_on TEXT, jc_status TEXT, odo_km INTEGER, est_amt REAL,
     inv_amt REAL, wty_flag INTEGER`,
    cards,
  );
  writeTable(
    db,
    "job_lines",
    `line_id INTEGER PRIMARY KEY, jc_no INTEGER, line_type TEXT, part_no TEXT, qty REAL, unit_price REAL,
     disc_pct REAL, line_total REAL`,
    lines,
  );
  fillAppointments(db, random, cards, chain);
  fillClaims(db, random, cards, lines);
}

function cardOf(random: Random, number: number, chain: Chain, lines: Row[]): Row {
  const opened = randomDay(random, "2024-06-03", "2026-11-22");
  const vehicle = random.pick(chain.vehicles.slice(0, 470));
  const home = Number(vehicle.veh_id) % 50;
  const cancelled = random.chance(0.05);
  const ready = clearDay(addDays(opened, random.chance(0.02) ? -2 : random.pick([0, 1, 1, 2, 3, 5, 9, 21])));
  const closed = cancelled || random.chance(0.08) ? null : whenPast(ready);
  const total = linesOf(random, 40_000 + number, chain.parts, lines);
  const warranty = random.chance(0.12);
  return {
    jc_no: 40_000 + number,
    veh_id: random.chance(0.015) ? 9000 + number : Number(vehicle.veh_id),
    ws_id: random.chance(0.02)
      ? random.pick([null, 88])
      : random.chance(0.55)
        ? Math.max(1, home)
        : random.int(1, 48),
    mech_id: random.chance(0.05)
      ? random.pick([null, 999])
      : Number(random.pick(chain.mechanics.slice(0, 150)).mech_id),
    opened_on: opened,
    promised_on: random.chance(0.06) ? null : clearDay(addDays(opened, random.int(1, 6))),
    closed_on: closed,
    jc_status: cancelled ? "cancelled" : closed ? "closed" : random.pick(["open", "open", "in progress"]),
    odo_km: random.chance(0.05)
      ? null
      : Math.round((Date.parse(opened) - Date.parse("2022-01-01")) / 900_000) + 4000,
    est_amt: random.chance(0.08) ? null : round(total * random.decimal(0.7, 1.2, 2), 2),
    inv_amt:
      cancelled && random.chance(0.5)
        ? 29
        : closed === null
          ? null
          : random.chance(0.05)
            ? round(total + random.pick([-12, 30]), 2)
            : total,
    wty_flag: warranty ? 1 : 0,
  };
}

/** Somebody typed the distance of another car. */
function earlierReading(random: Random, card: Row, cards: Row[]): void {
  if (random.chance(0.4) && card.odo_km !== null) card.odo_km = Math.round(Number(card.odo_km) * 0.5);
  if (random.chance(0.3)) card.veh_id = Number(random.pick(cards).veh_id);
}

/** Adds the lines of a card and says what they come to. */
function linesOf(random: Random, card: number, parts: Row[], lines: Row[]): number {
  let total = 0;
  for (let left = random.pick([0, 1, 1, 2, 2, 3, 3, 4]); left > 0; left -= 1) {
    const kind = random.pick(["labour", "labour", "part", "part", "tyre"]);
    const part = kind === "labour" ? null : random.pick(parts.slice(0, 190));
    const qty = kind === "labour" ? random.int(1, 12) / 2 : random.pick([1, 1, 2, 4]);
    const price = random.chance(0.03) ? 0 : Number(part?.list_price ?? random.pick([78, 92, 110]));
    const discount = random.chance(0.8) ? 0 : random.pick([5, 10, 10, 20, 35, 40]);
    const amount = round(qty * price * (1 - discount / 100), 2);
    total += amount;
    lines.push({
      line_id: lines.length + 1,
      jc_no: random.chance(0.008) ? 60_000 + lines.length : card,
      line_type: random.chance(0.02) ? "Labour " : kind,
      part_no:
        part === null ? null : random.chance(0.03) ? random.pick([null, "MISC"]) : String(part.part_no),
      qty,
      unit_price: price,
      disc_pct: random.chance(0.03) ? null : discount,
      line_total: random.chance(0.02) ? round(amount + 5, 2) : amount,
    });
  }
  return round(total, 2);
}

function fillAppointments(db: Database.Database, random: Random, cards: Row[], chain: Chain): void {
  const owners = new Map(chain.vehicles.map((vehicle) => [vehicle.veh_id, vehicle.owner_id ?? null]));
  const kept = cards.slice(0, 420).map((card) => ({
    owner_id: owners.get(card.veh_id ?? null) ?? null,
    veh_id: card.veh_id ?? null,
    ws_id: card.ws_id ?? null,
    appt_date: random.chance(0.95) ? String(card.opened_on) : addDays(String(card.opened_on), -1),
    service: random.pick(SERVICES),
    appt_status: "kept",
    jc_no: random.chance(0.05) ? null : Number(card.jc_no),
  }));
  const others = rowsOf(210, () => {
    const vehicle = random.pick(chain.vehicles);
    const day = randomDay(random, "2025-01-07", "2027-01-15");
    return {
      owner_id: random.chance(0.04) ? 6001 : random.chance(0.06) ? 3010 : (vehicle.owner_id ?? null),
      veh_id: random.chance(0.03) ? null : Number(vehicle.veh_id),
      ws_id: random.int(1, 44),
      appt_date: day,
      service: random.chance(0.05) ? null : random.pick(SERVICES),
      appt_status: day > TODAY ? "booked" : random.pick(["no-show", "no-show", "cancelled", "booked"]),
      jc_no: null,
    };
  });
  const all: Row[] = [...kept, ...others];
  for (const row of all.slice(415, 428)) all.push({ ...row, service: random.pick(SERVICES) });
  for (const row of all.slice(440, 448)) all.push({ ...row, ws_id: (Number(row.ws_id) % 44) + 1 });
  const rows = all.map((row, index) => ({ appt_id: 1 + index, ...row }));
  writeTable(
    db,
    "appointments",
    `appt_id INTEGER PRIMARY KEY, owner_id INTEGER, veh_id INTEGER, ws_id INTEGER REFERENCES workshops (ws_id),
     appt_date TEXT, service TEXT, appt_status TEXT, jc_no INTEGER`,
    rows,
  );
}

/** Workshops that claim more often than the others. */
const CARELESS = new Set([5, 12, 22, 31, 40]);

function fillClaims(db: Database.Database, random: Random, cards: Row[], lines: Row[]): void {
  const fitted = lines.filter((line) => line.part_no !== null && Number(line.line_total) > 0);
  const cardOfLine = new Map(cards.map((card) => [card.jc_no, card]));
  const busy = fitted.filter((line) => CARELESS.has(Number(cardOfLine.get(line.jc_no ?? null)?.ws_id)));
  const rows = rowsOf(170, (number) => {
    const line = random.pick(random.chance(0.4) ? busy : fitted);
    const card = cardOfLine.get(line.jc_no ?? null);
    const from = addDays(String(card?.opened_on ?? "2025-05-05"), random.int(3, 200));
    const submitted = from < "2026-11-20" ? clearDay(from) : randomDay(random, "2026-06-01", "2026-11-18");
    const decided = random.chance(0.2)
      ? null
      : whenPast(clearDay(addDays(submitted, random.chance(0.02) ? -4 : random.int(4, 70))));
    const state =
      decided === null ? "pending" : random.pick(["approved", "approved", "partly approved", "rejected"]);
    const amount = Number(line.line_total);
    return {
      claim_no: `WC-${2000 + number}`,
      jc_no: random.chance(0.03) ? 70_000 + number : (line.jc_no ?? null),
      part_no: random.chance(0.05) ? null : (line.part_no ?? null),
      claim_amt: amount,
      appr_amt: approvedOf(random, state, amount),
      submitted_on: submitted,
      decided_on: decided,
      claim_status: state,
      reason_cd: random.chance(0.1)
        ? random.pick([null, ""])
        : random.pick(["LEAK", "NOISE", "CRACK", "DEAD"]),
    };
  });
  writeTable(
    db,
    "warranty_claims",
    `claim_no TEXT PRIMARY KEY, jc_no INTEGER, part_no TEXT, claim_amt REAL, appr_amt REAL, submitted_on TEXT,
     decided_on TEXT, claim_status TEXT, reason_cd TEXT`,
    rows,
  );
}

function approvedOf(random: Random, state: string, amount: number): number | null {
  if (state === "pending") return null;
  if (state === "rejected") return random.chance(0.1) ? round(amount / 4, 2) : 0;
  if (state === "approved") return random.chance(0.06) ? round(amount + 20, 2) : amount;
  return round(amount * random.pick([0.3, 0.4, 0.6, 0.8]), 2);
}
