import type Database from "better-sqlite3";
import { makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { CARRIER_WORDS, COMPANY_TRADES, COMPANY_WORDS, FAR_PLACES, GOODS, PLACES } from "./freight-names.ts";
import { fillShipments } from "./freight-shipments.ts";

/** A warehouse and freight system of the nineties: short names in capitals, and no key declared anywhere. */
export function fillFreight(db: Database.Database): void {
  const random = makeRandom(19_940_401);
  const carriers = fillCarriers(db, random);
  fillConsignees(db, random);
  fillDepots(db, random);
  const skus = fillSkus(db, random);
  fillStock(db, random, skus);
  fillRates(db, random, carriers);
  fillShipments(db, random, carriers, skus);
}

function fillCarriers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(70, (number) => ({
    CARR_CD: `C${String(number).padStart(3, "0")}`,
    CARR_NM: `${random.pick(CARRIER_WORDS)} ${random.pick(["Freight", "Logistics", "Lines", "Cargo"])} ${number}`,
    SCAC: random.chance(0.1)
      ? random.pick([null, ""])
      : `${random.pick(["BLAN", "RDLN", "TRAL", "PLRX"])}`.slice(0, random.chance(0.08) ? 3 : 4),
    TRN_MODE: random.pick(["ROAD", "ROAD", "SEA", "RAIL", "AIR"]),
    CTRY: random.pick(PLACES)[1],
    ACTV_FLG: random.chance(0.8) ? "Y" : "N",
    CONTR_END: random.chance(0.1) ? null : random.date("2025-03-01", "2028-12-31"),
    INS_AMT: random.int(1, 40) * 25_000,
  }));
  writeTable(
    db,
    "CARR_MST",
    "CARR_CD TEXT, CARR_NM TEXT, SCAC TEXT, TRN_MODE TEXT, CTRY TEXT, ACTV_FLG TEXT, CONTR_END TEXT, INS_AMT REAL",
    rows,
  );
  return rows;
}

function fillConsignees(db: Database.Database, random: Random): void {
  const rows: Row[] = rowsOf(420, (number) => {
    const [city, country] = random.pick([...PLACES, ...FAR_PLACES]);
    const name = `${random.pick(COMPANY_WORDS)} ${random.pick(COMPANY_TRADES)}`;
    const mail = `orders@${name.toLowerCase().replaceAll(" ", "-")}${number}.example`;
    return {
      CNSGN_NO: 40_000 + number,
      CNSGN_NM: `${name} ${country}${number}`,
      CTY: random.chance(0.05) ? random.pick([city.toUpperCase(), `${city} `]) : city,
      CTRY: random.chance(0.03) ? country.toLowerCase() : country,
      POST_CD: random.chance(0.08) ? random.pick([null, "", "   "]) : random.digits(5),
      EMAIL_ADR: random.chance(0.15)
        ? random.pick([null, ""])
        : random.chance(0.06)
          ? mail.replace("@", "(at)")
          : mail,
      CRED_LMT: random.int(0, 60) * 1000,
      BLK_FLG: random.chance(0.1) ? "Y" : "N",
      CRT_DT: random.date("2011-01-03", "2026-11-13"),
    };
  });
  for (let copy = 0; copy < 9; copy++) {
    const first = random.pick(rows.slice(0, 420));
    rows.push({ ...first, CNSGN_NO: 49_000 + copy, CRED_LMT: 0 });
  }
  writeTable(
    db,
    "CNSGN_MST",
    `CNSGN_NO INTEGER, CNSGN_NM TEXT, CTY TEXT, CTRY TEXT, POST_CD TEXT, EMAIL_ADR TEXT, CRED_LMT REAL,
     BLK_FLG TEXT, CRT_DT TEXT`,
    rows,
  );
}

function fillDepots(db: Database.Database, random: Random): void {
  const rows = rowsOf(60, (number) => {
    const [city, country] = random.pick(PLACES);
    return {
      DPT_CD: `D${number + 10}`,
      DPT_NM: `${city} ${random.pick(["Haven", "Nord", "Cross Dock", "Terminal"])} ${number}`,
      CTY: city,
      CTRY: country,
      CAP_PAL: random.int(4, 90) * 100 + number * 2,
      MGR_NM: random.chance(0.12)
        ? random.pick([null, " "])
        : `${random.pick(["A", "J", "M", "P", "S"])}. ${random.pick(COMPANY_WORDS)}`,
      OPEN_DT: random.date("1994-04-01", "2023-10-01"),
    };
  });
  writeTable(
    db,
    "DPT_MST",
    "DPT_CD TEXT, DPT_NM TEXT, CTY TEXT, CTRY TEXT, CAP_PAL INTEGER, MGR_NM TEXT, OPEN_DT TEXT",
    rows,
  );
}

function fillSkus(db: Database.Database, random: Random): Row[] {
  const eans: string[] = [];
  const rows = rowsOf(700, (number) => {
    const group = random.pick(Object.keys(GOODS));
    let ean: string | null = `40${random.digits(11)}`;
    if (random.chance(0.03) && eans.length > 0) ean = random.pick(eans);
    else if (random.chance(0.05)) ean = random.pick([null, " "]);
    else if (random.chance(0.04)) ean = random.pick([ean.slice(0, 12), `${ean.slice(0, 12)}X`]);
    else eans.push(ean);
    const cost = random.int(4, 400) / 2;
    const net = random.int(2, 120) / 4;
    return {
      SKU_NO: `${group.slice(0, 2)}-${String(number).padStart(4, "0")}`,
      SKU_DESC: `${random.pick(GOODS[group] ?? [])} ${random.int(1, 90)}`,
      PROD_GRP: random.chance(0.03) ? null : group,
      EAN_CD: ean,
      UOM: random.chance(0.03) ? random.pick(["pcs", "??", ""]) : random.pick(["PC", "PC", "BOX", "KG"]),
      NET_WGT: net,
      GRS_WGT: random.chance(0.03) ? net - 0.25 : net + random.int(1, 6) / 4,
      UNIT_COST: cost,
      LIST_PRC: random.chance(0.05) ? cost - 1 : cost * 1.5,
      SKU_STAT: random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "BLOCKED", "DISCONTINUED"]),
      HAZ_CLS: group === "PAINT" ? random.pick(["3", "3", "9", null]) : null,
    };
  });
  writeTable(
    db,
    "SKU_MST",
    `SKU_NO TEXT, SKU_DESC TEXT, PROD_GRP TEXT, EAN_CD TEXT, UOM TEXT, NET_WGT REAL, GRS_WGT REAL, UNIT_COST REAL,
     LIST_PRC REAL, SKU_STAT TEXT, HAZ_CLS TEXT`,
    rows,
  );
  return rows;
}

function fillStock(db: Database.Database, random: Random, skus: Row[]): void {
  const balances = rowsOf(1400, (number) => ({
    SKU_NO: String(skus[(number * 7) % 620]?.SKU_NO),
    DPT_CD: `D${((number * 11) % 52) + 11}`,
    QTY_OH: random.chance(0.04) ? -random.int(1, 20) : random.int(0, 900),
    QTY_RSV: random.chance(0.5) ? 0 : random.int(1, 300),
    MIN_QTY: random.int(0, 12) * 10,
    LST_CNT_DT: random.chance(0.1) ? null : random.date("2025-01-02", "2026-11-20"),
  }));
  writeTable(
    db,
    "STK_BAL",
    "SKU_NO TEXT, DPT_CD TEXT, QTY_OH INTEGER, QTY_RSV INTEGER, MIN_QTY INTEGER, LST_CNT_DT TEXT",
    balances,
  );
  const movements = rowsOf(3000, (number) => {
    const type = random.pick(["RECEIPT", "RECEIPT", "ISSUE", "ISSUE", "ISSUE", "TRANSFER", "ADJUSTMENT"]);
    return {
      MOV_NO: 700_000 + number,
      MOV_TYP: type,
      SKU_NO: random.chance(0.006)
        ? `XX-${random.digits(4)}`
        : String(random.pick(skus.slice(0, 660)).SKU_NO),
      DPT_CD: `D${random.int(11, 66)}`,
      QTY: random.chance(0.02) ? 0 : random.int(1, 240),
      MOV_DT: random.date("2025-01-02", "2026-11-25"),
      USR_ID: random.chance(0.05)
        ? random.pick([null, ""])
        : random.pick(["KLAUS", "MARTA", "JORDI", "ANKE", "PIOTR", "BATCH"]),
    };
  });
  writeTable(
    db,
    "STK_MOV",
    "MOV_NO INTEGER, MOV_TYP TEXT, SKU_NO TEXT, DPT_CD TEXT, QTY INTEGER, MOV_DT TEXT, USR_ID TEXT",
    movements,
  );
}

function fillRates(db: Database.Database, random: Random, carriers: Row[]): void {
  const rows = rowsOf(320, (number) => {
    const from = random.date("2024-01-01", "2026-10-01");
    return {
      RATE_NO: 9000 + number,
      CARR_CD: random.chance(0.02) ? "C999" : String(random.pick(carriers.slice(0, 58)).CARR_CD),
      ORIG_CTRY: random.pick(PLACES)[1],
      DEST_CTRY: random.pick([...PLACES, ...FAR_PLACES])[1],
      RATE_KG: random.int(8, 160) / 100,
      MIN_CHG: random.int(2, 20) * 10,
      VALID_FR: from,
      VALID_TO: random.chance(0.08)
        ? null
        : random.chance(0.04)
          ? "2023-12-31"
          : random.date(from, "2027-12-31"),
    };
  });
  writeTable(
    db,
    "RATE_CRD",
    `RATE_NO INTEGER, CARR_CD TEXT, ORIG_CTRY TEXT, DEST_CTRY TEXT, RATE_KG REAL, MIN_CHG REAL, VALID_FR TEXT,
     VALID_TO TEXT`,
    rows,
  );
}
