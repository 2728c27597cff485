import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { COUNTRIES, HANDS, PARTS, SUPPLIER_TRADES, SUPPLIER_WORDS } from "./warehouse-names.ts";
import { fillOutbound } from "./warehouse-outbound.ts";
import { fillPurchasing } from "./warehouse-purchasing.ts";

/** The system of a parts warehouse: terse names in capitals, and no key declared anywhere. */
export function fillWarehouse(db: Database.Database): void {
  const random = makeRandom(20_031_117);
  const suppliers = fillSuppliers(db, random);
  const items = fillItems(db, random);
  const bins = fillBins(db, random);
  fillStock(db, random, items, bins);
  fillMovements(db, random, items, bins);
  fillCounts(db, random, items, bins);
  fillPurchasing(db, random, items, suppliers);
  fillOutbound(db, random, items);
}

function fillSuppliers(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(75, (number) => {
    const [country, currency] = random.pick(COUNTRIES);
    const name = `${random.pick(SUPPLIER_WORDS)} ${random.pick(SUPPLIER_TRADES)}`;
    const mail = `sales@${name.toLowerCase().replace(" ", "-")}${number}.example`;
    return {
      SUP_NO: `S${String(number).padStart(3, "0")}`,
      SUP_NM: `${name} ${number}`,
      CTRY: random.chance(0.06) ? country.toLowerCase() : country,
      CUR: currency,
      EML: random.chance(0.12)
        ? random.pick([null, "", " "])
        : random.chance(0.09)
          ? mail.replace("@", " at ")
          : mail,
      TAX_NO: random.chance(0.1) ? random.pick([null, ""]) : `${country}${random.digits(9)}`,
      PAY_TRM: random.pick([14, 30, 30, 45, 60, 60, 90]),
      RTG: random.chance(0.06) ? random.pick([0, 7, 9]) : random.int(1, 5),
      ACTV_FLG: random.chance(0.82) ? "Y" : "N",
      CRT_DT: random.date("2009-02-02", "2026-10-12"),
    };
  });
  for (let copy = 0; copy < 4; copy++) {
    const first = rows[copy * 9 + 3] as Row;
    rows.push({ ...first, SUP_NO: `S${900 + copy}`, EML: null, RTG: 3 });
  }
  writeTable(
    db,
    "SUP_MST",
    `SUP_NO TEXT, SUP_NM TEXT, CTRY TEXT, CUR TEXT, EML TEXT, TAX_NO TEXT, PAY_TRM INTEGER, RTG INTEGER,
     ACTV_FLG TEXT, CRT_DT TEXT`,
    rows,
  );
  return rows;
}

function fillItems(db: Database.Database, random: Random): Row[] {
  const barcodes: string[] = [];
  const rows = rowsOf(320, (number) => {
    const group = random.pick(Object.keys(PARTS));
    let barcode: string | null = `50${random.digits(11)}`;
    if (random.chance(0.05) && barcodes.length > 0) barcode = random.pick(barcodes);
    else if (random.chance(0.06)) barcode = random.pick([null, "", "  "]);
    else if (random.chance(0.04)) barcode = barcode.slice(0, random.int(9, 12));
    else barcodes.push(barcode);
    const cost = random.int(4, 900) / 4;
    return {
      ITM_NO: `${group.slice(0, 2)}${String(number).padStart(4, "0")}`,
      ITM_DSC: `${random.pick(PARTS[group] ?? [])} ${random.int(1, 99)}${random.chance(0.05) ? " " : ""}`,
      ITM_GRP: random.chance(0.03) ? null : group,
      BAR_CD: barcode,
      UOM: random.pick(["EA", "EA", "EA", "BOX", "M"]),
      UNT_WGT: random.chance(0.04) ? random.pick([0, -1]) : random.int(1, 160) / 4,
      STD_CST: cost,
      LST_PRC: random.chance(0.05) ? cost - 0.5 : cost * 1.75,
      RORD_LVL: random.int(0, 20) * 5,
      PREF_SUP: random.chance(0.07)
        ? null
        : random.chance(0.03)
          ? random.pick(["S998", "S999"])
          : `S${String(random.int(1, 70)).padStart(3, "0")}`,
      ACTV_FLG: random.chance(0.85) ? "Y" : "N",
      CRT_DT: random.date("2012-01-09", "2026-11-18"),
    };
  });
  writeTable(
    db,
    "ITM_MST",
    `ITM_NO TEXT, ITM_DSC TEXT, ITM_GRP TEXT, BAR_CD TEXT, UOM TEXT, UNT_WGT REAL, STD_CST REAL, LST_PRC REAL,
     RORD_LVL INTEGER, PREF_SUP TEXT, ACTV_FLG TEXT, CRT_DT TEXT`,
    rows,
  );
  return rows;
}

function fillBins(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(140, (number) => {
    const zone = random.pick(["A", "B", "C", "D", "E"]);
    return {
      BIN_CD: `${zone}-${String(number).padStart(3, "0")}`,
      ZN: zone,
      AISL: random.int(1, 14),
      BIN_TYP: random.chance(0.05) ? null : random.pick(["SHELF", "SHELF", "PALLET", "BULK", "COLD"]),
      MAX_WGT: random.chance(0.05) ? 0 : random.int(2, 30) * 50,
      BLK_FLG: random.chance(0.1) ? 1 : 0,
    };
  });
  writeTable(
    db,
    "BIN_LOC",
    "BIN_CD TEXT, ZN TEXT, AISL INTEGER, BIN_TYP TEXT, MAX_WGT REAL, BLK_FLG INTEGER",
    rows,
  );
  return rows;
}

function fillStock(db: Database.Database, random: Random, items: Row[], bins: Row[]): void {
  const rows = rowsOf(420, (number) => {
    const onHand = random.chance(0.04) ? -random.int(1, 12) : random.chance(0.06) ? 0 : random.int(1, 400);
    return {
      ITM_NO: random.chance(0.01) ? `ZZ${random.digits(4)}` : String(random.pick(items.slice(0, 285)).ITM_NO),
      BIN_CD: String(bins[(number * 13) % 122]?.BIN_CD),
      QTY_OH: onHand,
      QTY_ALC: random.chance(0.55) ? 0 : random.int(1, 120),
      LST_CNT_DT: random.chance(0.12) ? null : random.date("2025-02-03", "2026-11-20"),
    };
  });
  writeTable(db, "STK", "ITM_NO TEXT, BIN_CD TEXT, QTY_OH INTEGER, QTY_ALC INTEGER, LST_CNT_DT TEXT", rows);
}

function fillMovements(db: Database.Database, random: Random, items: Row[], bins: Row[]): void {
  const rows = rowsOf(600, (number) => ({
    MVT_NO: 300_000 + number,
    MVT_TYP: random.pick(["RECEIPT", "ISSUE", "ISSUE", "TRANSFER", "SCRAP"]),
    ITM_NO: random.chance(0.01) ? `ZZ${random.digits(4)}` : String(random.pick(items.slice(0, 270)).ITM_NO),
    BIN_CD: random.chance(0.015) ? "X-999" : String(random.pick(bins.slice(0, 125)).BIN_CD),
    QTY: random.chance(0.03) ? 0 : random.int(1, 90),
    MVT_DT: random.date("2025-06-02", "2026-11-25"),
    USR_ID: random.chance(0.05) ? random.pick([null, ""]) : random.pick(HANDS),
  }));
  writeTable(
    db,
    "STK_MVT",
    "MVT_NO INTEGER, MVT_TYP TEXT, ITM_NO TEXT, BIN_CD TEXT, QTY INTEGER, MVT_DT TEXT, USR_ID TEXT",
    rows,
  );
}

function fillCounts(db: Database.Database, random: Random, items: Row[], bins: Row[]): void {
  const rows = rowsOf(260, (number) => {
    const system = random.int(0, 300);
    return {
      CNT_NO: 8000 + number,
      ITM_NO: String(random.pick(items.slice(0, 250)).ITM_NO),
      BIN_CD: String(random.pick(bins).BIN_CD),
      CNT_DT: random.date("2025-09-01", "2026-11-24"),
      SYS_QTY: system,
      CNT_QTY: random.chance(0.05)
        ? null
        : random.chance(0.25)
          ? Math.max(0, system + random.int(-15, 15))
          : system,
      CNT_BY: random.pick(HANDS),
      APPR_BY: random.chance(0.3) ? null : random.pick(HANDS),
    };
  });
  writeTable(
    db,
    "CYC_CNT",
    `CNT_NO INTEGER, ITM_NO TEXT, BIN_CD TEXT, CNT_DT TEXT, SYS_QTY INTEGER, CNT_QTY INTEGER, CNT_BY TEXT,
     APPR_BY TEXT`,
    rows,
  );
}
