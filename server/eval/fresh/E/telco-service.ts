import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

const TODAY = "2026-11-26";
const BRANDS: Readonly<Record<string, string[]>> = {
  NORVO: ["N5", "N7", "N7 Pro"],
  PEARL: ["Mini", "Max"],
  KITE: ["K1", "K2"],
};

/** What the operator does for its subscribers: tickets, numbers brought along or taken away, and telephones. */
export function fillService(db: Database.Database, random: Random, subscribers: Row[], cards: Row[]): void {
  fillAgents(db, random);
  fillTickets(db, random, subscribers);
  fillPortings(db, random, cards);
  fillSales(db, random, subscribers);
}

function fillAgents(db: Database.Database, random: Random): void {
  const rows = rowsOf(34, (number) => ({
    AGT_ID: `A${100 + number}`,
    AGT_NM: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    TEAM_CD: random.chance(0.1) ? null : random.pick(["BILLING", "NETWORK", "CARE", "RETENTION"]),
    HIRE_DT: random.date("2015-01-01", "2026-11-10"),
    LANG_CD: random.pick(["EN", "EN", "PL", "ES", "FR"]),
  }));
  writeTable(db, "AGT_MST", "AGT_ID TEXT, AGT_NM TEXT, TEAM_CD TEXT, HIRE_DT TEXT, LANG_CD TEXT", rows);
}

function fillTickets(db: Database.Database, random: Random, subscribers: Row[]): void {
  const rows = rowsOf(420, (number) => {
    const opened = random.chance(0.2)
      ? random.date("2026-10-15", "2026-11-26")
      : random.date("2025-03-01", "2026-10-31");
    const closed = addDays(opened, random.chance(0.02) ? -2 : random.int(0, 45));
    const open = random.chance(0.15) || closed > TODAY;
    return {
      TKT_NO: `T${30_000 + number}`,
      SUBSCR_NO: random.chance(0.015)
        ? 444_000 + number
        : Number(random.pick(subscribers.slice(0, 300)).SUBSCR_NO),
      TKT_CAT: random.chance(0.04)
        ? null
        : random.pick(["BILLING", "COVERAGE", "DATA", "ROAMING", "DEVICE", "SIM"]),
      PRIO: random.chance(0.02) ? 9 : random.int(1, 4),
      OPN_DT: opened,
      CLS_DT: open ? null : closed,
      TKT_STAT: open ? random.pick(["OPEN", "WAITING"]) : random.chance(0.03) ? "OPEN" : "CLOSED",
      AGT_ID: random.chance(0.08)
        ? random.pick([null, ""])
        : `A${random.chance(0.02) ? 199 : random.int(101, 131)}`,
      CSAT: random.chance(0.4) ? null : random.chance(0.03) ? 7 : random.int(1, 5),
    };
  });
  writeTable(
    db,
    "TKT_LOG",
    `TKT_NO TEXT, SUBSCR_NO INTEGER, TKT_CAT TEXT, PRIO INTEGER, OPN_DT TEXT, CLS_DT TEXT, TKT_STAT TEXT,
     AGT_ID TEXT, CSAT INTEGER`,
    rows,
  );
}

function fillPortings(db: Database.Database, random: Random, cards: Row[]): void {
  const rows = rowsOf(160, (number) => {
    const card = random.pick(cards.slice(0, 430));
    const asked = random.date("2026-01-05", "2026-11-22");
    const done = addDays(asked, random.int(1, 20));
    const status = random.pick(["DONE", "DONE", "DONE", "REJECTED", "PENDING"]);
    return {
      PRT_NO: 7000 + number,
      SUBSCR_NO: Number(card.SUBSCR_NO),
      MSISDN: random.chance(0.08) ? `447${random.digits(9)}` : (card.MSISDN ?? null),
      DIR_CD: random.chance(0.03) ? null : random.pick(["IN", "IN", "OUT"]),
      OTH_OPR: random.pick(["VODEX", "TELNOR", "O-MOBIL", "THREEO"]),
      REQ_DT: asked,
      CMPL_DT: status === "DONE" && !random.chance(0.05) ? (done > TODAY ? TODAY : done) : null,
      PRT_STAT: status,
      REJ_RSN:
        status === "REJECTED" && random.chance(0.7) ? random.pick(["DEBT", "WRONG NUMBER", "LOCKED"]) : null,
    };
  });
  writeTable(
    db,
    "PRT_REQ",
    `PRT_NO INTEGER, SUBSCR_NO INTEGER, MSISDN TEXT, DIR_CD TEXT, OTH_OPR TEXT, REQ_DT TEXT, CMPL_DT TEXT,
     PRT_STAT TEXT, REJ_RSN TEXT`,
    rows,
  );
}

function fillSales(db: Database.Database, random: Random, subscribers: Row[]): void {
  const imeis: string[] = [];
  const rows = rowsOf(260, (number) => {
    const brand = random.pick(Object.keys(BRANDS));
    let imei: string | null = `35${random.digits(13)}`;
    if (imeis.length > 0 && random.chance(0.03)) imei = random.pick(imeis);
    else if (random.chance(0.08)) imei = random.pick([null, "", imei.slice(0, 13)]);
    else imeis.push(imei);
    const price = random.int(4, 60) * 20;
    const discount = random.chance(0.5) ? 0 : random.int(1, 8) * 10;
    return {
      SAL_NO: 40_000 + number,
      SUBSCR_NO: random.chance(0.02)
        ? 333_000 + number
        : Number(random.pick(subscribers.slice(0, 260)).SUBSCR_NO),
      DLR_CD: random.chance(0.03) ? "D997" : `D${random.int(203, 240)}`,
      IMEI: imei,
      BRND: random.chance(0.04) ? brand.toLowerCase() : brand,
      MDL_NM: random.pick(BRANDS[brand] ?? []),
      SAL_DT: random.date("2025-01-02", "2026-11-25"),
      LST_PRC: price,
      DISC_AMT: discount,
      SAL_AMT: random.chance(0.04) ? price : price - discount,
    };
  });
  writeTable(
    db,
    "DEV_SAL",
    `SAL_NO INTEGER, SUBSCR_NO INTEGER, DLR_CD TEXT, IMEI TEXT, BRND TEXT, MDL_NM TEXT, SAL_DT TEXT, LST_PRC REAL,
     DISC_AMT REAL, SAL_AMT REAL`,
    rows,
  );
}
