import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quietDate } from "./dates.ts";
import { CITIES, FIRM_TRADES, FIRM_WORDS, FIRST_NAMES, LAST_NAMES, MODELS } from "./names.ts";
import { fillRentalMoney } from "./rental-money.ts";
import { fillRentalTrips } from "./rental-trips.ts";
import { fillRentalWorkshop } from "./rental-workshop.ts";

/** A car rental company's system: terse names in capitals, and no key declared anywhere. */
export function fillRental(db: Database.Database): void {
  const random = makeRandom(20_080_612);
  fillBranches(db, random);
  const models = fillModels(db, random);
  const vehicles = fillVehicles(db, random, models);
  const accounts = fillAccounts(db, random);
  const drivers = fillDrivers(db, random);
  const rentals = fillRentalTrips(db, random, vehicles, drivers);
  fillRentalWorkshop(db, random, vehicles, rentals);
  fillRentalMoney(db, random, accounts, rentals);
}

function fillBranches(db: Database.Database, random: Random): void {
  const rows = rowsOf(40, (number) => {
    const [city, country] = random.pick(CITIES);
    const airport = random.chance(0.35);
    return {
      BRN_CD: `B${String(number).padStart(3, "0")}`,
      BRN_NM: `${city} ${airport ? "Airport" : random.pick(["City", "Station", "West", "Harbour"])} ${number}`,
      CTY: random.chance(0.08) ? city.toUpperCase() : city,
      CTRY: country,
      TEL_NO: random.chance(0.15) ? random.pick([null, ""]) : `+${random.digits(11)}`,
      MGR_NM: random.chance(0.15)
        ? random.pick([null, " "])
        : `${random.pick(LAST_NAMES)} ${random.pick("ABCEFGHJ".split(""))}.`,
      OPN_DT: quietDate(random, "1998-03-01", "2026-09-20"),
      CLS_DT: random.chance(0.12) ? quietDate(random, "2026-09-25", "2026-11-20") : null,
      AIRP_FLG: airport ? "Y" : "N",
      LOT_CAP: random.int(3, 45) * 5 + (number % 5),
    };
  });
  writeTable(
    db,
    "BRN_MST",
    `BRN_CD TEXT, BRN_NM TEXT, CTY TEXT, CTRY TEXT, TEL_NO TEXT, MGR_NM TEXT, OPN_DT TEXT, CLS_DT TEXT,
     AIRP_FLG TEXT, LOT_CAP INTEGER`,
    rows,
  );
}

function fillModels(db: Database.Database, random: Random): Row[] {
  const rows = MODELS.flatMap(([make, model, carClass, seats]) =>
    ["PETROL", "DIESEL", "ELEC"].map((fuel) => ({
      MDL_CD: `${make.slice(0, 2).toUpperCase()}${model.slice(0, 3).toUpperCase()}${fuel[0]}`,
      MAKE: make,
      MDL_NM: `${model} ${fuel === "ELEC" ? "Electric" : fuel === "DIESEL" ? "TDI" : "1.4"}`,
      CAR_CLS: carClass,
      FUEL: fuel,
      SEATS: seats,
      DAY_RT: random.int(28, 140) + random.int(0, 99) / 100,
    })),
  );
  writeTable(
    db,
    "MDL_MST",
    "MDL_CD TEXT, MAKE TEXT, MDL_NM TEXT, CAR_CLS TEXT, FUEL TEXT, SEATS INTEGER, DAY_RT REAL",
    rows,
  );
  return rows;
}

function fillVehicles(db: Database.Database, random: Random, models: Row[]): Row[] {
  const plates: string[] = [];
  const rows = rowsOf(320, (number) => {
    const registered = quietDate(random, "2015-02-01", "2026-11-14");
    const status = random.pick(["AVAILABLE", "AVAILABLE", "AVAILABLE", "RENTED", "WORKSHOP", "SOLD"]);
    let plate = `${random.pick(["HH", "LY", "MD", "VR", "WI", "PO"])}-${random.digits(4)}`;
    if (number > 40 && random.chance(0.025)) plate = random.pick(plates);
    plates.push(plate);
    const vin = `WRF${random.digits(14)}`;
    return {
      VEH_ID: 10_000 + number,
      REG_NO: plate,
      VIN: random.chance(0.04) ? null : random.chance(0.05) ? vin.slice(0, 15) : vin,
      MDL_CD: random.chance(0.015) ? "XX000P" : String(random.pick(models.slice(0, 41)).MDL_CD),
      BRN_CD: `B${String(random.chance(0.012) ? 77 : random.int(1, 37)).padStart(3, "0")}`,
      COLR: random.chance(0.06)
        ? random.pick([null, ""])
        : random.pick(["White", "White", "Black", "Silver", "silver", "Red", "Blue"]),
      ODO_KM: random.chance(0.015) ? -1 : random.int(12, 190_000),
      REG_DT: registered,
      PUR_PRC: random.chance(0.02) ? 0 : random.int(110, 620) * 100 + number,
      VEH_STAT: status,
      INSP_DUE: random.chance(0.05) ? null : quietDate(random, "2026-08-01", "2028-06-30"),
      SOLD_DT:
        status === "SOLD"
          ? random.chance(0.1)
            ? null
            : quietDate(random, registered > "2025-06-01" ? registered : "2025-06-01", "2026-11-24")
          : random.chance(0.02)
            ? "2026-05-04"
            : null,
    };
  });
  writeTable(
    db,
    "VEH_MST",
    `VEH_ID INTEGER, REG_NO TEXT, VIN TEXT, MDL_CD TEXT, BRN_CD TEXT, COLR TEXT, ODO_KM INTEGER, REG_DT TEXT,
     PUR_PRC REAL, VEH_STAT TEXT, INSP_DUE TEXT, SOLD_DT TEXT`,
    rows,
  );
  return rows;
}

function fillAccounts(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(70, (number) => {
    const name = `${random.pick(FIRM_WORDS)} ${random.pick(FIRM_TRADES)}`;
    return {
      ACC_NO: `K${String(100 + number)}`,
      ACC_NM: name,
      CTRY: random.chance(0.06) ? random.pick(["xx", "D"]) : random.pick(CITIES)[1],
      CRED_LMT: random.int(0, 40) * 500,
      DISC_PCT: random.chance(0.04) ? 110 : random.int(0, 12) * 2.5,
      ACTV_FLG: random.chance(0.78) ? "Y" : "N",
      SGN_DT: quietDate(random, "2012-01-10", "2026-11-20"),
      EMAIL_ADR: random.chance(0.12)
        ? random.pick([null, ""])
        : `${random.chance(0.07) ? "travel.at." : "travel@"}${name.toLowerCase().replace(" ", "-")}.example`,
      SLS_REP: random.chance(0.1) ? null : random.pick(["HOLM", "BAUER", "COSTA", "LIND"]),
    };
  });
  writeTable(
    db,
    "CORP_ACC",
    `ACC_NO TEXT, ACC_NM TEXT, CTRY TEXT, CRED_LMT REAL, DISC_PCT REAL, ACTV_FLG TEXT, SGN_DT TEXT,
     EMAIL_ADR TEXT, SLS_REP TEXT`,
    rows,
  );
  return rows;
}

function fillDrivers(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(260, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const licence = `L${random.digits(8)}`;
    return {
      DRV_NO: 50_000 + number,
      FST_NM: first,
      LST_NM: last,
      BRTH_DT: random.chance(0.03) ? null : quietDate(random, "1950-01-15", "2006-06-30"),
      LIC_NO: random.chance(0.05)
        ? random.pick([null, " "])
        : random.chance(0.04)
          ? licence.slice(1)
          : licence,
      LIC_EXP: quietDate(random, "2026-01-05", "2034-12-20"),
      EMAIL_ADR: random.chance(0.08) ? null : `${first}.${last}${number}@mail.example`.toLowerCase(),
      MOB_NO: random.chance(0.1) ? random.pick([null, ""]) : `0${random.digits(9)}`,
      CTRY: random.pick(CITIES)[1],
      ACC_NO: random.chance(0.6) ? null : `K${random.chance(0.04) ? 999 : random.int(101, 160)}`,
      BLK_FLG: random.chance(0.08) ? "Y" : "N",
    };
  });
  const licensed = rows.filter((row) => String(row.LIC_NO ?? "").startsWith("L"));
  for (let copy = 1; copy <= 8; copy++) {
    const original = random.pick(licensed);
    rows.push({ ...original, DRV_NO: 50_900 + copy, EMAIL_ADR: null });
  }
  writeTable(
    db,
    "DRV_MST",
    `DRV_NO INTEGER, FST_NM TEXT, LST_NM TEXT, BRTH_DT TEXT, LIC_NO TEXT, LIC_EXP TEXT, EMAIL_ADR TEXT,
     MOB_NO TEXT, CTRY TEXT, ACC_NO TEXT, BLK_FLG TEXT`,
    rows,
  );
  return rows;
}
