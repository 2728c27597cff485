import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CARRIER_NAMES, COUNTRIES, HANDS, REASONS } from "./warehouse-names.ts";

/** What leaves the warehouse: carriers, shipments, the pick lists for them, and what comes back. */
export function fillOutbound(db: Database.Database, random: Random, items: Row[]): void {
  const carriers = fillCarriers(db, random);
  const shipments = fillShipments(db, random, carriers);
  fillPickLists(db, random, shipments, carriers);
  fillReturns(db, random, shipments, items);
}

function fillCarriers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(30, (number) => ({
    CAR_CD: `K${String(number).padStart(2, "0")}`,
    CAR_NM: `${random.pick(CARRIER_NAMES)} ${random.pick(["Express", "Freight", "Cargo"])} ${number}`,
    TRN_MOD: random.pick(["ROAD", "ROAD", "AIR", "SEA"]),
    PHN: random.chance(0.2) ? random.pick([null, "", "n/a"]) : `+49 ${random.digits(3)} ${random.digits(6)}`,
    CTR_END: random.chance(0.1) ? null : random.date("2025-06-30", "2028-12-31"),
    ACTV_FLG: random.chance(0.8) ? "Y" : "N",
  }));
  writeTable(
    db,
    "CAR_MST",
    "CAR_CD TEXT, CAR_NM TEXT, TRN_MOD TEXT, PHN TEXT, CTR_END TEXT, ACTV_FLG TEXT",
    rows,
  );
  return rows;
}

function fillShipments(db: Database.Database, random: Random, carriers: Row[]): Row[] {
  const rows = rowsOf(300, (number) => {
    const shipped = random.date("2025-08-04", "2026-11-25");
    const promised = addDays(shipped, random.int(2, 12));
    const delivered = addDays(shipped, random.chance(0.03) ? -random.int(1, 4) : random.int(1, 17));
    const done = delivered < "2026-11-26" && random.chance(0.9);
    return {
      SHP_NO: 600_000 + number,
      CAR_CD: random.chance(0.03) ? null : String(random.pick(carriers.slice(0, 25)).CAR_CD),
      DST_CTRY: random.chance(0.04) ? random.pick(["", "XX"]) : random.pick(COUNTRIES)[0],
      SHP_DT: shipped,
      PROM_DT: promised,
      DLV_DT: done ? delivered : null,
      SHP_STS: done ? "DELIVERED" : random.pick(["IN_TRANSIT", "IN_TRANSIT", "LOST"]),
      WGT_KG: random.chance(0.03) ? 0 : random.int(2, 4000) / 4,
      FRT_AMT: random.chance(0.05) ? null : round(random.int(1500, 90_000) / 100, 2),
    };
  });
  writeTable(
    db,
    "SHP",
    `SHP_NO INTEGER, CAR_CD TEXT, DST_CTRY TEXT, SHP_DT TEXT, PROM_DT TEXT, DLV_DT TEXT, SHP_STS TEXT, WGT_KG REAL,
     FRT_AMT REAL`,
    rows,
  );
  return rows;
}

function fillPickLists(db: Database.Database, random: Random, shipments: Row[], carriers: Row[]): void {
  const rows = rowsOf(310, (number) => {
    const shipment = random.pick(shipments.slice(0, 270));
    const started = addDays(String(shipment.SHP_DT), -random.int(1, 8));
    const open = random.chance(0.12);
    return {
      PCK_NO: 20_000 + number,
      SHP_NO: random.chance(0.02) ? 699_999 : Number(shipment.SHP_NO),
      CAR_CD: random.chance(0.08) ? String(random.pick(carriers).CAR_CD) : (shipment.CAR_CD ?? null),
      PCKR: random.chance(0.05) ? random.pick([null, "?"]) : random.pick(HANDS),
      STRT_DT: started,
      DONE_DT: open ? null : addDays(started, random.int(0, 6)),
      PCK_STS: open ? random.pick(["RELEASED", "PICKING"]) : random.chance(0.05) ? "PICKING" : "DONE",
      LIN_CNT: random.int(1, 24),
    };
  });
  writeTable(
    db,
    "PCK_LST",
    `PCK_NO INTEGER, SHP_NO INTEGER, CAR_CD TEXT, PCKR TEXT, STRT_DT TEXT, DONE_DT TEXT, PCK_STS TEXT,
     LIN_CNT INTEGER`,
    rows,
  );
}

function fillReturns(db: Database.Database, random: Random, shipments: Row[], items: Row[]): void {
  const rows = rowsOf(95, (number) => {
    const shipment = random.pick(shipments.slice(0, 240));
    const back = addDays(String(shipment.SHP_DT), random.int(3, 45));
    return {
      RTN_NO: 1500 + number,
      SHP_NO: random.chance(0.03) ? 688_888 : Number(shipment.SHP_NO),
      ITM_NO: String(random.pick(items.slice(0, 180)).ITM_NO),
      RTN_DT: back > "2026-11-25" ? "2026-11-25" : back,
      RSN_CD: random.chance(0.06) ? null : random.pick(REASONS),
      QTY: random.int(1, 12),
      CRD_AMT: random.chance(0.15) ? null : round(random.int(500, 40_000) / 100, 2),
      RTN_STS: random.pick(["OPEN", "ACCEPTED", "ACCEPTED", "REJECTED"]),
    };
  });
  writeTable(
    db,
    "RTN",
    `RTN_NO INTEGER, SHP_NO INTEGER, ITM_NO TEXT, RTN_DT TEXT, RSN_CD TEXT, QTY INTEGER, CRD_AMT REAL, RTN_STS TEXT`,
    rows,
  );
}
