import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { invoice, payment, writeBillingTables } from "./grid-billing.ts";
import { CUSTOMERS, MAKERS, REGIONS, STREETS, TECHNICIANS, TOWNS } from "./grid-names.ts";

const SITES = 310;
const METERS = 430;

const siteNo = (id: number): string => `S${String(id).padStart(5, "0")}`;
const meterNo = (id: number): string => `MT${String(id).padStart(6, "0")}`;
const technicianNo = (id: number): string => `T${String(id).padStart(3, "0")}`;
const tariffCode = (id: number): string => `TR${String(id).padStart(3, "0")}`;

function site(random: Random, id: number): Row {
  return {
    SITE_NR: siteNo(id),
    STRT: `${random.int(1, 140)} ${random.pick(STREETS)}`,
    ZIP_CD: random.chance(0.05)
      ? random.pick([null, "", " ", random.digits(4), `${random.digits(3)}-${random.digits(2)}`])
      : `3${random.digits(4)}`,
    TOWN: random.pick(TOWNS),
    REGN_CD: random.pick(REGIONS),
    SITE_TYP: random.pick(["HOUSE", "HOUSE", "HOUSE", "SHOP", "FARM", "PLANT"]),
    CONN_DT: random.chance(0.05) ? null : random.date("1978-01-02", "2025-12-20"),
    CONN_KW: random.chance(0.03) ? null : random.pick([7, 11, 11, 17, 22, 63, 120]),
  };
}

function meter(random: Random, id: number): Row {
  const installed = random.date("2001-02-01", "2026-09-30");
  return {
    MTR_NR: meterNo(id),
    SRL_NO: random.chance(0.04)
      ? random.pick([null, "", "0000000"])
      : `${random.pick(["E", "K"])}${random.digits(6)}`,
    SITE_NR: random.chance(0.02) ? siteNo(random.int(700, 720)) : siteNo(random.int(1, SITES - 30)),
    MTR_TYP: random.pick(["ELEC", "ELEC", "ELEC", "GAS", "GAS", "HEAT"]),
    MFR: random.chance(0.05) ? random.pick([null, " "]) : random.pick(MAKERS),
    INST_DT: installed,
    CALIB_DT: random.chance(0.1) ? null : addDays(installed, random.int(-20, 2900)),
    STAT_CD: random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "REMOVED", "FAULTY"]),
    SMART_FLG: random.pick(["Y", "N", "N"]),
  };
}

function reading(random: Random, id: number): Row {
  const from = random.decimal(200, 60_000, 1);
  const used = random.chance(0.02) ? -random.int(5, 90) : random.decimal(0, 900, 1);
  return {
    RDG_ID: id,
    MTR_NR: random.chance(0.01) ? meterNo(random.int(900, 930)) : meterNo(random.int(1, METERS - 40)),
    RDG_DT: random.date("2024-01-01", "2026-11-22"),
    PREV_VAL: from,
    CURR_VAL: round(from + used, 1),
    RDG_SRC: random.chance(0.04)
      ? random.pick([null, ""])
      : random.pick(["REMOTE", "REMOTE", "CARD", "VISIT", "ESTIMATE"]),
    TEC_NR: random.chance(0.7) ? null : technicianNo(random.int(1, 60)),
  };
}

function tariff(random: Random, id: number): Row {
  const from = random.date("2016-01-01", "2026-06-30");
  return {
    TRF_CD: tariffCode(id),
    TRF_NM: `${random.pick(["HOME", "SHOP", "FARM", "NIGHT", "GREEN"])} ${id}`,
    KWH_PRC: random.decimal(0.11, 0.42, 4),
    BASE_FEE: random.pick([4.5, 6.9, 8.75, 12, 15.2]),
    VLD_FROM: from,
    VLD_TO: random.chance(0.4) ? null : addDays(from, random.int(300, 3000)),
    GREEN_FLG: random.pick(["Y", "N", "N"]),
  };
}

function contract(random: Random, id: number): Row {
  const customer = random.pick(CUSTOMERS);
  const from = random.date("2015-03-01", "2026-10-31");
  const status = random.pick(["RUNNING", "RUNNING", "RUNNING", "ENDED", "NOTICE"]);
  const ended = status === "ENDED" || (status === "NOTICE" && random.chance(0.8));
  return {
    CTR_NR: 600_000 + id,
    SITE_NR: siteNo(random.int(1, SITES - 12)),
    CUST_NM: random.chance(0.04) ? customer.toUpperCase() : customer,
    CUST_EML: random.chance(0.14)
      ? random.pick([null, "", " ", "n/a"])
      : `${customer.toLowerCase().replace(" ", ".")}@post.example`,
    TRF_CD: random.chance(0.02) ? "TR999" : tariffCode(random.int(1, 56)),
    STRT_DT: from,
    END_DT: ended ? addDays(from, random.chance(0.03) ? -10 : random.int(200, 2500)) : null,
    CTR_STAT: status,
    EST_KWH: random.chance(0.05) ? null : random.int(900, 42_000),
    PAY_DAY: random.chance(0.03) ? random.pick([0, 31, 45]) : random.int(1, 28),
  };
}

function technician(random: Random, id: number): Row {
  const name = TECHNICIANS[id - 1] as string;
  return {
    TEC_NR: technicianNo(id),
    TEC_NM: name,
    REGN_CD: random.pick(REGIONS),
    CERT_LVL: random.pick(["A", "B", "B", "C"]),
    HIRE_DT: random.date("1996-01-15", "2026-05-31"),
    PHON: random.chance(0.12) ? random.pick([null, "", " "]) : `07${random.digits(8)}`,
  };
}

function workOrder(random: Random, id: number): Row {
  const opened = random.date("2024-06-01", "2026-11-24");
  const status = random.pick(["DONE", "DONE", "DONE", "OPEN", "CANCELLED", "ON HOLD"]);
  const estimated = random.pick([0.5, 1, 1.5, 2, 4, 8]);
  return {
    WO_NR: 40_000 + id,
    MTR_NR: random.chance(0.02) ? meterNo(random.int(900, 930)) : meterNo(random.int(1, METERS - 90)),
    TEC_NR: random.chance(0.08) ? null : technicianNo(random.int(1, 58)),
    WO_TYP: random.pick(["REPAIR", "REPLACE", "INSPECT", "CALIBRATE", "CONNECT"]),
    PRIO: random.pick([1, 2, 2, 3, 3]),
    OPEN_DT: opened,
    DONE_DT: status === "DONE" ? addDays(opened, random.int(0, 60)) : null,
    EST_HRS: estimated,
    ACT_HRS: status === "DONE" ? round(estimated * random.pick([0.5, 1, 1, 1.5, 2.5]), 2) : null,
    MAT_COST: random.chance(0.3) ? 0 : random.decimal(3, 420, 2),
    STAT_CD: status,
  };
}

const CONTRACT_COLUMNS =
  "CTR_NR INTEGER, SITE_NR TEXT, CUST_NM TEXT, CUST_EML TEXT, TRF_CD TEXT, STRT_DT TEXT, END_DT TEXT, CTR_STAT TEXT, EST_KWH INTEGER, PAY_DAY INTEGER";
const WORK_ORDER_COLUMNS =
  "WO_NR INTEGER, MTR_NR TEXT, TEC_NR TEXT, WO_TYP TEXT, PRIO INTEGER, OPEN_DT TEXT, DONE_DT TEXT, EST_HRS REAL, ACT_HRS REAL, MAT_COST REAL, STAT_CD TEXT";

/** An energy utility on a system of the nineties: names cut short, codes in capitals, and not one key declared. */
export function fillGrid(db: Database.Database): void {
  const random = makeRandom(1987);
  const contracts = rowsOf(390, (id) => contract(random, id));
  const invoices = rowsOf(1420, (id) => invoice(random, id, contracts));
  const table = (name: string, columns: string, rows: Row[]): void => writeTable(db, name, columns, rows);
  table(
    "EVU_SITE",
    "SITE_NR TEXT, STRT TEXT, ZIP_CD TEXT, TOWN TEXT, REGN_CD TEXT, SITE_TYP TEXT, CONN_DT TEXT, CONN_KW INTEGER",
    rowsOf(SITES, (id) => site(random, id)),
  );
  table(
    "EVU_MTR",
    "MTR_NR TEXT, SRL_NO TEXT, SITE_NR TEXT, MTR_TYP TEXT, MFR TEXT, INST_DT TEXT, CALIB_DT TEXT, STAT_CD TEXT, SMART_FLG TEXT",
    rowsOf(METERS, (id) => meter(random, id)),
  );
  table(
    "EVU_MTR_RDG",
    "RDG_ID INTEGER, MTR_NR TEXT, RDG_DT TEXT, PREV_VAL REAL, CURR_VAL REAL, RDG_SRC TEXT, TEC_NR TEXT",
    rowsOf(2700, (id) => reading(random, id)),
  );
  table(
    "EVU_TRF",
    "TRF_CD TEXT, TRF_NM TEXT, KWH_PRC REAL, BASE_FEE REAL, VLD_FROM TEXT, VLD_TO TEXT, GREEN_FLG TEXT",
    rowsOf(62, (id) => tariff(random, id)),
  );
  table("EVU_CTR", CONTRACT_COLUMNS, contracts);
  table(
    "EVU_TECN",
    "TEC_NR TEXT, TEC_NM TEXT, REGN_CD TEXT, CERT_LVL TEXT, HIRE_DT TEXT, PHON TEXT",
    rowsOf(64, (id) => technician(random, id)),
  );
  table(
    "EVU_WRK_ORD",
    WORK_ORDER_COLUMNS,
    rowsOf(720, (id) => workOrder(random, id)),
  );
  writeBillingTables(
    db,
    invoices,
    rowsOf(1250, (id) => payment(random, id, invoices)),
  );
}
