import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CLAIM_TYPES } from "./freight-names.ts";

const TODAY = "2026-11-26";

/** What was sent with whom to whom, line by line, and what went wrong with it. */
export function fillShipments(db: Database.Database, random: Random, carriers: Row[], skus: Row[]): void {
  const shipments = rowsOf(2200, (number) => makeShipment(random, carriers, number));
  writeTable(
    db,
    "SHP_HDR",
    `SHP_NO TEXT, CARR_CD TEXT, CNSGN_NO INTEGER, ORIG_DPT TEXT, SHP_DT TEXT, PROM_DT TEXT, DLV_DT TEXT,
     SHP_STAT TEXT, WGT_KG REAL, FRT_AMT REAL, CURR TEXT`,
    shipments,
  );
  fillLines(db, random, shipments, skus);
  fillClaims(db, random, shipments);
}

function makeShipment(random: Random, carriers: Row[], number: number): Row {
  const shipped = random.date("2025-01-02", "2026-11-24");
  const promised = addDays(shipped, random.int(2, 12));
  const arrived = addDays(promised, random.int(-2, 3));
  const status = random.pick(["DELIVERED", "DELIVERED", "DELIVERED", "DELIVERED", "IN TRANSIT", "CANCELLED"]);
  const delivered = status === "DELIVERED" && !random.chance(0.04) && arrived <= TODAY ? arrived : null;
  return {
    SHP_NO: `S${String(260_000 + number)}`,
    CARR_CD: random.chance(0.006) ? "C098" : String(random.pick(carriers.slice(0, 60)).CARR_CD),
    CNSGN_NO: random.chance(0.006) ? 88_000 + number : 40_000 + random.int(1, 385),
    ORIG_DPT: `D${random.int(11, 64)}`,
    SHP_DT: shipped,
    PROM_DT: promised,
    DLV_DT: delivered !== null && random.chance(0.01) ? addDays(shipped, -3) : delivered,
    SHP_STAT: status,
    WGT_KG: random.chance(0.02) ? random.pick([0, null]) : random.int(20, 24_000) / 2,
    FRT_AMT: random.chance(0.03) ? null : random.int(8, 900) * 5,
    CURR: random.chance(0.03)
      ? random.pick(["eur", "", "EURO"])
      : random.pick(["EUR", "EUR", "EUR", "SEK", "PLN", "CHF"]),
  };
}

function fillLines(db: Database.Database, random: Random, shipments: Row[], skus: Row[]): void {
  const withLines = shipments.slice(0, 2140);
  const rows = rowsOf(3000, (number) => {
    const first = number <= withLines.length;
    const shipment = first ? withLines[number - 1] : random.pick(withLines.slice(0, 400));
    const ordered = random.int(1, 60);
    return {
      SHP_NO: random.chance(0.004) ? `S99${random.digits(4)}` : String(shipment?.SHP_NO),
      LIN_NO: first ? 10 : 10 + number,
      SKU_NO: random.chance(0.005)
        ? `ZZ-${random.digits(4)}`
        : String(random.pick(skus.slice(0, 640)).SKU_NO),
      QTY_ORD: ordered,
      QTY_SHP: random.chance(0.08) ? Math.max(0, ordered - random.int(1, 5)) : ordered,
    };
  });
  writeTable(
    db,
    "SHP_LIN",
    "SHP_NO TEXT, LIN_NO INTEGER, SKU_NO TEXT, QTY_ORD INTEGER, QTY_SHP INTEGER",
    rows,
  );
}

function fillClaims(db: Database.Database, random: Random, shipments: Row[]): void {
  const rows: Row[] = rowsOf(480, (number) => {
    const shipment = random.pick(shipments);
    const claimed = random.int(4, 800) * 5;
    const status = random.pick(["OPEN", "SETTLED", "SETTLED", "REJECTED"]);
    const filed = addDays(String(shipment.SHP_DT), random.int(4, 60));
    return {
      CLM_NO: `K-${5000 + number}`,
      SHP_NO: random.chance(0.02) ? `S88${random.digits(4)}` : String(shipment.SHP_NO),
      CARR_CD: random.chance(0.05) ? "C007" : String(shipment.CARR_CD),
      CLM_DT: filed > TODAY ? "2026-11-20" : filed,
      CLM_TYP: random.chance(0.03) ? random.pick(["damage", "OTHER", ""]) : random.pick(CLAIM_TYPES),
      CLM_AMT: claimed,
      SETL_AMT:
        status === "SETTLED" && !random.chance(0.06)
          ? random.chance(0.06)
            ? claimed + 50
            : claimed * random.pick([0.5, 0.8, 1])
          : null,
      CLM_STAT: status,
    };
  });
  for (let copy = 0; copy < 6; copy++) rows.push({ ...random.pick(rows.slice(0, 480)) });
  writeTable(
    db,
    "CLM_FILE",
    `CLM_NO TEXT, SHP_NO TEXT, CARR_CD TEXT, CLM_DT TEXT, CLM_TYP TEXT, CLM_AMT REAL, SETL_AMT REAL, CLM_STAT TEXT`,
    rows,
  );
}
